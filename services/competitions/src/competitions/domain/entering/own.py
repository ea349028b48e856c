"""People who enter themselves, or a ward of theirs: who they are, who else must agree, and what it takes to be taken.

Under 14 a guardian answers alone, from 14 to 17 the person and a guardian, from 18 the person (`consents/voices.py`). So nobody
under age is entered without a guardian who can be written to.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal
from uuid import UUID, uuid5

from competitions.domain.consents.records import Purpose
from competitions.domain.consents.voices import OWN_SAY
from competitions.domain.entering.search import fold
from competitions.domain.person import OF_AGE, OLDEST, Binding, Person, full_years
from competitions.domain.refusal import Refusal, Unknown

MOST_WARDS = 20
"""Of one guardian in one organisation: more is a list of a school, which its organiser imports."""


@dataclass(eq=False)
class FactMissing(Refusal):
    """Without it nobody can be entered."""

    field: str
    """Such as `applicant/birth_date`."""


@dataclass(eq=False)
class NobodyBornThen(Refusal):
    """In the future, or longer ago than people live."""

    field: str


@dataclass(eq=False)
class TooLongTogether(Refusal):
    """What was typed in the steps has no room in the browser, where it is until it is sent. `field` can be shortened."""

    field: str


@dataclass(eq=False)
class GuardianNeeded(Refusal):
    """Who is not of age names a guardian who can be asked."""


@dataclass(eq=False)
class SameAddress(Refusal):
    """A minor's guardian, or a guardian's ward, is written to at an address of their own."""

    field: str


@dataclass(eq=False)
class WardOfAge(Refusal):
    """Who is 18 enters themselves."""


@dataclass(eq=False)
class GuardianUnderAge(Refusal):
    """Who is known to be under 18 is nobody's guardian."""


@dataclass(eq=False)
class TooManyWards(Refusal):
    most: int


@dataclass(eq=False)
class TooManyEntries(Refusal):
    """Of one person in one championship, by themselves."""

    most: int


@dataclass(eq=False)
class ConsentRefused(Refusal):
    """Without this consent nothing may be kept of the person, so nobody is entered."""

    purpose: Purpose


@dataclass(frozen=True, slots=True)
class Named:
    """What somebody says of a person."""

    family_name: str
    given_name: str
    patronymic: str | None = None
    birth_date: date | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Whom:
    """Who is to be entered, as who is signed in says it."""

    applicant: Named | None = None
    """Who is signed in; None, where that is known already."""
    is_ward: bool = False
    """Whether it is somebody whose guardian the applicant is."""
    ward_id: UUID | None = None
    """A ward who is known already."""
    ward: Named | None = None
    guardian: Named | None = None
    """Of an applicant who is not of age, where none is known."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is there already when somebody enters."""

    organisation: str
    applicant: Person | None
    wards: Sequence[Person]
    """Of the applicant, those who are not of age."""
    today: date


@dataclass(frozen=True, slots=True)
class Signing:
    """Who is signed in, and how their records are made."""

    account: str
    seed: UUID
    """Ids of new people are derived from it, so that a form that is sent twice makes nobody twice."""
    language: Literal["ru", "en"]
    at: datetime


@dataclass(frozen=True, slots=True)
class Parties:
    """The people of an entry: those who are new are kept when it is sent."""

    entrant: Person
    giver: Person
    """Who is signed in and answers on the page: the entrant, or the guardian."""
    others: tuple[Person, ...] = ()
    """Guardians who are new."""

    def is_minor(self, today: date) -> bool:
        return age_on(self.entrant, today) < OF_AGE

    @property
    def to_keep(self) -> tuple[Person, ...]:
        """In the order in which they refer to each other."""
        return tuple(dict.fromkeys((*self.others, self.giver, self.entrant)))


def parties(whom: Whom, known: Known, by: Signing) -> Parties:
    """Raises FactMissing, NobodyBornThen, GuardianNeeded, SameAddress, WardOfAge, GuardianUnderAge, TooManyWards, Unknown."""
    return _with_ward(whom, known, by) if whom.is_ward else _alone(whom, known, by)


def _alone(whom: Whom, known: Known, by: Signing) -> Parties:
    said = whom.applicant
    person = signed_in(said, known, by)
    age = must_be_born(person, "applicant/birth_date", known.today)
    if age < OWN_SAY and known.applicant is None:
        person = replace(person, email=None)
    elif person.email is None and age >= OWN_SAY:
        raise FactMissing("applicant/email")
    if age >= OF_AGE or person.guardians:
        return Parties(person, person)
    guardian = _guardian(whom.guardian, said.email if said else None, person, by)
    return Parties(*(replace(person, guardians=(guardian.id,)),) * 2, (guardian,))


