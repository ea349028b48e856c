import json
from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from competitions.api.deps import TheApp
from competitions.domain.judgement import HIGHEST, JUDGES
from competitions.pages.grid.given import embedded, given
from competitions.pages.rendering import pages
from competitions.queries.marking import judges_names, sub_criterion_sheets
from shared.web.deps import Insider
from shared.web.i18n import gettext_of

router = APIRouter(prefix="/skills/{skill_id}/marking/{code}/grid", include_in_schema=False)


@router.get("")
async def grid(skill_id: UUID, code: str, request: Request, by: Insider, app: TheApp) -> HTMLResponse:
    """All competitors and all aspects of one sub-criterion: looked at, and marked where this expert may."""
    marking, sub_criterion, rows = await sub_criterion_sheets(app, skill_id, code, by)
    _ = gettext_of(request)
    own_devices = code in marking.skill.own_devices
    judges = [_("Expert {n}", n=number) for number in range(1, JUDGES + 1)]
    names = await judges_names(app, marking.skill, [row.sheet for row in rows])
    return pages.render(
        request,
        "grid.html",
        principal=by,
        marking=marking,
        sub_criterion=sub_criterion.definition,
        judges=judges,
        names=json.dumps({str(id): name for id, name in names.items()}),
        scores=range(HIGHEST + 1),
        own_devices=own_devices,
        eyes=max((row.sheet.confirmed_by for row in rows), default=1),
        given=embedded(
            given(marking.expert, sub_criterion.definition, rows, judges, names, _, own_devices=own_devices)
        ),
        headers={"cache-control": "no-store"},  # Going back must not show the grid as it was before its marks.
    )
