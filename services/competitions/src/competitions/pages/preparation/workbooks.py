"""A skill's marking scheme as CIS writes it, and the same with all marks and who gave them."""

import asyncio
from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from competitions.api.deps import TheApp
from competitions.pages.export import download
from competitions.pages.papers.answers import words_of
from competitions.papers.marks import mark_rows
from competitions.queries.papers.forms import Kind, skill_forms
from competitions.queries.schemes import read_scheme
from competitions.workbook.exporting import scheme_sheets
from shared.web.deps import Insider
from shared.web.i18n import gettext_of
from shared.workbooks.writing import Sheet, book

router = APIRouter(prefix="/skills/{skill_id}", include_in_schema=False)


@router.get("/scheme.xlsx")
async def scheme(skill_id: UUID, by: Insider, app: TheApp) -> Response:
    """Imported anywhere, it is the same scheme."""
    found = await read_scheme(app, skill_id, by)
    return download(f"scheme-{skill_id}", await asyncio.to_thread(lambda: book(scheme_sheets(found.scheme))))


@router.get("/marks.xlsx")
async def marks(skill_id: UUID, request: Request, by: Insider, app: TheApp) -> Response:
    """With a sheet of its own for what was marked, which an import does not look at."""
    found = await read_scheme(app, skill_id, by)
    forms = await skill_forms(app, skill_id, Kind.FILLED, by)
    words, title = words_of(request, app), gettext_of(request)("Marks")

    def made() -> bytes:
        return book([*scheme_sheets(found.scheme), Sheet(title, mark_rows(forms, words), frozen_rows=1)])

    return download(f"marks-{skill_id}", await asyncio.to_thread(made))
