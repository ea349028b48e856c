"""A device's clock is told, and decides nothing."""

from dataclasses import replace
from datetime import datetime

from competitions.domain.mark import Record, Repeated
from competitions.domain.sheet import Sheet


def by_device(
    sheet: Sheet, happened: Record | Repeated, entered_at: datetime | None
) -> tuple[Sheet, Record | Repeated]:
    """The newest record of the sheet with the time that the device said. What stood there already keeps its own."""
    if entered_at is None or isinstance(happened, Repeated):
        return sheet, happened
    timed = replace(happened, entered_at=entered_at)
    return replace(sheet, history=(*sheet.history[:-1], timed)), timed
