"""What is said of one holder's achievement beside what is said of the achievement itself."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from certificates.domain.wording import Module


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a table of awards brought; what is empty is said nowhere, or as the achievement says it."""

    hours: int | None = None
    result: str | None = None
    """In words, such as «защита проекта: отлично»."""
    basis: str | None = None
    """The order or the protocol behind it."""
    level: str | None = None
    modules: tuple[Module, ...] = ()


@dataclass(frozen=True, slots=True)
class Cause:
    """Because of what it was issued: a result, or an award that somebody granted."""

    result_id: UUID | None = None
    award_id: UUID | None = None
    revision: int = 1
    """Of the award: a higher one corrects the one before."""


@dataclass(frozen=True, slots=True)
class Granted:
    """When it was granted, in which language its certificate is, and what is said beside."""

    on: date
    language: str = "ru"
    """`ru`, `en` or `both`."""
    particulars: Particulars = Particulars()
