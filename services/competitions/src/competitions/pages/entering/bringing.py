"""Entrants from a file, step by step: brought, looked at, kept, and taken back within the hour.

The organiser brings anybody, a school's coordinator the own people; whose page it is, a `Bringing` says.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.entering.headings import headings
from competitions.api.entering.rows import entrants
from competitions.api.problems.workbooks import every_cell
from competitions.commands.entering.checked_imports import check_import
from competitions.domain.championship import Championship
from competitions.domain.entering.imports import Import, ImportStage
from competitions.domain.refusal import Refusal, Unknown
from competitions.pages.entering.remarks import with_remarks
from competitions.pages.export import download
from competitions.pages.preparation.uploading import uploaded
from competitions.queries.entering.imports import Known, foreseen_rows, known_for_import, last_imports, read_import
from competitions.wiring import App
from competitions.workbook import WorkbookRefused
from competitions.workbook.apart import read_table_apart
from competitions.workbook.faults import MOST_FAULTS
from competitions.workbook.table import TableRow
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.forms import Mistyped
from shared.web.i18n import gettext_of, language
from shared.workbooks.writing import data_address, workbook

Command = Callable[[App, UUID, Principal], Awaitable[Import]]


@dataclass(frozen=True, slots=True)
class Bringing:
    championship_id: UUID
    entries: str
    """The address of the list to which one comes back; the import's is below it."""
    render: Callable[..., HTMLResponse]
    """With the request, the page's name and the championship, and what the page shows."""

    @property
    def at(self) -> str:
        return f"{self.entries}/import"

    def page(self, request: Request, name: str, championship: Championship, **shown: Any) -> HTMLResponse:
        return self.render(request, name, championship, at=self.at, entries=self.entries, **shown)


async def template_of(request: Request, app: App, championship_id: UUID, by: Principal) -> Response:
    """The headings alone, in the reader's language; a star marks what is needed. Who brings one school need not name it."""
    place = 0 if language(request) == "en" else 1
    known = await known_for_import(app, championship_id, by)
    asked = headings(known.groups, has_teams=known.has_teams, school=known.school)
    left_out = {"member"} - {*asked.needed}
    shown = {field: words[place] for field, words in asked.words.items() if field not in left_out}
    row = [word + ("*" if field in asked.needed else "") for field, word in shown.items()]
    return download("entrants", workbook("Sheet", [row], frozen_rows=1))


async def check(request: Request, app: App, bringing: Bringing, by: Principal) -> Response:
    """Nothing of it is there yet: what it comes to has an address of its own."""
    rows: Sequence[TableRow] = ()
    try:
        sent = await uploaded(request, "workbook")
        known = await known_for_import(app, bringing.championship_id, by)
        rows = await read_table_apart(sent.content)
        found = entrants(rows, known)
        made = await check_import(app, bringing.championship_id, uuid4(), found, by)
    except (Mistyped, Refusal) as refusal:
        return await bring(request, app, bringing, by, refusal, rows)
    return redirect(f"{bringing.at}/{made.id}")


async def bring(
    request: Request,
    app: App,
    bringing: Bringing,
    by: Principal,
    refusal: Exception | None = None,
    rows: Sequence[TableRow] = (),
) -> HTMLResponse:
    """`rows`: of the file that is refused. With the remarks they are in the page itself: nothing of them is kept here."""
    known, _ = await known_for_import(app, bringing.championship_id, by), gettext_of(request)
    faults = every_cell(refusal, _) if isinstance(refusal, WorkbookRefused) else ()
    heading = headings(known.groups, has_teams=known.has_teams, school=known.school).row_of(rows)
    file = await asyncio.to_thread(with_remarks, rows, heading, faults, _("What is wrong")) if heading else None
    return bringing.page(
        request,
        "entry_import",
        known.championship,
        faults=faults[:MOST_FAULTS],
        number=len(faults),
        remarks=data_address(file) if file else None,
        last=await _last(app, known, by),
        now=app.now(),
        refusal=refusal,
    )


async def _last(app: App, known: Known, by: Principal) -> Sequence[Import]:
    return await last_imports(app, known.championship.id, by.account if known.school else None)


async def do(
    request: Request, app: App, bringing: Bringing, import_id: UUID, by: Principal, command: Command
) -> Response:
    await _found(app, bringing, import_id, by)
    try:
        await command(app, import_id, by)
    except Refusal as refusal:
        return await one(request, app, bringing, import_id, by, refusal)
    return redirect(f"{bringing.at}/{import_id}")


async def one(
    request: Request,
    app: App,
    bringing: Bringing,
    import_id: UUID,
    by: Principal,
    refusal: Refusal | None = None,
) -> HTMLResponse:
    found, championship = await _found(app, bringing, import_id, by)
    rows = await foreseen_rows(app, found) if found.stage is ImportStage.CHECKED else ()
    return bringing.page(request, "entry_import_one", championship, found=found, rows=rows, refusal=refusal)


async def _found(app: App, bringing: Bringing, import_id: UUID, by: Principal) -> tuple[Import, Championship]:
    found, championship = await read_import(app, import_id, by)
    if championship.id != bringing.championship_id:
        raise Unknown("import", import_id)
    return found, championship
