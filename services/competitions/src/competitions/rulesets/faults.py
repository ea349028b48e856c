"""What is wrong with a file of a ruleset, for the operator who reads it where the service did not start."""

from collections.abc import Sequence
from dataclasses import dataclass

from shared.errors import Unfit


@dataclass(frozen=True, slots=True)
class Fault:
    file: str
    line: int | None
    """From 1. None: the file could not be opened."""
    key: str
    """As TOML would write it, with the number of an element from 1: `categories[2].name.en`. Empty: the file itself."""
    problem: str
    """A sentence that goes on where the key is named."""
    mend: str

    def __str__(self) -> str:
        where = self.file if self.line is None else f"{self.file}, line {self.line}"
        return " ".join(part for part in (f"{where}:", self.key, self.problem, self.mend) if part)


class RulesetsRefused(Unfit):
    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(["The rulesets cannot be used:", *(str(fault) for fault in faults)]))
        self.faults = tuple(faults)


class PoliciesUncounted(Unfit):
    """Results by them could not be counted a second time before they are published."""

    def __init__(self, ids: Sequence[str]) -> None:
        mend = "Write it in competitions.shadow from the rules' text, or install a release that has it."
        super().__init__(f"Policies without a second count: {', '.join(ids)}. {mend}")


class RulesetsMissing(Unfit):
    """There are championships by rules that nobody knows any more."""

    def __init__(self, ids: Sequence[str]) -> None:
        mend = "Put the files back into the folder that COMPETITIONS_RULESETS names."
        super().__init__(f"Championships go by rulesets that no file has: {', '.join(ids)}. {mend}")
