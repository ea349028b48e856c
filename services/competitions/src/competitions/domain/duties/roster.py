"""The roster of an organisation, or of one championship of it: who was asked to do what, who does it, and who did."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from competitions.domain.duties.kinds import LETTING_IN, OF_CHAMPIONSHIP, OF_ORGANISATION, DutyKind
from competitions.domain.member import normal_form
from competitions.domain.person import Person, address_seal
from competitions.domain.refusal import Refusal

MOST_HELD = 200
"""In one roster: more people and programs than any organisation lets in, few enough to be one document."""
MOST_OVER = 1000
"""Of what has ended, as many are kept: who was asked and never came goes first, then what ended longest ago."""
MOST_A_DAY = 100
"""People asked and programs let in: each of them costs a letter, or a line that stays."""
GONE = "–"
"""Stands for the account of who is erased."""
OFFER_HOLDS = timedelta(days=14)
"""As the link of an invitation to a jury."""


class GrantState(StrEnum):
    HELD = "held"
    OFFERED = "offered"
    DECLINED = "declined"
    OVER = "over"


@dataclass(eq=False)
class NoSuchDuty(Refusal):
    """This duty is not given here."""

    kind: DutyKind


@dataclass(eq=False)
class MemberOfDuty(Refusal):
    """Who coordinates a member does so for one that is named. All other duties are for everybody's people, and name none."""

    is_missing: bool


@dataclass(eq=False)
class DutyHeld(Refusal):
    """The person or program has this duty here already."""


@dataclass(eq=False)
class DutyOver(Refusal):
    """The invitation or duty has ended, or was accepted by another account."""


@dataclass(eq=False)
class LastOfDuty(Refusal):
    """Nobody would be left who may let somebody in: organisers and officers let in their like."""

    kind: DutyKind


@dataclass(eq=False)
class RosterFull(Refusal):
    most: int


@dataclass(eq=False)
class TooManyAsked(Refusal):
    """In one day."""

    most: int


@dataclass(eq=False)
class NotAProgram(Refusal):
    """The account is a person's: people are asked, and say themselves that they take the duty."""


@dataclass(eq=False)
class NotKept(Refusal):
    """The organisation keeps nobody of this name and address, and who asks may not add to its people."""


@dataclass(frozen=True, slots=True)
class Grant:
    """One duty of one person or program, from the invitation to its end. Who gets it again gets another."""

    id: UUID
    kind: DutyKind
    given_by: str
    """The account of who invited the person, or let the program in."""
    given_at: datetime
    subject_id: UUID | None = None
    """The person's record with the organisation; None for a program."""
    sent_to: UUID | None = None
    """Tells the address of the letter from others, and not what it is."""
    program: str | None = None
    """What a program is called."""
    account: str | None = None
    accepted_at: datetime | None = None
    ended_by: str | None = None
    """None of what was declined, and of what the worker ends."""
    ended_at: datetime | None = None
    is_declined: bool = False
    member: str | None = None
    """Whose people the duty is for, of one that is for a member's alone."""

    @property
    def what(self) -> tuple[DutyKind, str | None]:
        """Who has it has no second one: a school by another spelling is no other school."""
        return self.kind, normal_form(self.member) if self.member else None

    @property
    def is_held(self) -> bool:
        return self.accepted_at is not None and self.ended_at is None

    @property
    def is_offered(self) -> bool:
        return self.accepted_at is None and self.ended_at is None

    @property
    def state(self) -> GrantState:
        if self.ended_at:
            return GrantState.DECLINED if self.is_declined else GrantState.OVER
        return GrantState.HELD if self.accepted_at else GrantState.OFFERED

    @property
    def changed_at(self) -> datetime:
        """When it came to be as it is."""
        return self.ended_at or self.accepted_at or self.given_at

    def addressed(self, email: str | None) -> "Grant":
        return replace(self, sent_to=address_seal(self.id, email))

    def is_open(self, email: str | None, at: datetime) -> bool:
        """Whether it can be accepted: by the link in the letter to this address."""
        return self.is_offered and self.sent_to == address_seal(self.id, email) and at < self.given_at + OFFER_HOLDS

    def must_hold(self, email: str | None, at: datetime) -> None:
        """A letter to another address than the person's may lie with a stranger, an old one with anybody. Raises DutyOver."""
        if (self.ended_at and not self.is_declined) or (self.is_offered and not self.is_open(email, at)):
            raise DutyOver


@dataclass(frozen=True, slots=True)
class Offered:
    grant: Grant


@dataclass(frozen=True, slots=True)
class Begun:
    grant: Grant


@dataclass(frozen=True, slots=True)
class Ended:
    grant: Grant


Happening = Offered | Begun | Ended


