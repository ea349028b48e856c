from collections.abc import Mapping
from dataclasses import dataclass, field

from competitions.domain.refusal import Refusal

MOST_FAULTS = 50
"""More are not told: whoever mends fifty cells reads the file again anyway."""
MOST_REMARKS = 5000
"""Where they stand beside their rows in the file itself, all are of use."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at one place. `message` and `fix` are msgids; `facts` fills their placeholders."""

    where: str
    """A cell, such as `CIS Marking Scheme Import!K12`, or `workbook`."""
    message: str
    fix: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(eq=False)
class WorkbookRefused(Refusal):
    """Nothing of the workbook was taken over."""

    faults: tuple[Fault, ...]


class Report:
    """Gathers what is wrong, so that a person mends everything at once."""

    def __init__(self, most: int = MOST_FAULTS) -> None:
        self._most = most
        self.faults: list[Fault] = []
        self._told: set[tuple[str, str]] = set()

    def add(self, where: str, message: str, fix: str, **facts: object) -> None:
        self.tell(Fault(where, message, fix, {name: str(fact) for name, fact in facts.items()}))

    def tell(self, fault: Fault) -> None:
        """Once, however many ways lead there."""
        if (fault.where, fault.message) not in self._told:
            self._told.add((fault.where, fault.message))
            self.faults.append(fault)

    def raise_if_any(self) -> None:
        if self.faults:
            raise WorkbookRefused(tuple(self.faults[: self._most]))


def _(text: str) -> str:
    """Marks a text that is translated later, when the reader's language is known."""
    return text
