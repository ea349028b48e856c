"""Skills from a file: all that is wrong is said by cell, and nothing is taken by half."""

from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.api.problems.workbooks import cells
from competitions.api.skill_rows import planned_rows
from competitions.commands.skill_import import ImportedSkills, import_skills
from competitions.domain.refusal import Refusal
from competitions.pages.preparation.frame import render
from competitions.pages.preparation.uploading import uploaded
from competitions.queries.championships import edited_plan
from competitions.wiring import App
from competitions.workbook import WorkbookRefused
from competitions.workbook.apart import read_table_apart
from shared.identity.principal import Principal
from shared.web.deps import Organiser
from shared.web.forms import Mistyped
from shared.web.i18n import gettext_of

router = APIRouter(prefix="/championships/{championship_id}/skills/import", include_in_schema=False)


@router.get("")
async def show(championship_id: UUID, request: Request, by: Organiser, app: TheApp) -> HTMLResponse:
    return await _render(request, app, championship_id, by)


@router.post("")
async def bring(championship_id: UUID, request: Request, by: Organiser, app: TheApp) -> Response:
    """A repeat adds nothing, so that the answer to it may be the page with what has happened."""
    await edited_plan(app, championship_id, by)
    try:
        sent = await uploaded(request, "workbook")
        rows = planned_rows(await read_table_apart(sent.content))
        imported = await import_skills(app, championship_id, rows, by)
    except (Mistyped, Refusal) as refusal:
        return await _render(request, app, championship_id, by, refusal=refusal)
    return await _render(request, app, championship_id, by, imported=imported)


async def _render(
    request: Request,
    app: App,
    championship_id: UUID,
    by: Principal,
    refusal: Exception | None = None,
    imported: ImportedSkills | None = None,
) -> HTMLResponse:
    found = await edited_plan(app, championship_id, by)
    faults = cells(refusal, gettext_of(request)) if isinstance(refusal, WorkbookRefused) else ()
    return render(request, "skill_import", found.championship, by, faults=faults, imported=imported, refusal=refusal)
