from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Literal
from uuid import UUID, uuid5

from competitions.domain.records.publicity import PublicItem, Publicity
from competitions.domain.refusal import Refusal


class Lack(StrEnum):
    """What somebody who completes the records of an organisation looks for."""

    ACCOUNT = "account"
    EMAIL = "email"
    BIRTH_DATE = "birth_date"
    GUARDIAN = "guardian"
    """Not of age, and nobody is known who answers for them."""


@dataclass(eq=False)
class OwnGuardian(Refusal):
    subject_id: UUID


@dataclass(eq=False)
class NotYetBorn(Refusal):
    birth_date: date


@dataclass(eq=False)
class AccountTaken(Refusal):
    """Another person whom the organisation keeps has this account: it holds at most one record of each organisation."""


@dataclass(eq=False)
class AccountFixed(Refusal):
    """An account is bound to a person when the person is added, and not changed afterwards."""


@dataclass(eq=False)
class OtherAccount(Refusal):
    """Who is meant signs in with another account than who is there."""


@dataclass(eq=False)
class HasAccount(Refusal):
    """Who signs in already is not invited to."""


@dataclass(eq=False)
class NoAddress(Refusal):
    """An invitation is a letter: the person has no e-mail here."""


@dataclass(eq=False)
class InvitationOver(Refusal):
    """A newer invitation took its place, or it was accepted by another account."""


@dataclass(frozen=True, slots=True)
class Binding:
    """Who said that the account is this person's, and when."""

    by: str
    """The organiser's own account; where the person accepted an invitation, the person's."""
    at: datetime


@dataclass(frozen=True, slots=True)
class Invitation:
    """A link by which a person says which account is theirs. A newer one takes its place."""

    id: UUID
    by: str
    """The organiser's account."""
    at: datetime


@dataclass(frozen=True, slots=True)
class Invited:
    invitation: Invitation


def address_seal(letter_id: UUID, email: str | None) -> UUID | None:
    """Tells the address of a letter from others, and not what it is."""
    return uuid5(letter_id, email.casefold()) if email else None


OF_AGE = 18
OLDEST = 120
"""Nobody older lives: another birth date is a slip of the pen."""


def born_for_age(years: int, on: date) -> date:
    """The last birth date of who is of that age on a day."""
    try:
        return on.replace(year=on.year - years)
    except ValueError:  # 29 February
        return date(on.year - years, 2, 28)


