"""Entrants from a file: brought, looked at, kept, and taken back within the hour."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from uuid import UUID, uuid4

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.api.entering.rows import entrants, headings
from competitions.api.problems.workbooks import every_cell
from competitions.commands.entering import imports as commands
from competitions.commands.entering.checked_imports import check_import
from competitions.domain.championship import Championship
from competitions.domain.entering.imports import Import, ImportStage
from competitions.domain.refusal import Refusal, Unknown
from competitions.pages.entering.remarks import with_remarks
from competitions.pages.export import data_address, download
from competitions.pages.held import HolderOfChampionship
from competitions.pages.preparation.frame import render
from competitions.pages.preparation.uploading import uploaded
from competitions.queries.entering.entries import choices
from competitions.queries.entering.imports import foreseen_rows, known_for_import, last_imports, read_import
from competitions.wiring import App
from competitions.workbook import WorkbookRefused
from competitions.workbook.apart import read_table_apart
from competitions.workbook.faults import MOST_FAULTS
from competitions.workbook.spreadsheet.writing import workbook
from competitions.workbook.table import TableRow
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.forms import Mistyped
from shared.web.i18n import gettext_of, language

router = APIRouter(prefix="/championships/{championship_id}/entries/import", include_in_schema=False)
Command = Callable[[App, UUID, Principal], Awaitable[Import]]


@router.get("")
async def show(championship_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp) -> HTMLResponse:
    return await _bring(request, app, championship_id, by)


@router.get("/template.xlsx")
async def template(championship_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp) -> Response:
    """The headings alone, in the reader's language; a star marks what is needed."""
    place = 0 if language(request) == "en" else 1
    known = await known_for_import(app, championship_id, by)
    asked = headings(known.groups, has_teams=known.has_teams)
    row = [words[place] + ("*" if field in asked.needed else "") for field, words in asked.words.items()]
    return download("entrants", workbook("Sheet", [row], frozen_rows=1))


@router.post("")
async def check(championship_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp) -> Response:
    """Nothing of it is there yet: what it comes to has an address of its own."""
    rows: Sequence[TableRow] = ()
    try:
        sent = await uploaded(request, "workbook")
        known = await known_for_import(app, championship_id, by)
        rows = await read_table_apart(sent.content)
        found = entrants(rows, known)
        made = await check_import(app, championship_id, uuid4(), found, by)
    except (Mistyped, Refusal) as refusal:
        return await _bring(request, app, championship_id, by, refusal, rows)
    return redirect(f"/championships/{championship_id}/entries/import/{made.id}")


@router.get("/{import_id}")
async def one(
    championship_id: UUID, import_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp
) -> HTMLResponse:
    return await _one(request, app, championship_id, import_id, by)


@router.post("/{import_id}/keeping")
async def keep(
    championship_id: UUID, import_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp
) -> Response:
    return await _do(request, app, championship_id, import_id, by, commands.keep_import)


@router.post("/{import_id}/telling")
async def tell(
    championship_id: UUID, import_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp
) -> Response:
    return await _do(request, app, championship_id, import_id, by, commands.tell_import)


@router.post("/{import_id}/undoing")
async def undo(
    championship_id: UUID, import_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp
) -> Response:
    return await _do(request, app, championship_id, import_id, by, commands.undo_import)


async def _do(
    request: Request, app: App, championship_id: UUID, import_id: UUID, by: Principal, command: Command
) -> Response:
    await _found(app, championship_id, import_id, by)
    try:
        await command(app, import_id, by)
    except Refusal as refusal:
        return await _one(request, app, championship_id, import_id, by, refusal)
    return redirect(f"/championships/{championship_id}/entries/import/{import_id}")


async def _bring(
    request: Request,
    app: App,
    championship_id: UUID,
    by: Principal,
    refusal: Exception | None = None,
    rows: Sequence[TableRow] = (),
) -> HTMLResponse:
    """`rows`: of the file that is refused. With the remarks they are in the page itself: nothing of them is kept here."""
    among, _ = await choices(app, championship_id, by), gettext_of(request)
    faults = every_cell(refusal, _) if isinstance(refusal, WorkbookRefused) else ()
    has_teams = any(skill.team_size > 1 for skill in among.skills)
    heading = headings(among.groups, has_teams=has_teams).row_of(rows)
    file = await asyncio.to_thread(with_remarks, rows, heading, faults, _("What is wrong")) if heading else None
    return render(
        request,
        "entry_import",
        among.championship,
        by,
        faults=faults[:MOST_FAULTS],
        number=len(faults),
        remarks=data_address(file) if file else None,
        last=await last_imports(app, championship_id),
        at=app.now(),
        refusal=refusal,
    )


async def _found(app: App, championship_id: UUID, import_id: UUID, by: Principal) -> tuple[Import, Championship]:
    found, championship = await read_import(app, import_id, by)
    if championship.id != championship_id:
        raise Unknown("import", import_id)
    return found, championship


async def _one(
    request: Request,
    app: App,
    championship_id: UUID,
    import_id: UUID,
    by: Principal,
    refusal: Refusal | None = None,
) -> HTMLResponse:
    found, championship = await _found(app, championship_id, import_id, by)
    rows = await foreseen_rows(app, found) if found.stage is ImportStage.CHECKED else ()
    return render(request, "entry_import_one", championship, by, found=found, rows=rows, refusal=refusal)
