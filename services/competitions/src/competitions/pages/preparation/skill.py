"""`/skills/{id}`: who is entered. Experts, marking and sign-off are pages of their own beside it."""

from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from competitions.api.deps import TheApp
from competitions.pages.preparation.frame import render, skill_tabs
from competitions.queries.skill_pages import entrants
from shared.web.addresses import opens
from shared.web.deps import Organiser

router = APIRouter(prefix="/skills/{skill_id}", include_in_schema=False)


@router.get("")
async def show_entrants(skill_id: UUID, request: Request, by: Organiser, app: TheApp) -> HTMLResponse:
    row, championship, entered = await entrants(app, skill_id, by)
    tabs = skill_tabs(request, row.skill)
    where = f"/championships/{championship.id}/entries"
    return render(
        request,
        "entrants",
        championship,
        by,
        tabs=tabs,
        skill=row.skill,
        row=row,
        entered=entered,
        entries_at=where if opens(request, where) else None,
    )
