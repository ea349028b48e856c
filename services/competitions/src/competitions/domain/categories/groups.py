"""In which category of a ruleset somebody may be entered: by age on one day, and by what they are.

Source: programmes of 2019 to 2026 [S]: age counts on the first day, at the end of the year, or on 1 September before the season; age and
status are two conditions; groups may overlap, and then the entrant chooses, once.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import combinations

from competitions.domain.person import OLDEST
from competitions.domain.refusal import Refusal
from shared.text import Text


class Status(StrEnum):
    """What somebody is, at the time of the entry."""

    PUPIL = "pupil"
    STUDENT = "student"
    SPECIALIST = "specialist"


class AgeDay(StrEnum):
    """On which day ages count."""

    FIRST_DAY = "first_day"
    """Of the championship."""
    YEAR_END = "year_end"
    """31 December of the year in which it begins."""
    SEPTEMBER = "september"
    """The last 1 September that is not after the first day."""

    def of(self, starts_on: date) -> date:
        """`starts_on`: the first day, where the championship is held."""
        if self is AgeDay.YEAR_END:
            return date(starts_on.year, 12, 31)
        if self is AgeDay.SEPTEMBER:
            this_year = date(starts_on.year, 9, 1)
            return this_year if this_year <= starts_on else date(starts_on.year - 1, 9, 1)
        return starts_on


@dataclass(eq=False)
class UnknownCategory(Refusal):
    code: str
    known: tuple[str, ...]
    """Codes of the ruleset; none where everybody competes with everybody."""
    is_of_several: bool = False
    """Several were named, and this is one of them."""


@dataclass(frozen=True, slots=True)
class AgeRules:
    on: AgeDay = AgeDay.FIRST_DAY
    overlap: bool = False
    """Whether somebody may fit more than one category: then the entrant chooses."""
    gap: bool = False
    """Whether ages between two categories may fit none."""


@dataclass(frozen=True, slots=True)
class Category:
    code: str
    name: Text
    youngest: int | None = None
    """In full years, on the day of the ruleset. None: no limit."""
    oldest: int | None = None
    statuses: tuple[Status, ...] = ()
    """Whoever is one of these. Empty: everybody, and nobody is asked."""
    quota: int | None = None
    """Places in each skill, unless the skill says otherwise. None: no limit of its own."""

    @property
    def ages(self) -> range:
        return range(self.youngest or 0, (OLDEST if self.oldest is None else self.oldest) + 1)

    def fits(self, age: int | None, status: Status | None) -> bool:
        """Who does not say how old they are, or what they are, fits only where that is not asked."""
        return self.fits_age(age) and (not self.statuses or status in self.statuses)

    def fits_age(self, age: int | None) -> bool:
        if self.youngest is None and self.oldest is None:
            return True
        return age is not None and age in self.ages

    def meets(self, other: "Category") -> bool:
        """Whether somebody may fit both."""
        is_one_of_both = not self.statuses or not other.statuses or not {*self.statuses}.isdisjoint(other.statuses)
        return is_one_of_both and not {*self.ages}.isdisjoint(other.ages)


@dataclass(frozen=True, slots=True)
class Categories:
    """Those of one ruleset, in the order of its file."""

    all: tuple[Category, ...] = ()
    age: AgeRules = field(default_factory=AgeRules)

    @property
    def ask_status(self) -> bool:
        return any(one.statuses for one in self.all)

    @property
    def ask_age(self) -> bool:
        return any(one.youngest is not None or one.oldest is not None for one in self.all)

    @property
    def statuses(self) -> tuple[Status, ...]:
        """That may be said."""
        return tuple(status for status in Status if any(status in one.statuses for one in self.all))

    def open_to(self, codes: Collection[str]) -> tuple[Category, ...]:
        """Those that a skill takes: all, where it names none of these rules."""
        return tuple(one for one in self.all if one.code in codes) or self.all

    def must_have(self, codes: Collection[str]) -> None:
        """Raises UnknownCategory."""
        for code in codes:
            self.must_know(code, is_of_several=True)

    def must_know(self, code: str, *, is_of_several: bool = False) -> None:
        """Raises UnknownCategory."""
        if self.named(code) is None:
            raise UnknownCategory(code, tuple(one.code for one in self.all), is_of_several)

    def named(self, code: str | None) -> Category | None:
        return next((one for one in self.all if one.code == code), None)


def overlapping(categories: Sequence[Category]) -> Iterator[tuple[Category, Category]]:
    """Pairs that somebody may fit both."""
    return ((one, other) for one, other in combinations(categories, 2) if one.meets(other))


def gaps(categories: Sequence[Category]) -> Iterator[tuple[Category, int]]:
    """Categories with the first age above them that none takes, where one of the same status takes older people again."""
    found: dict[str, tuple[Category, int]] = {}
    for status in {*(status for one in categories for status in one.statuses), None}:
        group = [one for one in categories if one.ages and (not one.statuses or status in one.statuses)]
        taken = {age for one in group for age in one.ages}
        for one in group:
            above = one.ages[-1] + 1
            if above not in taken and above < max(taken):
                found.setdefault(one.code, (one, above))
    return iter(found.values())
