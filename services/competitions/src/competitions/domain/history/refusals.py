"""Why a sheet takes no entry, or no signature."""

from dataclasses import dataclass
from datetime import datetime

from competitions.domain.refusal import Refusal


@dataclass(eq=False)
class UnknownAspect(Refusal):
    code: str
    known: tuple[str, ...]


@dataclass(eq=False)
class ConflictOfInterest(Refusal):
    """No expert marks a competitor of the own member [P]; None: one with whom they declared ties."""

    member: str | None


@dataclass(eq=False)
class NotOnTeam(Refusal):
    """One marking team marks all competitors of a sub-criterion [P]."""

    sub_criterion: str


@dataclass(eq=False)
class AlreadySigned(Refusal):
    """After sign-off only the chief expert changes a mark, with a reason [P/S]."""

    sub_criterion: str
    at: datetime


@dataclass(eq=False)
class MarksMissing(Refusal):
    """What is not marked cannot be signed."""

    missing: tuple[tuple[str, int], ...]
    """Sub-criterion and how many of its sheets are incomplete."""


@dataclass(eq=False)
class ConfirmationsMissing(Refusal):
    """By the ruleset a second expert confirms each measurement before its form is signed."""

    missing: tuple[tuple[str, int], ...]
    """Sub-criterion and how many measurements wait."""


@dataclass(eq=False)
class Sealed(Refusal):
    """The results that stand on this sheet are published, or on their way."""

    sub_criterion: str
