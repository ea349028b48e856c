"""In which category an entry is: decided at the entry, and one a championship for each person."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from competitions.domain.categories.groups import Categories, Category, Status
from competitions.domain.person import full_years
from competitions.domain.refusal import Refusal


@dataclass(eq=False)
class FitsNone(Refusal):
    """By age, or by what the person is, there is no category here: the rule is told in words."""

    categories: tuple[Category, ...]
    """Those that there are here."""
    age: int | None
    on: date
    """The day on which ages count."""
    lacks: Literal["status", "birth_date"] | None
    """What is not known of the person, and decides."""


@dataclass(eq=False)
class CategoryNotChosen(Refusal):
    """More than one fits: the entrant chooses, once."""

    fitting: tuple[Category, ...]


@dataclass(eq=False)
class OtherCategory(Refusal):
    """The person is in another category of the championship already."""

    standing: Category | None
    """None: one that the rules have no more."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the entry says. Nothing: it follows from the age."""

    status: Status | None = None
    category: str | None = None
    """The code of the one that is chosen."""


NOTHING_SAID = Said()


@dataclass(frozen=True, slots=True)
class Entrant:
    birth_date: date | None
    standing: str | None = None
    """The category in which the person is entered in the championship already."""


def belonging(
    groups: Categories, open_to: Collection[str], said: Said, entrant: Entrant, starts_on: date
) -> str | None:
    """The code; None where the ruleset has no categories. `open_to`: those that a skill takes; none: all of them.

    Who names a category, and not what they are, says by that what they are.
    Raises UnknownCategory, FitsNone, CategoryNotChosen, OtherCategory.
    """
    if said.category:
        groups.must_know(said.category)
    chosen = groups.named(said.category)
    if not groups.all:
        return None
    standing = groups.named(entrant.standing)
    if standing and chosen and chosen is not standing:
        raise OtherCategory(standing)
    here = groups.open_to(open_to)
    fitting = _fitting(groups, here, said, entrant, starts_on)
    if chosen:
        fitting = tuple(one for one in fitting if one is chosen)
    if not fitting:
        raise _fits_none(groups, here, said, entrant, starts_on)
    if len(fitting) > 1:
        raise CategoryNotChosen(fitting)
    return fitting[0].code


def _fitting(
    groups: Categories, here: Sequence[Category], said: Said, entrant: Entrant, starts_on: date
) -> tuple[Category, ...]:
    if standing := groups.named(entrant.standing):
        return tuple(one for one in here if one is standing)
    age = _age(groups, entrant, starts_on)
    is_named = said.status is None
    return tuple(
        one
        for one in here
        if one.fits(age, said.status) or (is_named and one.code == said.category and one.fits_age(age))
    )


def _fits_none(
    groups: Categories, here: tuple[Category, ...], said: Said, entrant: Entrant, starts_on: date
) -> FitsNone:
    age = _age(groups, entrant, starts_on)
    lacks: Literal["status", "birth_date"] | None = None
    if age is None and groups.ask_age:
        lacks = "birth_date"
    elif said.status is None and said.category is None and any(one.fits_age(age) and one.statuses for one in here):
        lacks = "status"
    return FitsNone(here, age, groups.age.on.of(starts_on), None if groups.named(entrant.standing) else lacks)


def _age(groups: Categories, entrant: Entrant, starts_on: date) -> int | None:
    return None if entrant.birth_date is None else full_years(entrant.birth_date, groups.age.on.of(starts_on))
