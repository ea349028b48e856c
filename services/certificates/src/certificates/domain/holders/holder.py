"""Who holds certificates, a person or a team, as far as this service must know them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from certificates.domain.holders.names import full_name
from certificates.domain.holders.publicity import PublicItem, Publicity
from certificates.domain.holders.team import Team
from certificates.domain.refusal import Refusal

OF_AGE = 18
LAST_VERSION = 2**62
"""Of an erased person: no version of them is newer."""


@dataclass(eq=False)
class UnknownHolder(Refusal):
    """Nothing is known yet of the person or the team that earned it."""

    subject_id: UUID


@dataclass(frozen=True, slots=True)
class Holder:
    """One person, or one team. Of an erased one only that there was somebody stays; no version of them is recorded again."""

    id: UUID
    version: int = 1
    person_version: int = 0
    """The version of the person's event that this was made from: the newest wins."""
    family_name: str = ""
    given_name: str = ""
    patronymic: str | None = None
    account: str | None = None
    guardians: tuple[UUID, ...] = ()
    of_age_on: date | None = None
    """From this day on guardians see no more than anybody; None where the birth date is unknown."""
    publicity: tuple[Publicity, ...] = ()
    """By championship; nothing where there is none."""
    merged_into: UUID | None = None
    """The record of the same person that stays: this id is an alias of it."""
    team: Team | None = None
    """Of a team, in place of names, account and guardians, which it has not."""
    erased: bool = False

    @property
    def name(self) -> str:
        return self.team.name if self.team else full_name(self.family_name, self.given_name, self.patronymic)

    def erase(self) -> "Holder":
        return Holder(self.id, self.version, LAST_VERSION, erased=True)

    def is_newer_than(self, known: "Holder | None") -> bool:
        """Nothing is newer than an erasure."""
        return known is None or (not known.erased and self.person_version > known.person_version)

    def following(self, known: "Holder | None") -> "Holder":
        return self if known is None else replace(self, version=known.version)

    def seen_as(self, staying: "Holder") -> "Holder":
        """By this alias, who the person is; what was allowed under it, stays."""
        return replace(staying, id=self.id, publicity=self.publicity, merged_into=staying.id)

    def public_in(self, championship_id: UUID | None, on: date) -> frozenset[PublicItem]:
        """What everybody may see of the certificates of that championship; of others nobody was asked, so nothing."""
        found = (one.on(on) for one in self.publicity if one.championship_id == championship_id)
        return next(found, frozenset())

    def close_ones(self, on: date) -> frozenset[UUID]:
        """Who sees this person's certificates: they, and their guardians until they are of age."""
        is_of_age = self.of_age_on is not None and self.of_age_on <= on
        return frozenset({self.id} if is_of_age else {self.id, *self.guardians})


def allowed_by_each(members: Iterable[Holder], championship_id: UUID | None, on: date) -> frozenset[PublicItem]:
    """What everybody may see of the certificates of a team: what each of its members allowed. Who was erased is nobody to be asked;
    of a team without anybody else nothing is seen."""
    allowed = [one.public_in(championship_id, on) for one in members if not one.erased]
    return frozenset.intersection(*allowed) if allowed else frozenset()


def full_age(born: date) -> date:
    """The day of the eighteenth birthday: 1 March for who was born on 29 February, where the year has no such day."""
    try:
        return born.replace(year=born.year + OF_AGE)
    except ValueError:
        return date(born.year + OF_AGE, 3, 1)
