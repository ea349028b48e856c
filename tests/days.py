"""Days that stay ahead, and ages that stay what they are, whenever the tests run."""

from datetime import date
from typing import Final

NOW: Final = date.today().year  # noqa: DTZ011 - a calendar's year
AHEAD: Final = NOW + 1
"""The year after this: its spring is two months away at least."""


def of_age(years: int) -> str:
    """A birth date of somebody who is so old all the year through."""
    return f"{NOW - years}-01-01"
