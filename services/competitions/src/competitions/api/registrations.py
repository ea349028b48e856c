from datetime import datetime
from uuid import UUID

from fastapi import APIRouter

from competitions.api.deps import TheApp
from competitions.api.schemas import Member
from competitions.commands import attendance
from competitions.commands import registrations as commands
from competitions.domain.championship import EmbargoOver, EntriesClosed
from competitions.domain.preparation.members import MemberUnlisted
from competitions.domain.refusal import Unknown
from competitions.domain.registration import AbsenceKind, AbsenceUnexplained, AlreadyRegistered, NotConfirmed, Standing
from competitions.domain.skill import NotChief, SkillDropped, SkillFull, SkillSigned
from competitions.queries import registrations as queries
from shared.identity.principal import Forbidden
from shared.web.deps import Insider, Organiser
from shared.web.idempotency import NewId
from shared.web.problems import problems
from shared.web.schemas import Cursor, In, Limit, Line, Out, Page

router = APIRouter(tags=["registrations"])


class RegistrationIn(In):
    subject_id: UUID
    member: Member


class AbsenceIn(In):
    kind: AbsenceKind
    reason: Line


class AbsenceOut(Out):
    kind: AbsenceKind
    reason: str
    at: datetime
    by: UUID | None
    """The chief expert; none: the organiser."""


class RegistrationOut(Out):
    id: UUID
    skill_id: UUID
    subject_id: UUID
    member: str
    state: Standing
    absence: AbsenceOut | None
    """Why a competitor has no place and no result, where that is so."""


@router.post(
    "/skills/{skill_id}/registrations",
    status_code=201,
    responses=problems(
        Unknown,
        Forbidden,
        AlreadyRegistered,
        SkillFull,
        SkillSigned,
        SkillDropped,
        MemberUnlisted,
        EntriesClosed,
        EmbargoOver,
    ),
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


@router.post(
    "/registrations/{registration_id}/confirmation", responses=problems(Unknown, Forbidden, SkillSigned, EmbargoOver)
)
async def confirm(registration_id: UUID, by: Organiser, app: TheApp) -> RegistrationOut:
    """Confirms an entrant, who is a competitor from then on. A repeat changes nothing."""
    return RegistrationOut.model_validate(await commands.confirm(app, registration_id, by))


@router.put(
    "/registrations/{registration_id}/absence",
    responses=problems(Unknown, Forbidden, NotChief, EmbargoOver, NotConfirmed, AbsenceUnexplained),
)
async def mark_absent(registration_id: UUID, body: AbsenceIn, by: Insider, app: TheApp) -> RegistrationOut:
    """Marks a competitor absent, withdrawn or disqualified, by the organiser or the chief expert, until publication.

    They have no form to complete, no place, no result and no certificate. A skill that was signed off is signed anew.
    """
    return RegistrationOut.model_validate(
        await attendance.mark_absent(app, registration_id, kind=body.kind, reason=body.reason, by=by)
    )


@router.delete(
    "/registrations/{registration_id}/absence", responses=problems(Unknown, Forbidden, NotChief, EmbargoOver)
)
async def take_back_absence(registration_id: UUID, by: Insider, app: TheApp) -> RegistrationOut:
    """The competitor starts after all. A repeat changes nothing."""
    return RegistrationOut.model_validate(await attendance.take_back_absence(app, registration_id, by))
