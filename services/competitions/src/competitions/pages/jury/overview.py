"""`/championships/{id}/jury`: the experts by skill, and what is lacking."""

from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from competitions.api.deps import TheApp
from competitions.pages.preparation.frame import render
from competitions.queries.jury import juries
from shared.web.deps import Organiser

router = APIRouter(prefix="/championships/{championship_id}/jury", include_in_schema=False)


@router.get("")
async def show(championship_id: UUID, request: Request, by: Organiser, app: TheApp) -> HTMLResponse:
    championship, found = await juries(app, championship_id, by)
    return render(request, "jury", championship, by, juries=found)
