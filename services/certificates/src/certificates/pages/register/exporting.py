"""The register as a table in the issuer's columns, and which these are."""

from collections.abc import AsyncIterator, Sequence
from typing import Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from certificates.access import check_officer
from certificates.api.deps import TheApp
from certificates.api.register.entries import csv_line
from certificates.commands.columns import choose_columns
from certificates.documents.exported import titles
from certificates.domain.columns import READY, Column, Field, NoColumns, TooManyForWorkbook
from certificates.pages.register.looking import looked_through
from certificates.pages.register.sought import said_in, sought_of
from certificates.pages.register.tables import spreadsheet
from certificates.pages.render import pages
from certificates.queries.certificates import read_issuer
from certificates.queries.columns import read_columns
from certificates.queries.exporting import check_for_workbook, exported
from certificates.wiring import App
from shared import text
from shared.identity.principal import Principal
from shared.text import UnreadableCharacter
from shared.web.addresses import redirect
from shared.web.deps import Officer
from shared.web.forms import Typed, field_of, typed_in, whole
from shared.web.i18n import Gettext, gettext_of
from shared.workbooks.writing import Cell

router = APIRouter(prefix="/issuers/{organisation}/register", include_in_schema=False)
LONGEST_TITLE: Final = 200


@router.get("/export.csv")
async def as_csv(organisation: str, request: Request, officer: Officer, app: TheApp) -> Response:
    """What the address looks for, row by row."""
    check_officer(officer, organisation)
    _ = gettext_of(request)
    columns = (await read_columns(app, organisation)).columns
    sought = await sought_of(app, organisation, said_in(request.query_params), officer)
    rows = exported(app, organisation, sought, columns, _)
    headers = {
        "content-disposition": f'attachment; filename="register-{sought.year}.csv"',
        "cache-control": "private, no-store",
    }
    lines = _lines(_headings(columns, _), rows)
    return StreamingResponse(lines, media_type="text/csv; charset=utf-8", headers=headers)


@router.get("/export.xlsx")
async def as_workbook(organisation: str, request: Request, officer: Officer, app: TheApp) -> Response:
    check_officer(officer, organisation)
    _, said = gettext_of(request), said_in(request.query_params)
    columns = (await read_columns(app, organisation)).columns
    sought = await sought_of(app, organisation, said, officer)
    try:
        await check_for_workbook(app, organisation, sought)
    except TooManyForWorkbook as refusal:
        return await looked_through(request, app, officer, said, refusal=refusal)
    rows = [row async for row in exported(app, organisation, sought, columns, _)]
    return await spreadsheet(f"register-{sought.year}", [_headings(columns, _), *rows])


@router.get("/columns")
async def ask(organisation: str, request: Request, officer: Officer, app: TheApp) -> Response:
    check_officer(officer, organisation)
    return await _form(request, app, officer)


@router.post("/columns")
async def choose(organisation: str, request: Request, officer: Officer, app: TheApp) -> Response:
    """Fields `place-<field>` say in which order, `title-<field>` what it is called; or `ready` names a mapping."""
    check_officer(officer, organisation)
    typed = await typed_in(request)
    ready = READY.get(typed.get("ready", ""))
    try:
        await choose_columns(app, organisation, ready or _columns(typed), by=officer.account)
    except NoColumns as refusal:
        return await _form(request, app, officer, typed, refusal)
    return redirect(f"/issuers/{organisation}/register/columns?saved")


def _columns(typed: Typed) -> tuple[Column, ...]:
    """By their places; what has none is left out."""
    placed = sorted((place, field) for field in Field if (place := whole(typed.get(f"place-{field}", "").strip())))
    return tuple(Column(field, _title(typed.get(f"title-{field}", ""))) for _place, field in placed)


def _title(written: str) -> str | None:
    """Without signs that nobody sees."""
    try:
        return text.line(written)[:LONGEST_TITLE] or None
    except UnreadableCharacter:
        return None


def _headings(columns: Sequence[Column], _: Gettext) -> list[str]:
    names = titles(_)
    return [column.title or names[column.field] for column in columns]


async def _lines(headings: Sequence[str], rows: AsyncIterator[Sequence[Cell]]) -> AsyncIterator[str]:
    yield "\ufeff" + csv_line(headings)
    async for row in rows:
        yield csv_line("" if cell is None else cell for cell in row)


async def _form(
    request: Request, app: App, officer: Principal, typed: Typed | None = None, refusal: Exception | None = None
) -> Response:
    organisation, _ = request.path_params["organisation"], gettext_of(request)
    chosen = (await read_columns(app, organisation)).columns
    saved = {
        **{f"place-{one.field}": str(place) for place, one in enumerate(chosen, 1)},
        **{f"title-{one.field}": one.title or "" for one in chosen},
    }
    return pages.render(
        request,
        "register/columns.html",
        refusal=refusal,
        fields=field_of,
        principal=officer,
        errors=(),
        issuer=await read_issuer(app, organisation),
        typed=saved if typed is None else typed,
        titles=titles(_),
        saved="saved" in request.query_params,
    )
