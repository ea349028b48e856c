"""The register, or what was found in it, as rows of the issuer's columns."""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Final
from uuid import UUID

from certificates.documents.exported import Row, cells, spoilt_cells
from certificates.domain.blanks.record import Sheets
from certificates.domain.certificate import RegisterEntry
from certificates.domain.columns import Column, TooManyForWorkbook
from certificates.domain.standing import Sought
from certificates.queries.blanks import count_spoilt, sheets_of
from certificates.wiring import App
from shared.web.i18n import Gettext
from shared.workbooks.writing import Cell

MOST_IN_WORKBOOK: Final = 20_000
"""A workbook is made in memory, some 50 MB then; CSV goes row by row."""
AT_ONCE: Final = 500


async def exported(
    app: App, organisation: str, sought: Sought, columns: Sequence[Column], _: Gettext
) -> AsyncIterator[Sequence[Cell]]:
    """By number, and behind them spoilt blanks by day."""
    part: list[RegisterEntry] = []
    async for entry in app.certificates.exported(organisation, sought):
        part.append(entry)
        if len(part) == AT_ONCE:
            for row in await _rows(app, part, columns, _):
                yield row
            part = []
    for row in await _rows(app, part, columns, _):
        yield row
    if sought.has_blanks:
        async for record in app.blanks.spoilt(organisation, sought):
            yield spoilt_cells(record, columns, _)


async def check_for_workbook(app: App, organisation: str, sought: Sought) -> None:
    """Raises TooManyForWorkbook."""
    count = await app.certificates.count_sought(organisation, sought)
    count += await count_spoilt(app, organisation, sought)
    if count > MOST_IN_WORKBOOK:
        raise TooManyForWorkbook(count, MOST_IN_WORKBOOK)


async def _rows(app: App, part: Sequence[RegisterEntry], columns: Sequence[Column], _: Gettext) -> list[Sequence[Cell]]:
    others = [id_ for one in part for id_ in (one.newer, one.reissued.older if one.reissued else None) if id_]
    known: Mapping[UUID, tuple[str, bool]] = await app.certificates.named_by(others)
    sheets = await sheets_of(app, [one.id for one in part])
    return [cells(Row(one, known, app.day, sheets.get(one.id, Sheets())), columns, _) for one in part]
