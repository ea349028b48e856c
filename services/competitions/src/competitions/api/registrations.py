from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Query

from competitions.api.deps import Desk, TheApp
from competitions.api.entering.entry_shapes import EntryOut, RegistrationOut
from competitions.api.schemas import Member
from competitions.commands import arrivals, attendance
from competitions.commands import registrations as commands
from competitions.commands.entering.changing import change_entry
from competitions.domain.categories.belonging import CategoryNotChosen, FitsNone, OtherCategory, Said
from competitions.domain.categories.groups import Status, UnknownCategory
from competitions.domain.championship import EmbargoOver, EntriesClosed
from competitions.domain.consents.records import ConsentMissing
from competitions.domain.entering.absences import AbsenceKind, AbsenceUnexplained
from competitions.domain.entering.ages import AgeUnexplained
from competitions.domain.entering.declining import DecliningOver, NothingToDecline
from competitions.domain.entering.period import WithdrawalOver
from competitions.domain.entering.places import NoPlaceFree, SkillFull
from competitions.domain.entering.teams import TeamUnfit, TooFewMembers
from competitions.domain.preparation.members import MemberUnlisted
from competitions.domain.refusal import Unknown
from competitions.domain.registration import (
    AlreadyRegistered,
    EntryEnded,
    NotConfirmed,
    ReasonMissing,
    State,
    StillWaiting,
)
from competitions.domain.skill import MarkingStarted, NotChief, SkillDropped, SkillSigned
from competitions.queries import registrations as queries
from shared.identity.principal import Forbidden
from shared.web.deps import Insider, Organiser, SignedIn, Unkept
from shared.web.idempotency import NewId
from shared.web.problems import problems
from shared.web.schemas import Cursor, In, Limit, Line, Moment, Page, Short

router = APIRouter(tags=["registrations"], dependencies=[Unkept])
CATEGORIES: Final = (UnknownCategory, FitsNone, CategoryNotChosen, OtherCategory)


class ReplacementIn(In):
    subject_id: UUID
    member: Member
    age_reason: Line | None = None
    """Why the person takes part, where the skill is for another age. It stands on the entry's page alone."""


class ChangeIn(In):
    skill_id: UUID
    member: Member
    age_reason: Line | None = None
    """As of a new registration."""


class RegistrationIn(ReplacementIn):
    status: Status | None = None
    """What the person is, where the ruleset's categories go by it."""
    category: Short | None = None
    """The code of the one that is chosen, where more than one fits."""

    def entered(self) -> dict[str, Any]:
        """What the command takes."""
        said = Said(self.status, self.category)
        return {**self.model_dump(include=set(ReplacementIn.model_fields)), "said": said}


class ReasonIn(In):
    reason: Line
    """The person may read it on the entry's page. It travels in no letter."""


class WithdrawalIn(In):
    reason: Line | None = None


class AbsenceIn(In):
    kind: AbsenceKind
    reason: Line


class ArrivalIn(In):
    at: Moment | None = None
    """When it was marked, where it is sent later; now, where it is not said or lies ahead."""


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
        TeamUnfit,
        AgeUnexplained,
        EntriesClosed,
        EmbargoOver,
        *CATEGORIES,
    ),
)
async def register(skill_id: UUID, body: RegistrationIn, new: NewId, by: Organiser, app: TheApp) -> RegistrationOut:
    """Enters a person in a skill: with a place where the quotas leave one, else at the end of the waiting list."""
    registration = await commands.register(app, skill_id, new, **body.entered(), by=by)
    return RegistrationOut.model_validate(registration)


@router.get("/skills/{skill_id}/registrations", responses=problems(Unknown, Forbidden))
async def list_registrations(
    skill_id: UUID, by: Insider, app: TheApp, limit: Limit = 100, cursor: Cursor = None
) -> Page[RegistrationOut]:
    """Entrants and competitors of a skill, for its jury and the organiser."""
    found, after = await queries.list_registrations(app, skill_id, by, limit=limit, after=cursor)
    return Page(items=[RegistrationOut.model_validate(one) for one in found], next=after)


@router.post(
    "/registrations/{registration_id}/confirmation",
    responses=problems(Unknown, Forbidden, SkillSigned, EmbargoOver, StillWaiting, EntryEnded, ConsentMissing),
)
async def confirm(registration_id: UUID, by: Organiser, app: TheApp) -> RegistrationOut:
    """Confirms an entrant, who is a competitor from then on. A repeat changes nothing.

    The consents that the ruleset asks for must be there.
    """
    return RegistrationOut.model_validate(await commands.confirm(app, registration_id, by))


LEAVING: Final = (Unknown, Forbidden, MarkingStarted, SkillSigned, EmbargoOver, EntryEnded)


@router.post("/registrations/{registration_id}/rejection", responses=problems(*LEAVING, ReasonMissing))
async def reject(registration_id: UUID, body: ReasonIn, by: Organiser, app: TheApp) -> RegistrationOut:
    """Refuses an entry. Its place goes to the next who waits. A repeat changes nothing."""
    return RegistrationOut.model_validate(await commands.reject(app, registration_id, reason=body.reason, by=by))


