"""What is to be another in many entries comes by a table: a template, the file, and then the act to look at."""

import asyncio
from collections.abc import Sequence
from typing import Annotated, Final
from uuid import UUID, uuid4

from fastapi import APIRouter, File, Form, Request, Response, UploadFile

from certificates.access import check_officer
from certificates.api.deps import TheApp
from certificates.commands.acts.tables import draft_table
from certificates.domain.acts.act import Doing, NothingChosen, TooManyEntries
from certificates.domain.acts.faults import BadTable, TableFault
from certificates.pages.register.words import doings
from certificates.pages.render import pages
from certificates.queries.certificates import read_issuer
from certificates.tables.cells import MOST_BYTES
from certificates.tables.columns import OF, headings
from certificates.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.deps import Officer
from shared.web.forms import field_of
from shared.web.i18n import gettext_of
from shared.workbooks.writing import XLSX, Cell, workbook

router = APIRouter(prefix="/issuers/{organisation}/register/tables", include_in_schema=False)
BY_TABLE: Final = {one.value: one for one in OF}


@router.get("")
async def ask(organisation: str, request: Request, officer: Officer, app: TheApp) -> Response:
    check_officer(officer, organisation)
    return await _form(request, app, officer)


@router.get("/{what}.xlsx")
async def template(organisation: str, what: str, request: Request, officer: Officer) -> Response:
    """The headings, and nothing below them."""
    check_officer(officer, organisation)
    return await spreadsheet(f"{what}-template", [headings(BY_TABLE.get(what, Doing.REISSUE), gettext_of(request))])


@router.post("")
async def bring(
    organisation: str,
    request: Request,
    officer: Officer,
    app: TheApp,
    what: Annotated[str, Form(max_length=20)] = "reissue",
    once: Annotated[UUID | None, Form()] = None,
    file: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """Nothing is done before it was looked at."""
    check_officer(officer, organisation)
    try:
        content = await _content(file)
        doing = BY_TABLE.get(what, Doing.REISSUE)
        act = await draft_table(app, once or uuid4(), organisation, doing, content, by=officer.account)
    except (BadTable, NothingChosen, TooManyEntries) as refusal:
        return await _form(request, app, officer, what, refusal)
    return redirect(f"/issuers/{organisation}/register/acts/{act.id}")


async def _content(file: UploadFile | None) -> bytes:
    """Raises BadTable where none was chosen."""
    if file is None or not file.filename:
        raise BadTable(TableFault.NONE)
    return await file.read(MOST_BYTES + 1)


async def spreadsheet(name: str, rows: Sequence[Sequence[Cell]]) -> Response:
    headers = {"cache-control": "private, no-store", "content-disposition": f'attachment; filename="{name}.xlsx"'}
    content = await asyncio.to_thread(workbook, "Sheet", rows, 1)
    return Response(content, media_type=XLSX, headers=headers)


async def _form(
    request: Request, app: App, officer: Principal, what: str = "reissue", refusal: Exception | None = None
) -> Response:
    _ = gettext_of(request)
    return pages.render(
        request,
        "register/tables.html",
        refusal=refusal,
        fields=field_of,
        principal=officer,
        errors=(),
        issuer=await read_issuer(app, request.path_params["organisation"]),
        typed={"what": what},
        once=uuid4(),
        kinds=[(one.value, doings(_)[one]) for one in OF],
    )
