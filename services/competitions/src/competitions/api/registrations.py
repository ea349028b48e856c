from uuid import UUID

from fastapi import APIRouter

from competitions.api.deps import TheApp
from competitions.api.schemas import Member
from competitions.commands import registrations as commands
from competitions.domain.refusal import Unknown
from competitions.domain.registration import AlreadyRegistered, Standing
from competitions.domain.skill import SkillFull, SkillSigned
from competitions.queries import registrations as queries
from shared.identity.principal import Forbidden
from shared.web.deps import Insider, Organiser
from shared.web.idempotency import NewId
from shared.web.problems import problems
from shared.web.schemas import Cursor, In, Limit, Out, Page

router = APIRouter(tags=["registrations"])


class RegistrationIn(In):
    subject_id: UUID
    member: Member


class RegistrationOut(Out):
    id: UUID
    skill_id: UUID
    subject_id: UUID
    member: str
    state: Standing


@router.post(
    "/skills/{skill_id}/registrations",
    status_code=201,
    responses=problems(Unknown, Forbidden, AlreadyRegistered, SkillFull, SkillSigned),
)
async def register(skill_id: UUID, body: RegistrationIn, new: NewId, by: Organiser, app: TheApp) -> RegistrationOut:
    """Registers a person in a skill: an entrant until confirmed."""
    registration = await commands.register(app, skill_id, new, subject_id=body.subject_id, member=body.member, by=by)
    return RegistrationOut.model_validate(registration)


@router.get("/skills/{skill_id}/registrations", responses=problems(Unknown, Forbidden))
async def list_registrations(
    skill_id: UUID, by: Insider, app: TheApp, limit: Limit = 100, cursor: Cursor = None
) -> Page[RegistrationOut]:
    """Entrants and competitors of a skill, for its jury and the organiser."""
    found, after = await queries.list_registrations(app, skill_id, by, limit=limit, after=cursor)
    return Page(items=[RegistrationOut.model_validate(one) for one in found], next=after)


@router.post("/registrations/{registration_id}/confirmation", responses=problems(Unknown, Forbidden, SkillSigned))
async def confirm(registration_id: UUID, by: Organiser, app: TheApp) -> RegistrationOut:
    """Confirms an entrant, who is a competitor from then on. A repeat changes nothing."""
    return RegistrationOut.model_validate(await commands.confirm(app, registration_id, by))
