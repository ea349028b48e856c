"""People enter a team of theirs, put somebody else in a member's place, and leave it."""

from typing import Annotated, Final, Literal
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field

from competitions.api.deps import TheApp
from competitions.api.entering.applying import REFUSED, ApplicationIn, GuardianIn, PersonallyIn
from competitions.api.entering.entry_shapes import EntryOut
from competitions.api.registrations import CATEGORIES, LEAVING
from competitions.commands.own import teams as commands
from competitions.domain.entering import own
from competitions.domain.entering.ages import WrongAge
from competitions.domain.entering.period import WithdrawalOver
from competitions.domain.entering.teams import (
    MOST_MEMBERS,
    LastOfTeam,
    NoRoomInTeam,
    NotInTeam,
    ReplacingOver,
    TeamUnfit,
)
from competitions.domain.own.teams import OwnTeam, Part, Teammate
from competitions.domain.registration import AlreadyRegistered
from competitions.queries.registrations import read_registration
from shared.web.deps import Entering, SignedIn, Unkept
from shared.web.idempotency import NewId
from shared.web.problems import problems
from shared.web.schemas import In, PrintedLine

router = APIRouter(tags=["teams"])
TEAM: Final = "/registrations/{registration_id}/team"


class TeammateIn(PersonallyIn):
    """Somebody new, as in their documents: who is kept already is not looked for."""

    guardian: GuardianIn | None = None
    """Of who is under 18. They are asked by a letter."""

    def teammate(self) -> Teammate:
        facts = self.model_dump(exclude={"guardian", "instead_of", "language"})
        return Teammate(own.Named(**facts), self.guardian.named() if self.guardian else None)


class OwnTeamIn(In):
    name: PrintedLine
    """What everybody calls it: no name of a person."""
    part: Part
    """What who is signed in is in it."""
    people: Annotated[tuple[TeammateIn, ...], Field(min_length=1, max_length=MOST_MEMBERS)]
    """Who competes besides; the captain first, where that is not who is signed in."""
    mentor: GuardianIn | None = None
    """Who prepared it, where that is not who is signed in. The ruleset says whether there has to be one."""

    def team(self) -> OwnTeam:
        others = tuple(one.teammate() for one in self.people)
        return OwnTeam(self.name, self.part, others, self.mentor.named() if self.mentor else None)


class EnterTeamIn(ApplicationIn, OwnTeamIn):
    applicant: PersonallyIn | None = None
    """Who is signed in; may be left out where the organisation keeps them already. A mentor needs no birth date."""
    guardian: GuardianIn | None = None
    """Of an applicant under 18. They are asked by a letter."""

    def application(self) -> commands.TeamApplication:
        mine = self.applicant.named() if self.applicant else None
        whom = own.Whom(mine, guardian=self.guardian.named() if self.guardian else None)
        said = (self.of_entry(), self.said(), self.language)
        return commands.TeamApplication(self.team(), whom, self.skill_id, self.member, *said)


class ComingIn(TeammateIn):
    instead_of: UUID | None = None
    """In which member's place; none: in that of one who left."""
    language: Literal["ru", "en"] = "ru"
    """Of the letters to them."""


@router.post(
    "/championships/{championship_id}/entering/teams",
    status_code=201,
    dependencies=[Entering, Unkept],
    responses=problems(*REFUSED, TeamUnfit),
)
async def enter_team(championship_id: UUID, body: EnterTeamIn, new: NewId, by: SignedIn, app: TheApp) -> EntryOut:
    """Enters a team as its captain, a member or its mentor: one entry with one place, or on the waiting list.

    Everybody else is kept as somebody new and asked for consents by a letter, a guardian of who is not of age too. An
    `Idempotency-Key` makes a repetition answer with the same.
    """
    made = await commands.enter_own_team(app, championship_id, body.application(), new, by)
    return EntryOut.of(await read_registration(app, made.id, by))


@router.post(
    TEAM + "/newcomers",
    dependencies=[Entering, Unkept],
    responses=problems(
        *LEAVING,
        NotInTeam,
        NoRoomInTeam,
        TeamUnfit,
        ReplacingOver,
        WrongAge,
        AlreadyRegistered,
        own.FactMissing,
        own.NobodyBornThen,
        own.SameAddress,
        *CATEGORIES,
    ),
)
async def put_in(registration_id: UUID, body: ComingIn, new: NewId, by: SignedIn, app: TheApp) -> EntryOut:
    """The captain or the mentor puts somebody else in a member's place, until the ruleset's deadline. The team is confirmed anew."""
    became = await commands.put_in_own_team(
        app, registration_id, new, body.teammate(), by, instead_of=body.instead_of, language=body.language
    )
    return EntryOut.of(await read_registration(app, became.id, by))


@router.post(
    TEAM + "/members/{subject_id}/leaving",
    status_code=204,
    responses=problems(*LEAVING, NotInTeam, LastOfTeam, WithdrawalOver, TeamUnfit),
)
async def leave(registration_id: UUID, subject_id: UUID, new: NewId, by: SignedIn, app: TheApp) -> None:
    """A member leaves, or a guardian says so. The team stays, with a place free in it, which its captain fills."""
    await commands.leave_team(app, registration_id, subject_id, new, by)
