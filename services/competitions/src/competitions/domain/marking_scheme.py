from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
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


@dataclass(eq=False)
class VariationStands(Refusal):
    """The ruleset lets nobody accept a larger variation than it states."""

    limit: Decimal | None


@dataclass(frozen=True, slots=True)
class Limits:
    """What a ruleset asks of a marking scheme."""

    total: Decimal = Decimal("100.00")
    variation: Decimal | None = Decimal("5.00")
    """How far the aspects of a section may be from its weight: five per cent, of a whole of 100 marks [P]. None: as far
    as it likes, since that was accepted."""
    is_variation_acceptable: bool = False
    """Whether an organiser may accept more than that, with a reason: a real national final varied by 44 marks [P]."""

    def accepting_variation(self) -> "Limits":
        """Raises VariationStands where more is not for an organiser to accept."""
        if not self.is_variation_acceptable:
            raise VariationStands(self.variation)
        return replace(self, variation=None)


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


@dataclass(frozen=True, slots=True)
class SectionTwice:
    number: int


Fault = WrongTotal | WrongWeights | SectionOutOfBalance | UnknownSection | Empty | Twice | SectionTwice


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

    def out_of_balance(self, limits: Limits) -> Iterator[SectionOutOfBalance]:
        """The sections whose aspects are further from the weight than the limits allow."""
        for section in self.sections:
            marks = self.marks_of(section)
            if limits.variation is not None and abs(section.weight - marks) > limits.variation:
                yield SectionOutOfBalance(section, marks, limits.variation)

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
        numbers = [section.number for section in self.sections]
        yield from (SectionTwice(number) for number in dict.fromkeys(numbers) if numbers.count(number) > 1)
        yield from (UnknownSection(a.code, a.section) for a in self.aspects if a.section not in numbers)

    def _sums(self, limits: Limits) -> Iterator[Fault]:
        if self.total != limits.total:
            yield WrongTotal(self.total, limits.total)
        weights = sum((section.weight for section in self.sections), ZERO)
        if weights != limits.total:
            yield WrongWeights(weights, limits.total)
        yield from self.out_of_balance(limits)


@dataclass(frozen=True, slots=True)
class Acceptance:
    """An organiser took a scheme although its aspects are further from the WSOS weights than the ruleset's limit."""

    reason: str
    by: str
    """The organiser's account."""
    at: datetime


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
    variation_accepted: Acceptance | None = None
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
