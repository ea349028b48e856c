"""`/skills/{id}/judges`: how the experts judge beside each other, for whoever leads the jury, and for each expert their own."""

from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from competitions.api.deps import TheApp
from competitions.pages.rendering import pages
from competitions.queries.judged.figures import judge_figures
from shared.web.deps import Expert

router = APIRouter(prefix="/skills/{skill_id}/judges", include_in_schema=False)


@router.get("")
async def show(skill_id: UUID, request: Request, by: Expert, app: TheApp) -> HTMLResponse:
    found = await judge_figures(app, skill_id, by)
    return pages.render(
        request,
        "judges.html",
        principal=by,
        found=found,
        marking=found.marking,
        headers={"cache-control": "no-store"},
    )
