from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from competitions.domain.aspect import Aspect
from competitions.domain.decimals import ZERO
from competitions.domain.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the WorldSkills Occupational Standards, with its weight in marks of the whole."""

    number: int
    name: str
    weight: Decimal


@dataclass(frozen=True, slots=True)
class SubCriterion:
    """A part of a criterion, marked on one day by one marking team [P]. Each competitor has a sheet for it."""

    code: str
    name: str
    day: int | None
    aspects: tuple[Aspect, ...]

    @property
    def maximum(self) -> Decimal:
        return sum((aspect.rule.maximum for aspect in self.aspects), ZERO)


@dataclass(frozen=True, slots=True)
class Criterion:
    letter: str
    name: str
    sub_criteria: tuple[SubCriterion, ...]

    @property
    def maximum(self) -> Decimal:
        return sum((sub.maximum for sub in self.sub_criteria), ZERO)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a ruleset asks of a marking scheme."""

    total: Decimal = Decimal("100.00")
    variation: Decimal = Decimal("5.00")
    """How far the aspects of a section may be from its weight: five per cent, of a whole of 100 marks [P]."""


@dataclass(frozen=True, slots=True)
class WrongTotal:
    total: Decimal
    expected: Decimal


@dataclass(frozen=True, slots=True)
class WrongWeights:
    total: Decimal
    expected: Decimal


@dataclass(frozen=True, slots=True)
class SectionOutOfBalance:
    section: Section
    marks: Decimal
    limit: Decimal


@dataclass(frozen=True, slots=True)
class UnknownSection:
    code: str
    section: int


@dataclass(frozen=True, slots=True)
class Empty:
    """A criterion without sub-criteria, or a sub-criterion without aspects."""

    code: str


@dataclass(frozen=True, slots=True)
class Twice:
    code: str


Fault = WrongTotal | WrongWeights | SectionOutOfBalance | UnknownSection | Empty | Twice


@dataclass(eq=False)
class SchemeUnsound(Refusal):
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class MarkingScheme:
    """How a skill is marked. Aspects' maximum marks and sections' weights each add up to the whole [P]."""

    title: str
    sections: tuple[Section, ...]
    criteria: tuple[Criterion, ...]

    @property
    def sub_criteria(self) -> tuple[SubCriterion, ...]:
        return tuple(sub for criterion in self.criteria for sub in criterion.sub_criteria)

    @property
    def aspects(self) -> tuple[Aspect, ...]:
        return tuple(aspect for sub in self.sub_criteria for aspect in sub.aspects)

    @property
    def total(self) -> Decimal:
        return sum((criterion.maximum for criterion in self.criteria), ZERO)

    @property
    def variation(self) -> Decimal:
        """The sum over sections of |weight − marks of its aspects| [P]."""
        return sum((abs(section.weight - self.marks_of(section)) for section in self.sections), ZERO)

    def marks_of(self, section: Section) -> Decimal:
        return sum((aspect.rule.maximum for aspect in self.aspects if aspect.section == section.number), ZERO)

    def check(self, limits: Limits) -> None:
        """Raises SchemeUnsound with everything that is wrong, not only the first."""
        faults = (*self._shape(), *self._sums(limits))
        if faults:
            raise SchemeUnsound(faults)

    def _shape(self) -> Iterator[Fault]:
        codes = [criterion.letter for criterion in self.criteria] + [sub.code for sub in self.sub_criteria]
        yield from (Twice(code) for code in dict.fromkeys(codes) if codes.count(code) > 1)
        yield from (Empty(criterion.letter) for criterion in self.criteria if not criterion.sub_criteria)
        yield from (Empty(sub.code) for sub in self.sub_criteria if not sub.aspects)
        numbers = {section.number for section in self.sections}
        yield from (UnknownSection(a.code, a.section) for a in self.aspects if a.section not in numbers)

    def _sums(self, limits: Limits) -> Iterator[Fault]:
        if self.total != limits.total:
            yield WrongTotal(self.total, limits.total)
        weights = sum((section.weight for section in self.sections), ZERO)
        if weights != limits.total:
            yield WrongWeights(weights, limits.total)
        for section in self.sections:
            marks = self.marks_of(section)
            if abs(section.weight - marks) > limits.variation:
                yield SectionOutOfBalance(section, marks, limits.variation)


@dataclass(frozen=True, slots=True)
class SchemeSummary:
    """The marking scheme that a skill goes by, and what is worth knowing of it at a glance."""

    id: UUID
    aspects: int
    measurements: int
    judgements: int
    sub_criteria: int
    total: Decimal
    variation: Decimal


@dataclass(frozen=True, slots=True)
class SkillScheme:
    """A marking scheme as it was imported for a skill. Never changed: another import makes another one."""

    id: UUID
    skill_id: UUID
    scheme: MarkingScheme
    version: int = 1

    @property
    def summary(self) -> SchemeSummary:
        measurements = sum(aspect.rule.type == "M" for aspect in self.scheme.aspects)
        return SchemeSummary(
            id=self.id,
            aspects=len(self.scheme.aspects),
            measurements=measurements,
            judgements=len(self.scheme.aspects) - measurements,
            sub_criteria=len(self.scheme.sub_criteria),
            total=self.scheme.total,
            variation=self.scheme.variation,
        )
