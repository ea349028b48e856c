"""What the second count begins with and what it comes to, in words of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

Number = Decimal | int | str | Fraction


@dataclass(frozen=True, slots=True)
class Aspect:
    maximum: Number
    way: Mapping[str, Any]
    """How an entry becomes a mark: `kind` ("J", or the name of a calculator) and what belongs to it."""
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a form's history."""

    aspect: str
    kind: str
    """`mark`, `withdrawal`; anything else marks nothing."""
    mark: Number | None = None
    """As it was written down."""
    value: Any = None
    """What was measured."""
    scores: Sequence[int] | None = None
    """What was judged."""
    by: str = ""
    """Who entered it."""
    corrects: bool = False
    """Written after the form was signed, by whoever leads."""


@dataclass(frozen=True, slots=True)
class Form:
    """One competitor's, of one sub-criterion."""

    sub_criterion: str
    aspects: Mapping[str, Aspect]
    lines: Sequence[Line]
    eyes: int = 1
    """Experts who must have found the same where something is measured."""


@dataclass(frozen=True, slots=True)
class Starter:
    id: str
    forms: Sequence[Form]
    category: str | None = None


@dataclass(frozen=True, slots=True)
class Prize:
    """Of what a ruleset gives: for a medal, for places, or for taking part."""

    code: str
    medal: str | None = None
    first: int | None = None
    last: int | None = None
    further: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    scale: str
    medals: str
    """The id of the policy for medals or places."""
    needed: tuple[int, int, int] = (4, 5, 6)
    """Starters for gold, silver, bronze."""
    limits: tuple[int, int] | None = None
    given: int = 3
    share: Number = 25
    rounding: str = "down"
    by_starters: Sequence[int] = ()
    least: Number | None = None
    tie: str | None = None
    medallion: Number | None = None
    """Instead of what the scale says."""
    group_least: int = 1
    group_below: str = "hold"
    group_into: Mapping[str, str] = field(default_factory=dict)
    prizes: Sequence[Prize] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one competitor comes to."""

    total: Fraction
    scale: int | None
    """None: there is no scale."""
    place: int
    medal: str | None
    category: str | None
    awards: frozenset[str]


@dataclass(frozen=True, slots=True)
class Difference:
    id: str
    """Whose."""
    what: str
    """`mark A1.02`, `eyes A1.02`, `total`, `scale`, `place`, `medal`, `category`, `awards`, `result` where one has none;
    `standing` of a member."""
    first: str
    second: str