@dataclass(frozen=True, slots=True)
class Roster:
    """What is not there changes nothing; each act says who did it and when, and stays."""

    id: UUID
    organisation: str
    championship_id: UUID | None = None
    """None for the roster of the organisation itself."""
    grants: tuple[Grant, ...] = ()
    version: int = 1

    def grant(self, id: UUID) -> Grant:
        """Raises DutyOver for one that is not here."""
        for grant in self.grants:
            if grant.id == id:
                return grant
        raise DutyOver

    def offer(self, offered: Grant) -> tuple["Roster", list[Happening]]:
        """Asks a person. A newer invitation takes the place of an older.

        Raises NoSuchDuty, MemberOfDuty, DutyHeld, RosterFull, TooManyAsked.
        """
        if any(one.id == offered.id for one in self.grants):
            return self, []
        self._must_give(offered)
        theirs = [one for one in self.grants if (one.what, one.subject_id) == (offered.what, offered.subject_id)]
        if any(one.is_held for one in theirs):
            raise DutyHeld
        old = {one.id for one in theirs if one.is_offered}
        staying = _changed(self, lambda one: one.id in old, ended_by=offered.given_by, ended_at=offered.given_at)
        return replace(staying, grants=(*_lasting(staying.grants), offered)), [Offered(offered)]

    def admit(self, program: Grant) -> tuple["Roster", list[Happening]]:
        """Lets a program in, at once. Raises NoSuchDuty, MemberOfDuty, DutyHeld, RosterFull, TooManyAsked."""
        if any(one.id == program.id for one in self.grants):
            return self, []
        self._must_give(program)
        self._must_not_hold(program, program.account)
        return replace(self, grants=(*_lasting(self.grants), program)), [Begun(program)]

    def accept(self, id: UUID, account: str, at: datetime) -> tuple["Roster", list[Happening]]:
        """The account has the duty from now on. A repeat changes nothing. Raises DutyOver, DutyHeld."""
        grant = self.grant(id)
        if grant.is_held and grant.account == account:
            return self, []
        if not grant.is_offered:
            raise DutyOver
        self._must_not_hold(grant, account)
        accepted = _changed(self, lambda one: one.id == id, account=account, accepted_at=at)
        return accepted, [Begun(accepted.grant(id))]

    def decline(self, id: UUID, at: datetime) -> "Roster":
        """Whoever holds the link says no. A repeat changes nothing. Raises DutyOver."""
        grant = self.grant(id)
        if grant.is_declined:
            return self
        if not grant.is_offered:
            raise DutyOver
        return _changed(self, lambda one: one.id == id, is_declined=True, ended_at=at)

    def end(self, id: UUID, by: str, at: datetime) -> tuple["Roster", list[Happening]]:
        """Takes a duty or an invitation back. A repeat changes nothing.

        Raises DutyOver for one that is not here; LastOfDuty where the only organiser or officer would let themselves out.
        """
        grant = self.grant(id)
        if grant.ended_at:
            return self, []
        if grant.account == by and self._is_last(grant):
            raise LastOfDuty(grant.kind)
        ended = _changed(self, lambda one: one.id == id, ended_by=by, ended_at=at)
        return ended, [Ended(ended.grant(id))] if grant.is_held else []

    def closed(self, by: str, at: datetime) -> tuple["Roster", list[Happening]]:
        """There is nothing to do here any more: every duty and every invitation ends. A repeat changes nothing."""
        held = [one.id for one in self.grants if one.is_held]
        ended = _changed(self, lambda one: one.ended_at is None, ended_by=by, ended_at=at)
        return ended, [Ended(ended.grant(id)) for id in held]

    def without(
        self, subject_id: UUID, account: str | None, by: str | None, at: datetime
    ) -> tuple["Roster", list[Happening]]:
        """Somebody is erased: what they, or whoever comes with their account, might do ends, and the account is forgotten."""
        theirs = [one for one in self.grants if one.subject_id == subject_id or (account and one.account == account)]
        known, lasting = {one.id for one in theirs}, {one.id for one in theirs if not one.ended_at}
        ended = _changed(self, lambda one: one.id in lasting, ended_by=by, ended_at=at)
        forgotten = _changed(ended, lambda one: one.id in known, account=None, sent_to=None)
        if account:  # what they gave or ended stays, and by whom is not told any more
            forgotten = _changed(forgotten, lambda one: one.given_by == account, given_by=GONE)
            forgotten = _changed(forgotten, lambda one: one.ended_by == account, ended_by=GONE)
        held = [one for one in theirs if one.is_held]
        return forgotten, [Ended(forgotten.grant(one.id)) for one in held]

    def without_offers(self, person: Person, by: str, at: datetime) -> "Roster":
        """To the person, whose letters lie at another address than they have now."""

        def lies_elsewhere(one: Grant) -> bool:
            return one.subject_id == person.id and one.is_offered and one.sent_to != address_seal(one.id, person.email)

        return _changed(self, lies_elsewhere, ended_by=by, ended_at=at)

    def _is_last(self, grant: Grant) -> bool:
        if self.championship_id is not None or grant.kind not in LETTING_IN or not grant.is_held or grant.program:
            return False
        return all(one.program for one in self.grants if one.kind is grant.kind and one.is_held and one.id != grant.id)

    def must_know(self, kind: DutyKind) -> None:
        """Raises NoSuchDuty."""
        if kind not in (OF_ORGANISATION if self.championship_id is None else OF_CHAMPIONSHIP):
            raise NoSuchDuty(kind)

    def _must_give(self, given: Grant) -> None:
        self.must_know(given.kind)
        if (given.kind is DutyKind.SCHOOL) is not bool(given.member):
            raise MemberOfDuty(is_missing=not given.member)
        if sum(not one.ended_at for one in self.grants) >= MOST_HELD:
            raise RosterFull(MOST_HELD)
        if sum(one.given_at > given.given_at - timedelta(days=1) for one in self.grants) >= MOST_A_DAY:
            raise TooManyAsked(MOST_A_DAY)

    def _must_not_hold(self, grant: Grant, account: str | None) -> None:
        if any(one.is_held and (one.what, one.account) == (grant.what, account) for one in self.grants):
            raise DutyHeld


def _lasting(grants: tuple[Grant, ...]) -> tuple[Grant, ...]:
    over = [one for one in grants if one.ended_at]
    over.sort(key=lambda one: (one.accepted_at is not None, one.ended_at))
    gone = {one.id for one in over[: max(0, len(over) - MOST_OVER)]}
    return tuple(one for one in grants if one.id not in gone)


def _changed(roster: Roster, which: Callable[[Grant], bool], **changed: object) -> Roster:
    grants = tuple(replace(one, **changed) if which(one) else one for one in roster.grants)  # type: ignore[arg-type]  # names of fields
    return replace(roster, grants=grants)