@router.post("/registrations/{registration_id}/withdrawal", responses=problems(*LEAVING, WithdrawalOver))
async def withdraw(registration_id: UUID, body: WithdrawalIn, by: SignedIn, app: TheApp) -> RegistrationOut:
    """Takes an entry back, by the organiser, the person, or the guardians of who is not of age.

    Its place goes to the next who waits. After the championship's deadline the organiser alone does it. Once marking has
    started a competitor is marked absent instead.
    """
    return RegistrationOut.model_validate(await commands.withdraw(app, registration_id, reason=body.reason, by=by))


@router.post(
    "/registrations/{registration_id}/declining",
    responses=problems(Unknown, Forbidden, NothingToDecline, DecliningOver, MarkingStarted, SkillSigned, EmbargoOver),
)
async def decline(registration_id: UUID, by: SignedIn, app: TheApp) -> RegistrationOut:
    """Says no to a place to which somebody moved up, by the person or the guardians of who is not of age.

    It goes to the next who waits. The ruleset says for how long that is possible; after that an entry is withdrawn.
    """
    return RegistrationOut.model_validate(await commands.decline(app, registration_id, by))


@router.post(
    "/registrations/{registration_id}/replacement",
    status_code=201,
    responses=problems(*LEAVING, TeamUnfit, AgeUnexplained, AlreadyRegistered, MemberUnlisted, *CATEGORIES),
)
async def replace(
    registration_id: UUID, body: ReplacementIn, new: NewId, by: Organiser, app: TheApp
) -> RegistrationOut:
    """Another person takes the place and the number over, and is confirmed anew. Answers with their registration."""
    replacing = await commands.replace(app, registration_id, new, **body.model_dump(), by=by)
    return RegistrationOut.model_validate(replacing)


@router.post(
    "/registrations/{registration_id}/change",
    responses=problems(
        *LEAVING,
        SkillDropped,
        SkillFull,
        NoPlaceFree,
        TeamUnfit,
        AgeUnexplained,
        AlreadyRegistered,
        MemberUnlisted,
        *CATEGORIES,
    ),
)
async def change(registration_id: UUID, body: ChangeIn, new: NewId, by: Organiser, app: TheApp) -> RegistrationOut:
    """To another skill, for another member, or both: to be confirmed anew. What is so already changes nothing.

    Who holds a place keeps one: a skill without a free place takes nobody over. Who waits is the last there.
    """
    return RegistrationOut.model_validate(await change_entry(app, registration_id, new, **body.model_dump(), by=by))


@router.put(
    "/registrations/{registration_id}/check-in",
    responses=problems(Unknown, Forbidden, EmbargoOver, NotConfirmed, EntryEnded),
)
async def check_in(registration_id: UUID, by: Desk, app: TheApp, body: ArrivalIn | None = None) -> RegistrationOut:
    """Says that the competitor is on the site. A repeat changes nothing."""
    at = body.at if body else None
    return RegistrationOut.model_validate(await arrivals.check_in(app, registration_id, by, at))


@router.delete("/registrations/{registration_id}/check-in", responses=problems(Unknown, Forbidden, EmbargoOver))
async def check_out(registration_id: UUID, by: Desk, app: TheApp) -> RegistrationOut:
    """Takes a check-in back that was a mistake. A repeat changes nothing."""
    return RegistrationOut.model_validate(await arrivals.check_out(app, registration_id, by))


@router.get("/registrations/{registration_id}", responses=problems(Unknown, Forbidden))
async def read_registration(registration_id: UUID, by: SignedIn, app: TheApp) -> EntryOut:
    """An entry, for the organiser, the skill's jury, the person, and the guardians of who is not of age."""
    return EntryOut.of(await queries.read_registration(app, registration_id, by))


@router.get("/championships/{championship_id}/registrations", responses=problems(Unknown, Forbidden))
async def list_entries(
    championship_id: UUID,
    by: Organiser,
    app: TheApp,
    state: Annotated[list[State] | None, Query(description="Those in one of these states")] = None,
    skill_id: Annotated[UUID | None, Query(description="Those of this skill")] = None,
    member: Annotated[Member | None, Query(description="Those of this member, as it is spelt")] = None,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> Page[RegistrationOut]:
    """Everybody who is entered in a championship, the newest first, for the organiser."""
    wanted = queries.Wanted(tuple(state or ()), skill_id, member)
    found, after = await queries.list_entries(app, championship_id, wanted, by, limit=limit, after=cursor)
    return Page(items=[RegistrationOut.model_validate(one) for one in found], next=after)


@router.put(
    "/registrations/{registration_id}/absence",
    responses=problems(Unknown, Forbidden, NotChief, EmbargoOver, NotConfirmed, AbsenceUnexplained),
)
async def mark_absent(registration_id: UUID, body: AbsenceIn, by: Insider, app: TheApp) -> RegistrationOut:
    """Says that a competitor does not start: absent, withdrawn, disqualified, or out of competition.

    By the organiser or the chief expert, until publication.

    They have no form to complete, no place, no result and no certificate. A skill that was signed off is signed anew.
    """
    return RegistrationOut.model_validate(
        await attendance.mark_absent(app, registration_id, kind=body.kind, reason=body.reason, by=by)
    )


@router.delete(
    "/registrations/{registration_id}/absence",
    responses=problems(Unknown, Forbidden, NotChief, EmbargoOver, TooFewMembers),
)
async def take_back_absence(registration_id: UUID, by: Insider, app: TheApp) -> RegistrationOut:
    """The competitor starts after all. A repeat changes nothing."""
    return RegistrationOut.model_validate(await attendance.take_back_absence(app, registration_id, by))
