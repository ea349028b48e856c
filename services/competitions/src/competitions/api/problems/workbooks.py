from collections.abc import Sequence

from competitions.workbook import WorkbookRefused
from shared.web.i18n import Gettext
from shared.web.problems import Explanation, ProblemType


def _cells(error: WorkbookRefused, text: Gettext) -> Sequence[Explanation]:
    return [
        Explanation(where=fault.where, message=text(fault.message, **fault.facts), fix=text(fault.fix, **fault.facts))
        for fault in error.faults
    ]


WORKBOOKS = (ProblemType(WorkbookRefused, "workbook-refused", 422, "The workbook cannot be imported", _cells),)