def signed_in(said: Named | None, known: Known, by: Signing) -> Person:
    """As they are kept, with what lacked. Raises FactMissing for who is new and says nothing."""
    if known.applicant:
        return _completed(known.applicant, said)
    if said is None:
        raise FactMissing("applicant/family_name")
    person = as_kept(uuid5(by.seed, "applicant"), said, known.organisation, by)
    return replace(person, account=by.account, account_binding=Binding(by.account, by.at))


def _guardian(said: Named | None, own_email: str | None, ward: Person, by: Signing) -> Person:
    if said is None:
        raise GuardianNeeded
    if said.email is None:
        raise FactMissing("guardian/email")
    if is_same_address(said.email, own_email) or is_same_address(said.email, ward.email):
        raise SameAddress("guardian/email")
    return as_kept(uuid5(by.seed, "guardian"), said, ward.organisation, by)


def _with_ward(whom: Whom, known: Known, by: Signing) -> Parties:
    guardian = signed_in(whom.applicant, known, by)
    must_be_guardian(guardian, known.today)
    if guardian.email is None:
        raise FactMissing("applicant/email")
    ward = _known_ward(whom, known) or _new_ward(whom.ward, guardian, known, by)
    age = must_be_born(ward, "ward/birth_date", known.today)
    if age >= OF_AGE:
        raise WardOfAge
    if age >= OWN_SAY and ward.email is None and ward.account is None:
        ward = replace(ward, email=whom.ward.email if whom.ward else None)
        if ward.email is None:
            raise FactMissing("ward/email")
    if is_same_address(ward.email, guardian.email):
        raise SameAddress("ward/email")
    return Parties(ward, guardian)


def must_be_guardian(person: Person, today: date) -> None:
    """Raises GuardianUnderAge."""
    if person.birth_date and age_on(person, today) < OF_AGE:
        raise GuardianUnderAge


def _known_ward(whom: Whom, known: Known) -> Person | None:
    """By id, or by the same name and birth date. Raises Unknown for an id of nobody's."""
    for ward in known.wards:
        if ward.id == whom.ward_id or (whom.ward and not whom.ward_id and _is_one(ward, whom.ward)):
            born = ward.birth_date or (whom.ward.birth_date if whom.ward else None)
            return replace(ward, birth_date=born)
    if whom.ward_id:
        raise Unknown("person", whom.ward_id)
    return None


def _new_ward(said: Named | None, guardian: Person, known: Known, by: Signing) -> Person:
    if said is None:
        raise FactMissing("ward/family_name")
    if len(known.wards) >= MOST_WARDS:
        raise TooManyWards(MOST_WARDS)
    ward = as_kept(uuid5(by.seed, "ward"), said, known.organisation, by)
    is_child = ward.birth_date is not None and age_on(ward, known.today) < OWN_SAY
    return replace(ward, guardians=(guardian.id,), email=None if is_child else ward.email)


def as_kept(id: UUID, said: Named, organisation: str, by: Signing) -> Person:
    """Somebody new."""
    return Person(
        id,
        organisation,
        said.family_name,
        said.given_name,
        said.patronymic,
        said.birth_date,
        by.language,
        said.email,
    )


def _completed(person: Person, said: Named | None) -> Person:
    """What was not known of them is; what was stays: that is corrected by the organiser."""
    if said is None:
        return person
    return replace(person, birth_date=person.birth_date or said.birth_date, email=person.email or said.email)


def must_be_born(person: Person, field: str, today: date) -> int:
    """Full years. Raises FactMissing, NobodyBornThen."""
    if person.birth_date is None:
        raise FactMissing(field)
    age = age_on(person, today)
    if person.birth_date >= today or age > OLDEST:
        raise NobodyBornThen(field)
    return age


def age_on(person: Person, on: date) -> int:
    return full_years(person.birth_date, on) if person.birth_date else OF_AGE


def _is_one(person: Person, said: Named) -> bool:
    written = " ".join(part for part in (said.family_name, said.given_name, said.patronymic) if part)
    return person.birth_date == said.birth_date and fold(person.full_name) == fold(written)


def is_same_address(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one.casefold() == other.casefold()


def must_agree(required: Collection[Purpose], given: Collection[Purpose]) -> None:
    """`required` of who answers. Raises ConsentRefused."""
    for purpose in required:
        if purpose not in given:
            raise ConsentRefused(purpose)
