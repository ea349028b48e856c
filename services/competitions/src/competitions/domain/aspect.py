from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, TypeGuard

from competitions.domain.judgement import is_too_wide, judged_mark
from competitions.domain.measurement import Calculator, PassFail, RangedScore, Value, measured_mark
from competitions.domain.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Measured:
    """What a measurement found."""

    value: Value


@dataclass(frozen=True, slots=True)
class Judged:
    """The scores that three experts showed, and why, where they had to show again."""

    scores: tuple[int, ...]
    justification: str | None = None


Entry = Measured | Judged


@dataclass(eq=False)
class EntryUnfit(Refusal):
    """A measurement for a judgement aspect, or the other way round."""

    code: str
    type: Literal["M", "J"]


@dataclass(frozen=True, slots=True)
class Rule:
    """What is needed to mark an aspect: all of it that a sheet carries with it."""

    code: str
    type: Literal["M", "J"]
    maximum: Decimal
    calculator: Calculator = field(default_factory=PassFail)
    partial: bool = False
    """Whether the aspect states partial marks."""

    def mark(self, entry: Entry) -> Decimal:
        """0.00 to the maximum. Raises EntryUnfit, ValueUnfit, ScoresUnfit, SpreadTooWide."""
        match entry, self.type:
            case Measured(value), "M":
                return measured_mark(value, self.maximum, self.calculator, partial=self.partial)
            case Judged(scores), "J":
                return judged_mark(scores, self.maximum)
        raise EntryUnfit(self.code, self.type)

    def is_disputed_by(self, entry: Entry) -> TypeGuard[Judged]:
        """Whether the experts' scores are too far apart to be a mark. Raises ScoresUnfit."""
        return isinstance(entry, Judged) and self.type == "J" and is_too_wide(entry.scores)

    @property
    def steps(self) -> tuple[tuple[Decimal, Decimal], ...]:
        """How far from the target a measured value may be, and the mark for it, outwards; empty where nearness is not asked."""
        if not isinstance(self.calculator, RangedScore):
            return ()
        target = self.calculator.target
        distances = [step.within for step in self.calculator.ranges]
        return tuple((within, self.mark(Measured(f"{target + within:f}"))) for within in distances)


@dataclass(frozen=True, slots=True)
class Aspect:
    """The smallest thing that is marked."""

    rule: Rule
    section: int
    """The WSOS section that it belongs to."""
    description: str
    details: str | None = None
    requirement: str | None = None
    descriptors: tuple[str, ...] = ()
    """What each judgement score from 0 to 3 stands for."""

    @property
    def code(self) -> str:
        return self.rule.code
