from collections.abc import Sequence

from competitions.api.problems.explaining import why
from competitions.domain.marking_scheme import VariationStands
from competitions.workbook import WorkbookRefused
from competitions.workbook.faults import MOST_FAULTS
from shared.web.i18n import Gettext
from shared.web.problems import Explanation, ProblemType


def every_cell(error: WorkbookRefused, text: Gettext) -> Sequence[Explanation]:
    return [
        Explanation(where=fault.where, message=text(fault.message, **fault.facts), fix=text(fault.fix, **fault.facts))
        for fault in error.faults
    ]


def cells(error: WorkbookRefused, text: Gettext) -> Sequence[Explanation]:
    """As many as anybody mends at once."""
    return every_cell(WorkbookRefused(error.faults[:MOST_FAULTS]), text)


WORKBOOKS = (
    ProblemType(WorkbookRefused, "workbook-refused", 422, "The workbook cannot be imported", cells),
    ProblemType(
        VariationStands,
        "variation-stands",
        409,
        "The variation cannot be accepted",
        lambda error, _: why(
            "variation_reason",
            _(
                "The rules of this championship allow no larger difference from a WSOS weight than {limit}.",
                limit=error.limit,
            ),
            _("Send the workbook without a reason, and change it until the differences are no larger."),
        ),
    ),
)
