"""In the place of which certificate another one was issued."""

from dataclasses import dataclass
from uuid import UUID

from certificates.domain.standing import Reason


@dataclass(frozen=True, slots=True)
class Reissued:
    """What a newer certificate keeps of the one before. When is the moment of its own issue."""

    older: UUID
    number: str
    """The registration number of that."""
    by: str
    """An account, or `award` and `result` where a correction of these did it by itself."""
    reason: Reason
    is_duplicate: bool = False
    """Of a paper that was lost: it says the same, under a number of its own."""
    is_named: bool = False
    """The name was written by an officer: the person's record has another one."""
