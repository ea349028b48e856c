"""Days as people write them into a table."""

import re
from datetime import date, timedelta
from typing import Final

from shared.workbooks.writing import FIRST_DAY

WRITTEN: Final = (
    (re.compile(r"(\d{1,2})[./\-](\d{1,2})[./\-](\d{4})"), (3, 2, 1)),
    (re.compile(r"(\d{4})[./\-](\d{1,2})[./\-](\d{1,2})"), (1, 2, 3)),
)
SERIAL: Final = re.compile(r"[1-9]\d{4}")
"""A day as a number of days, where the column is no column of dates: from 1927 to 2173."""


def day_written(written: str) -> date | None:
    """None for what is no date. Raises ValueError for a day that no calendar has."""
    if SERIAL.fullmatch(written):
        return FIRST_DAY + timedelta(days=int(written))
    for form, places in WRITTEN:
        if found := form.fullmatch(written):
            year, month, day = (int(found[place]) for place in places)
            return date(year, month, day)
    return None
