"""In the place of which certificate another one was issued, and the paper that it is printed on."""

from dataclasses import dataclass
from uuid import UUID

from certificates.domain.refusal import Refusal


@dataclass(eq=False)
class BlankTaken(Refusal):
    """Another certificate of the issuer is on the blank with this series and number."""

    series: str
    number: str


@dataclass(frozen=True, slots=True)
class Reissued:
    """What a newer certificate keeps of the one before. When is the moment of its own issue."""

    older: UUID
    number: str
    """The registration number of that."""
    by: str
    """An account, or `award` and `result` where a correction of these did it by itself."""
    reason: str
    is_duplicate: bool = False
    """Of a paper that was lost: it says the same, under a number of its own."""
    is_named: bool = False
    """The name was written by an officer: the person's record has another one."""


@dataclass(frozen=True, slots=True)
class Blank:
    """A numbered sheet of paper. Its number is the printer's own, and no registration number."""

    series: str
    number: str
    is_spoilt: bool = False
    """Another one was taken after it; it is written off."""

    def is_same_sheet(self, other: "Blank") -> bool:
        return (self.series, self.number) == (other.series, other.number)

    def __str__(self) -> str:
        return f"{self.series} {self.number}".strip()
