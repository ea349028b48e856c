"""How far results are, in the field's terms (Olympic Data Feed): start list, live, unofficial, protested, official."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class ResultStatus(StrEnum):
    """As what results are published."""

    UNOFFICIAL = "unofficial"
    """Everybody may read them, the chief expert may still correct a mark, and no certificate stands on them."""
    OFFICIAL = "official"
    """They stand for good."""


class ResultsState(StrEnum):
    """Of one skill."""

    START_LIST = "start-list"
    """It is known who starts, and nothing is marked."""
    LIVE = "live"
    """They are being marked."""
    UNOFFICIAL = "unofficial"
    """All is signed."""
    PROTESTED = "protested"
    """Somebody's result is contested: it cannot become official."""
    OFFICIAL = "official"


@dataclass(frozen=True, slots=True)
class Differing:
    """What the second count made otherwise, and the publication was stopped for."""

    skill_id: UUID | None
    """None: it is about a member compared with the others."""
    registration_id: UUID | None
    """Whose result."""
    what: str
    """`total`, `scale`, `place`, `medal`, `category`, `awards`, `result`; `mark A1.02`, `eyes A1.02` (of a measurement that too few
    found); `standing`, with the member's name."""
    first: str
    second: str
