"""A measurement that a second expert confirms, where the ruleset asks for it: by entering the same, having seen the first or not."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal
from uuid import UUID

from competitions.domain.aspect import Measured
from competitions.domain.mark import Mark, Record


@dataclass(frozen=True, slots=True)
class MeasurementRules:
    confirmed_by: Literal[1, 2] = 1
    """Experts who stand for a measurement: 2, where another of the team confirms what one has entered."""


USUAL_MEASUREMENTS: Final = MeasurementRules()


def waits_for_a_second(record: Record | None, by: UUID | None = None) -> bool:
    """Whether the mark of a measurement stands on the word of one expert. A correction stands on that of whoever leads the jury.

    `by`: whether it is this expert's to confirm: nobody confirms themselves.
    """
    if not isinstance(record, Mark) or not isinstance(record.entry, Measured):
        return False
    return record.confirms is None and record.reason is None and record.author != by


def unconfirmed(marks: Mapping[str, Mark], confirmed_by: int) -> frozenset[str]:
    """The aspects whose measurement a second expert has to confirm still."""
    if confirmed_by == 1:
        return frozenset()
    return frozenset(code for code, mark in marks.items() if waits_for_a_second(mark))
