"""Days as people write them into a table."""

import re
from datetime import date, timedelta
from typing import Final

from competitions.workbook.faults import _
from shared.workbooks.writing import FIRST_DAY

WRITTEN: Final = (
    (re.compile(r"(\d{1,2})[./\-](\d{1,2})[./\-](\d{4})"), (3, 2, 1)),
    (re.compile(r"(\d{4})[./\-](\d{1,2})[./\-](\d{1,2})"), (1, 2, 3)),
)
SERIAL: Final = re.compile(r"[1-9]\d{4}")
"""A day as a number of days, where the column is no column of dates: from 1927 to 2173."""


WRITE: Final = _("Write it as 14.03.2008.")
NO_DATE: Final = _("It is not a date."), WRITE
NO_SUCH_DAY: Final = _("There is no such day."), WRITE


class NoDay(Exception):
    """`message` and `fix` are msgids."""

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix


def day_written(written: str) -> date:
    """Raises NoDay."""
    if SERIAL.fullmatch(written):
        return FIRST_DAY + timedelta(days=int(written))
    for form, places in WRITTEN:
        if found := form.fullmatch(written):
            year, month, day = (int(found[place]) for place in places)
            try:
                return date(year, month, day)
            except ValueError:  # that no calendar has
                raise NoDay(*NO_SUCH_DAY) from None
    raise NoDay(*NO_DATE)