def full_years(born: date, on: date) -> int:
    """Who was born on 29 February becomes a year older on 1 March where the year has no such day."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


@dataclass(frozen=True, slots=True)
class Erased:
    at: datetime


@dataclass(frozen=True, slots=True)
class Person:
    """The only place of a name, a birth date and an address. Everything else knows the person by the subject id."""

    id: UUID
    organisation: str
    """The organisation that keeps this person's data."""
    family_name: str
    given_name: str
    patronymic: str | None = None
    birth_date: date | None = None
    language: Literal["ru", "en"] = "ru"
    email: str | None = None
    time_zone: str | None = None
    """Where the person lives, by the time zone database: letters keep quiet by it. None: as the installation."""
    phone: str | None = None
    """As `+79123456789` (E.164). Kept here alone."""
    course: str | None = None
    """The class of a school, or the course of a college, as it is written there. Kept here alone."""
    account: str | None = None
    account_binding: Binding | None = None
    invitation: Invitation | None = None
    """The newest one."""
    guardians: tuple[UUID, ...] = ()
    publicity: tuple[Publicity, ...] = ()
    """What may stand on public pages, a championship each: what the answers to the consents came to."""
    merged_into: UUID | None = None
    """The record of the same person that stays: this id is an alias of it."""
    apart_from: tuple[UUID, ...] = ()
    """Records that look like the same person, and that somebody has said are another's. It holds both ways."""
    brought_in: UUID | None = None
    """The championship in which a school's coordinator first brought the person in. None: the organisation or the person did."""
    erased_at: datetime | None = None
    change_id: UUID | None = None
    """What the last change is known by: a request that is sent again finds its effect here."""
    version: int = 1

    def __post_init__(self) -> None:
        if self.id in self.guardians:
            raise OwnGuardian(self.id)

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.family_name, self.given_name, self.patronymic) if part)

    @property
    def initials(self) -> str:
        """What a public page shows of who did not agree to be named."""
        names = (self.family_name, self.given_name, self.patronymic)
        return " ".join(f"{part[0].upper()}." for part in names if part)

    def public_in(self, championship_id: UUID, on: date) -> frozenset[PublicItem] | None:
        """What the championship may show of the person. None: nobody was asked, or nobody answered."""
        return next((one.on(on) for one in self.publicity if one.championship_id == championship_id), None)

    def as_known_in(self, championships: Collection[UUID]) -> "Person":
        """Without what tells of other championships, which may be what the law protects specially, and of how they sign in."""
        publicity = tuple(one for one in self.publicity if one.championship_id in championships)
        brought_in = self.brought_in if self.brought_in in championships else None
        known = replace(self, publicity=publicity, brought_in=brought_in)
        return replace(known, account=None, account_binding=None, invitation=None)

    def showing_no_more_than(self, allowed: Sequence[Publicity]) -> "Person":
        """Without what `allowed` does not have; nothing comes along."""
        by_championship = {one.championship_id: one for one in allowed}
        fewer = tuple(one.within(by_championship.get(one.championship_id)) for one in self.publicity)
        return replace(self, publicity=fewer)

    def must_be_born_before(self, today: date) -> None:
        """Raises NotYetBorn."""
        if self.birth_date is not None and self.birth_date >= today:
            raise NotYetBorn(self.birth_date)

    def close_ones(self, on: date) -> frozenset[UUID]:
        """Who reads what is known of this person: they, and their guardians until they are of age."""
        is_of_age = self.birth_date is not None and full_years(self.birth_date, on) >= OF_AGE
        return frozenset({self.id} if is_of_age else {self.id, *self.guardians})

    def corrected(self, facts: "Person", change_id: UUID | None = None) -> "Person":
        """The same person, kept by the same organisation, with the other facts of `facts`. Raises AccountFixed."""
        if facts.account != self.account:
            raise AccountFixed
        kept = replace(
            facts, id=self.id, organisation=self.organisation, publicity=self.publicity, apart_from=self.apart_from
        )
        return replace(
            kept,
            brought_in=self.brought_in,
            account_binding=self.account_binding,
            invitation=self._invitation_at(facts.email),
            change_id=change_id,
            version=self.version,
        )

    def called(self, family_name: str, given_name: str, patronymic: str | None, *, course: str | None) -> "Person":
        """By another name; everything else stays."""
        return replace(self, family_name=family_name, given_name=given_name, patronymic=patronymic, course=course)

    def _invitation_at(self, email: str | None) -> Invitation | None:
        """A letter to another address may lie with a stranger: its link ends, under an id that no letter names."""
        if self.invitation is None or email == self.email:
            return self.invitation
        return replace(self.invitation, id=uuid5(self.invitation.id, "ended"))

    def bound(self, by: str, at: datetime) -> "Person":
        """With the record of who bound the account, where there is one."""
        return replace(self, account_binding=Binding(by, at) if self.account else None)

    @property
    def is_uninvited(self) -> bool:
        """Could be asked to connect an account, and never was."""
        return self.email is not None and self.account is None and self.invitation is None and self.erased_at is None

    def invite(self, invitation: Invitation) -> tuple["Person", Invited | None]:
        """None for the same invitation again. Raises HasAccount, NoAddress."""
        if self.invitation and self.invitation.id == invitation.id:
            return self, None
        if self.account:
            raise HasAccount
        if not self.email:
            raise NoAddress
        return replace(self, invitation=invitation), Invited(invitation)

    def accept(self, invitation_id: UUID, account: str, at: datetime) -> "Person":
        """The account is this person's from now on. A repeat changes nothing. Raises InvitationOver."""
        if self.invitation is None or self.invitation.id != invitation_id:
            raise InvitationOver
        if self.account == account:
            return self
        if self.account:
            raise InvitationOver
        return self.with_account(account, at)

    def with_account(self, account: str, at: datetime) -> "Person":
        """Who has none, and said by an invitation that this one is theirs."""
        return replace(self, account=account, account_binding=Binding(account, at))

    def signs_in_as(self, account: str, at: datetime) -> "Person":
        """By what they accept, the person says that the account is theirs. A repeat changes nothing. Raises OtherAccount."""
        if self.account is not None and self.account != account:
            raise OtherAccount
        return self if self.account else replace(self, account=account, account_binding=Binding(account, at))

    def erase(self, at: datetime) -> tuple["Person", Erased | None]:
        """What is left of a person who is erased: that there was one, and when it was done. None for a repeat."""
        if self.erased_at:
            return self, None
        erased = replace(
            self,
            family_name="",
            given_name="",
            patronymic=None,
            birth_date=None,
            email=None,
            phone=None,
            course=None,
            time_zone=None,
            account=None,
            account_binding=None,
            invitation=None,
            guardians=(),
            publicity=(),
            merged_into=None,
            apart_from=(),
            brought_in=None,
            erased_at=at,
        )
        return erased, Erased(at)
