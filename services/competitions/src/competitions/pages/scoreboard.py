from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from competitions.api.deps import TheApp
from competitions.domain.championship import UnderEmbargo
from competitions.pages.rendering import pages
from competitions.queries.championships import championship_under_embargo
from competitions.queries.entering.categories import groups_of
from competitions.queries.results import minimum_starters, scoreboard
from shared.web.deps import Visitor

router = APIRouter(include_in_schema=False)


@router.get("/championships/{championship_id}/scoreboard")
async def read_scoreboard(championship_id: UUID, request: Request, by: Visitor, app: TheApp) -> HTMLResponse:
    """Everybody's page. Before publication it says when to come back, and nothing else."""
    try:
        championship, skills = await scoreboard(app, championship_id)
    except UnderEmbargo as refusal:
        championship = await championship_under_embargo(app, championship_id, by)
        return pages.render(request, "embargo.html", refusal=refusal, principal=by, championship=championship)
    return pages.render(
        request,
        "scoreboard.html",
        principal=by,
        championship=championship,
        skills=skills,
        groups=groups_of(app, championship),
        minimum=minimum_starters(app, championship),
    )
