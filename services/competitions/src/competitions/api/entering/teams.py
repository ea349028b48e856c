"""Several people who compete as one: entered together, replaced one by one, and on the site each for themselves."""

from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field

from competitions.api.deps import Desk, TheApp
from competitions.api.entering.entry_shapes import RegistrationOut
from competitions.api.registrations import CATEGORIES, LEAVING, AbsenceIn, ArrivalIn
from competitions.api.schemas import Member
from competitions.commands import arrivals, attendance
from competitions.commands.entering import teams as commands
from competitions.domain.categories.belonging import Said
from competitions.domain.categories.groups import Status
from competitions.domain.championship import EmbargoOver, EntriesClosed
from competitions.domain.entering.absences import AbsenceUnexplained
from competitions.domain.entering.ages import AgeUnexplained
from competitions.domain.entering.places import SkillFull
from competitions.domain.entering.teams import MOST_MEMBERS, NoRoomInTeam, NotInTeam, ReplacingOver, Team, TeamUnfit
from competitions.domain.preparation.members import MemberUnlisted
from competitions.domain.refusal import Unknown
from competitions.domain.registration import AlreadyRegistered, EntryEnded, NotConfirmed
from competitions.domain.skill import NotChief, SkillDropped, SkillSigned
from shared.identity.principal import Forbidden
from shared.web.deps import Insider, Organiser, Unkept
from shared.web.idempotency import NewId
from shared.web.problems import problems
from shared.web.schemas import In, Line, PrintedLine, Short

router = APIRouter(tags=["teams"], dependencies=[Unkept])
HERE: Final = "/registrations/{registration_id}/team"
MEMBER: Final = HERE + "/members/{subject_id}"


class DescriptionIn(In):
    name: PrintedLine
    """What everybody calls it: no name of a person."""
    captain: UUID
    """One of the members."""
    mentor: UUID | None = None
    """Who prepared it: a person of the organisation, who does not compete. The ruleset says whether there has to be one."""


class EnteredTeamIn(DescriptionIn):
    members: Annotated[tuple[UUID, ...], Field(min_length=1, max_length=MOST_MEMBERS)]
    """As many people of the organisation as the skill asks for."""
    member: Member
    """The region or organisation that all of them compete for."""
    status: Status | None = None
    """What the members are, where the ruleset's categories go by it."""
    category: Short | None = None
    """The code of the one that is chosen, where more than one fits all of them."""
    age_reason: Line | None = None
    """Why somebody of another age takes part. It stands on the entry's page alone."""

    def entered(self) -> dict[str, Any]:
        """What the command takes."""
        return {
            "team": Team(self.name, self.captain, self.members, self.mentor),
            "member": self.member,
            "said": Said(self.status, self.category),
            "age_reason": self.age_reason,
        }


class InsteadIn(In):
    subject_id: UUID
    """Who comes."""
    age_reason: Line | None = None


ENTERING: Final = (Unknown, Forbidden, TeamUnfit, AlreadyRegistered, AgeUnexplained, *CATEGORIES)


@router.post(
    "/skills/{skill_id}/team-registrations",
    status_code=201,
    responses=problems(*ENTERING, SkillFull, SkillSigned, SkillDropped, MemberUnlisted, EntriesClosed, EmbargoOver),
)
async def register_team(skill_id: UUID, body: EnteredTeamIn, new: NewId, by: Organiser, app: TheApp) -> RegistrationOut:
    """Enters a team in a skill: one entry with one place, which counts once in every quota. Each member is asked for consents."""
    return RegistrationOut.model_validate(await commands.register_team(app, skill_id, new, **body.entered(), by=by))


@router.put(HERE, responses=problems(*LEAVING, TeamUnfit))
async def describe_team(registration_id: UUID, body: DescriptionIn, by: Organiser, app: TheApp) -> RegistrationOut:
    """What the team is called, who leads it and who prepared it, until marking begins."""
    said = body.model_dump()
    return RegistrationOut.model_validate(await commands.describe_team(app, registration_id, **said, by=by))


@router.post(MEMBER + "/replacement", responses=problems(*LEAVING, *ENTERING, NotInTeam, ReplacingOver))
async def replace_member(
    registration_id: UUID, subject_id: UUID, body: InsteadIn, new: NewId, by: Organiser, app: TheApp
) -> RegistrationOut:
    """Somebody else comes instead, until the ruleset's deadline. The entry keeps place and number, and is confirmed anew."""
    became = await commands.replace_member(
        app, registration_id, subject_id, new, comes=body.subject_id, age_reason=body.age_reason, by=by
    )
    return RegistrationOut.model_validate(became)


@router.post(HERE + "/members", responses=problems(*LEAVING, *ENTERING, NoRoomInTeam, ReplacingOver))
async def add_member(registration_id: UUID, body: InsteadIn, new: NewId, by: Organiser, app: TheApp) -> RegistrationOut:
    """Somebody comes in the place of one who left the team by themselves. It is confirmed anew."""
    became = await commands.replace_member(
        app, registration_id, None, new, comes=body.subject_id, age_reason=body.age_reason, by=by
    )
    return RegistrationOut.model_validate(became)


@router.put(
    MEMBER + "/absence",
    responses=problems(Unknown, Forbidden, NotInTeam, NotChief, EmbargoOver, NotConfirmed, AbsenceUnexplained),
)
async def mark_missing(
    registration_id: UUID, subject_id: UUID, body: AbsenceIn, by: Insider, app: TheApp
) -> RegistrationOut:
    """A member does not start, and gets no award. Where fewer are left than the ruleset asks for, the team does not start, in the
    way that `kind` names."""
    changed = await attendance.mark_member_missing(
        app, registration_id, subject_id, kind=body.kind, reason=body.reason, by=by
    )
    return RegistrationOut.model_validate(changed)


@router.delete(MEMBER + "/absence", responses=problems(Unknown, Forbidden, NotInTeam, NotChief, EmbargoOver))
async def take_back_missing(registration_id: UUID, subject_id: UUID, by: Insider, app: TheApp) -> RegistrationOut:
    """The member starts after all. A repeat changes nothing."""
    return RegistrationOut.model_validate(await attendance.take_back_missing(app, registration_id, subject_id, by))


ARRIVING: Final = problems(Unknown, Forbidden, NotInTeam, EmbargoOver, NotConfirmed, EntryEnded)


@router.put(MEMBER + "/check-in", responses=ARRIVING)
async def check_in(
    registration_id: UUID, subject_id: UUID, by: Desk, app: TheApp, body: ArrivalIn | None = None
) -> RegistrationOut:
    """A member is on the site. With the last who starts the team is checked in. A repeat changes nothing."""
    at = body.at if body else None
    found = await arrivals.mark_member(app, registration_id, subject_id, by, is_here=True, at=at)
    return RegistrationOut.model_validate(found)


@router.delete(MEMBER + "/check-in", responses=ARRIVING)
async def check_out(registration_id: UUID, subject_id: UUID, by: Desk, app: TheApp) -> RegistrationOut:
    """Takes a check-in back that was a mistake. A repeat changes nothing."""
    return RegistrationOut.model_validate(
        await arrivals.mark_member(app, registration_id, subject_id, by, is_here=False)
    )
