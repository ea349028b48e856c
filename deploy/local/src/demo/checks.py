"""What must be true at the end. The demo ends well only when every count is right."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Check:
    name: str
    found: Any
    expected: Any

    @property
    def ok(self) -> bool:
        return bool(self.found == self.expected)


@dataclass
class Checks:
    made: list[Check] = field(default_factory=list)

    def expect(self, name: str, found: Any, expected: Any) -> None:
        self.made.append(Check(name, found, expected))

    @property
    def ok(self) -> bool:
        return bool(self.made) and all(check.ok for check in self.made)
