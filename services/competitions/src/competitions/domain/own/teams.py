"""People enter a team of theirs: one of those who compete, or who prepares them, writes down the others.

Whoever is written down is somebody new: who is known already is not looked for, so that nobody learns by typing a name who is kept.
The organiser brings records of one person together. Each of them, or a guardian, is asked for themselves, at an address of their own.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final
from uuid import uuid5

from competitions.domain.consents.voices import OWN_SAY
from competitions.domain.entering.own import (
    FactMissing,
    Known,
    Named,
    SameAddress,
    Signing,
    Whom,
    as_kept,
    is_same_address,
    must_be_born,
    parties,
    signed_in,
)
from competitions.domain.entering.search import fold
from competitions.domain.entering.teams import Team, TeamUnfit, Unfit
from competitions.domain.own.mentors import MentorSaid
from competitions.domain.person import OF_AGE, Person

MOST_MENTORED: Final = 20
"""Teams of one mentor in one championship: more are a list of a school."""


class Part(StrEnum):
    """What who enters the team is in it."""

    CAPTAIN = "captain"
    MEMBER = "member"
    MENTOR = "mentor"


@dataclass(frozen=True, slots=True)
class Teammate:
    """Somebody who competes, as another writes them down."""

    named: Named
    guardian: Named | None = None
    """Of who is not of age."""


@dataclass(frozen=True, slots=True)
class OwnTeam:
    name: str
    part: Part
    others: tuple[Teammate, ...]
    """Who competes besides who enters it; the captain first, where that is one of them."""
    mentor: Named | None = None
    """Where that is not who enters it."""


@dataclass(frozen=True, slots=True)
class Joining:
    """Somebody new in a team, with the guardian who is new with them."""

    person: Person
    guardian: Person | None = None


@dataclass(frozen=True, slots=True)
class FormedTeam:
    """The people of a team: those who are new are kept when it is sent."""

    applicant: Person
    competing: tuple[Person, ...]
    """The captain first."""
    team: Team
    mentor: Person | None
    guardians: tuple[Person, ...]

    @property
    def has_applicant(self) -> bool:
        """Whether who enters it competes, too."""
        return self.applicant.id in self.team.members

    @property
    def to_keep(self) -> tuple[Person, ...]:
        """In the order in which they refer to each other."""
        mentor = (self.mentor,) if self.mentor else ()
        return tuple(dict.fromkeys((*self.guardians, *self.competing, *mentor)))


def formed(said: OwnTeam, whom: Whom, known: Known, by: Signing) -> FormedTeam:
    """Raises what `parties` raises, of the others FactMissing, NobodyBornThen and SameAddress; and TeamUnfit."""
    others = [joining(one, place, f"people/{place}/", known, by) for place, one in enumerate(said.others)]
    if said.part is Part.MENTOR:
        mentor = mentor_of(whom, known, by)
        return _formed(said, others, mentor, mentor, ())
    found = parties(whom, known, by)
    return _formed(said, others, found.entrant, _mentor(said.mentor, known, by), found.others)


def _formed(
    said: OwnTeam,
    others: Sequence[Joining],
    applicant: Person,
    mentor: Person | None,
    own_guardians: tuple[Person, ...],
) -> FormedTeam:
    competing = [one.person for one in others]
    if said.part is not Part.MENTOR:
        competing.insert(0 if said.part is Part.CAPTAIN else 1, applicant)
    if not others:
        raise TeamUnfit(Unfit.SIZE, 1)
    _must_be_different(competing)
    _must_have_own_addresses(said, others, applicant, mentor)
    guardians = tuple(one.guardian for one in others if one.guardian)
    ids = tuple(one.id for one in competing)
    team = Team(said.name, ids[0], ids, mentor.id if mentor else None)
    if said.part is Part.MENTOR:
        team = replace(team, mentor_said=MentorSaid.AGREED)
    elif mentor:
        team = replace(team, is_mentor_new=True)
    return FormedTeam(applicant, tuple(competing), team, mentor, (*own_guardians, *guardians))


def mentor_of(whom: Whom, known: Known, by: Signing) -> Person:
    """Who is signed in and does not compete: no birth date is asked. Raises FactMissing."""
    mentor = signed_in(whom.applicant, known, by)
    if mentor.email is None:
        raise FactMissing("applicant/email")
    return mentor


def joining(said: Teammate, place: int, at: str, known: Known, by: Signing) -> Joining:
    """`place`: among those who are written down, from 0; ids are derived from it and the seed. `at`: where they are written down.

    Under 14 no address of the child is kept. Raises FactMissing, NobodyBornThen, SameAddress.
    """
    person = as_kept(uuid5(by.seed, f"member {place}"), said.named, known.organisation, by)
    age = must_be_born(person, f"{at}birth_date", known.today)
    if age < OWN_SAY:
        person = replace(person, email=None)
    elif person.email is None:
        raise FactMissing(f"{at}email")
    if age >= OF_AGE:
        return Joining(person)
    if said.guardian is None:
        raise FactMissing(f"{at}guardian/family_name")
    if said.guardian.email is None:
        raise FactMissing(f"{at}guardian/email")
    if is_same_address(said.guardian.email, said.named.email):
        raise SameAddress(f"{at}guardian/email")
    guardian = as_kept(uuid5(by.seed, f"guardian {place}"), said.guardian, known.organisation, by)
    return Joining(replace(person, guardians=(guardian.id,)), guardian)


def must_have_an_own_address(one: Joining, at: str, others: Sequence[Person]) -> None:
    """Among `others` who are in the team. `at`: as for `joining`. Raises SameAddress."""
    for other in others:
        if is_same_address(one.person.email, other.email):
            raise SameAddress(f"{at}email")
        if one.guardian and is_same_address(one.guardian.email, other.email):
            raise SameAddress(f"{at}guardian/email")


def _mentor(said: Named | None, known: Known, by: Signing) -> Person | None:
    if said is None:
        return None
    if said.email is None:
        raise FactMissing("mentor/email")
    return as_kept(uuid5(by.seed, "mentor"), said, known.organisation, by)


def _must_be_different(people: Sequence[Person]) -> None:
    """Raises TeamUnfit."""
    if len({(fold(one.full_name), one.birth_date) for one in people}) < len(people):
        raise TeamUnfit(Unfit.TWICE, len(people))


def _must_have_own_addresses(
    said: OwnTeam, others: Sequence[Joining], applicant: Person, mentor: Person | None
) -> None:
    """Nobody answers for somebody else by an address that two have. A mentor may be a guardian, and siblings have one."""
    competing = [] if said.part is Part.MENTOR else [applicant]
    for place, one in enumerate(others):
        must_have_an_own_address(
            one, f"people/{place}/", [*competing, *(each.person for each in others if each is not one)]
        )
        if mentor and is_same_address(one.person.email, mentor.email):
            raise SameAddress(f"people/{place}/email" if said.part is Part.MENTOR else "mentor/email")
    if mentor and competing and is_same_address(applicant.email, mentor.email):
        raise SameAddress("mentor/email")
