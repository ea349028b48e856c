"""What a scheme may be in all: it is kept as one document, and shown on pages."""

from competitions.domain.aspect import Aspect
from competitions.domain.marking_scheme import MarkingScheme
from competitions.domain.measurement import Choice
from competitions.workbook.blocks import SHEET
from competitions.workbook.faults import Report, _

MOST_ASPECTS = 1000
"""Real schemes have 150."""
MOST_LETTERS = 1_000_000
"""Of all texts. A real scheme has 35,000."""


def check_size(scheme: MarkingScheme, report: Report) -> None:
    aspects = scheme.aspects
    if len(aspects) > MOST_ASPECTS:
        report.add(
            f"{SHEET}!A1",
            _("The scheme has more than {limit} aspects."),
            _("Leave out what does not belong to the scheme."),
            limit=MOST_ASPECTS,
        )
    elif sum(_letters(aspect) for aspect in aspects) > MOST_LETTERS:
        report.add(
            f"{SHEET}!A1",
            _("The texts of the scheme have more than {limit} characters in all."),
            _("Shorten the descriptions and the labels of the calculations."),
            limit=MOST_LETTERS,
        )


def _letters(aspect: Aspect) -> int:
    calculator = aspect.rule.calculator
    labels = [option.label for option in calculator.options] if isinstance(calculator, Choice) else []
    texts = (aspect.description, aspect.details or "", aspect.requirement or "", *aspect.descriptors, *labels)
    return sum(map(len, texts))
