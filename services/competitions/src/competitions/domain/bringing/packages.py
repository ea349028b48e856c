from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from competitions.domain.refusal import Refusal
from shared.text import Text

MOST_REASONS = 20
"""Of what is wrong with a package, so many are told."""


@dataclass(frozen=True, slots=True)
class Reason:
    """`text` is a msgid; `values` fill its placeholders."""

    text: str
    values: Mapping[str, str] = field(default_factory=dict)


def _(text: str, /, **values: object) -> Reason:
    """It is translated when the reader's language is known."""
    return Reason(text, {name: str(value) for name, value in values.items()})


@dataclass(eq=False)
class PackageBroken(Refusal):
    """It does not hold together, or comes out otherwise when it is counted again."""

    reasons: tuple[Reason, ...]


@dataclass(eq=False)
class PackageUnfinished(Refusal):
    """Only official results become history: others are still changed where they are held."""

    numbers: tuple[str, ...]


@dataclass(eq=False)
class RulesetMissing(Refusal):
    """Pages explain results by the championship's ruleset, which this installation does not have."""

    ruleset: str


@dataclass(eq=False)
class AlreadyHere(Refusal):
    """The championship, or something under an id of it, is here already, and is not what the package has."""

    id: UUID


@dataclass(frozen=True, slots=True)
class Origin:
    """Whence a championship came that was not held here."""

    organisation: str
    """Who held it, as the package says: a short name."""
    held_by: Text | None
    """Its name, where the package says it."""
    exported_at: datetime
    digest: str
    """SHA-256 of the package, hexadecimal digits."""
    brought_at: datetime
    by: str
    """The account."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a package would make."""

    championship_id: UUID
    name: Text
    organisation: str
    held_by: Text | None
    ruleset: str
    starts_on: date
    ends_on: date
    exported_at: datetime
    skills: int
    sheets: int
    records: int
    results: int
    erased: int
    """Names and texts that the package does not have any more."""


@dataclass(frozen=True, slots=True)
class ArrivedPackage:
    """Checked, and nothing of it is there yet."""

    id: UUID
    organisation: str
    """To which it was brought."""
    by: str
    made_at: datetime
    contents: Contents
    version: int = 1
