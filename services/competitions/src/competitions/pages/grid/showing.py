import json
from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from competitions.api.deps import TheApp
from competitions.domain.judgement import HIGHEST, JUDGES
from competitions.pages.grid.given import embedded, given
from competitions.pages.rendering import pages
from competitions.queries.marking import sub_criterion_grid
from shared.web.deps import Insider
from shared.web.i18n import gettext_of

router = APIRouter(prefix="/skills/{skill_id}/marking/{code}/grid", include_in_schema=False)


@router.get("")
async def grid(skill_id: UUID, code: str, request: Request, by: Insider, app: TheApp) -> HTMLResponse:
    """All competitors and all aspects of one sub-criterion: looked at, and marked where this expert may."""
    found = await sub_criterion_grid(app, skill_id, code, by)
    return pages.render(
        request,
        "grid.html",
        principal=by,
        marking=found.marking,
        sub_criterion=found.sub_criterion,
        judges=range(JUDGES),
        scores=range(HIGHEST + 1),
        names=json.dumps({str(id): name for id, name in found.names.items()}),
        given=embedded(given(found, gettext_of(request))),
        headers={"cache-control": "no-store"},  # Going back must not show the grid as it was before its marks.
    )
