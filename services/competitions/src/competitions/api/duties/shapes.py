from datetime import datetime
from typing import Literal
from uuid import UUID

from competitions.api.schemas import Email, Member
from competitions.commands.duties.giving import invited_id
from competitions.domain.duties.kinds import DutyKind
from competitions.domain.duties.roster import Grant
from competitions.domain.person import Person
from competitions.queries.duties.rosters import ShownRoster
from shared.web.schemas import In, Line, Out, PrintedLine


class InvitationIn(In):
    """Who the organisation keeps under this name and address is invited; else a record is made of it."""

    duty: DutyKind
    family_name: PrintedLine
    given_name: PrintedLine
    patronymic: PrintedLine | None = None
    email: Email
    language: Literal["ru", "en"] = "ru"
    member: Member | None = None
    """Of whom the coordinator of one school, region or organisation enters people; of no other duty."""

    def person(self, duty_id: UUID, organisation: str) -> Person:
        facts = self.model_dump(exclude={"duty", "member"})
        return Person(id=invited_id(duty_id), organisation=organisation, **facts)


class ProgramIn(In):
    """A program that gets its tokens by itself (client credentials)."""

    duty: DutyKind
    name: Line
    account: Line
    """The `sub` of its tokens."""
    member: Member | None = None
    """As of an invitation."""


class DutyOut(Out):
    id: UUID
    duty: DutyKind
    member: str | None
    """Whose people it is for, where it is for one member's alone."""
    subject_id: UUID | None
    program: str | None
    account: str | None
    given_by: str
    """The account of who invited the person or let the program in."""
    given_at: datetime
    accepted_at: datetime | None
    ended_by: str | None
    ended_at: datetime | None

    @classmethod
    def of(cls, grant: Grant) -> "DutyOut":
        return cls(duty=grant.kind, **{name: getattr(grant, name) for name in cls.model_fields if name != "duty"})


class GivenOut(Out):
    """No names: answers are kept for repetitions."""

    duty_id: UUID


class RosterOut(Out):
    """What holds, what is offered, and what is over."""

    organisation: str
    championship_id: UUID | None
    duties: list[DutyOut]

    @classmethod
    def of(cls, found: ShownRoster) -> "RosterOut":
        roster = found.roster
        duties = [DutyOut.of(one) for one in (*found.held, *found.offered, *found.over)]
        return cls(organisation=roster.organisation, championship_id=roster.championship_id, duties=duties)
