"""`/championships/{id}/schedule`: for its organiser the list that is edited, for everybody else what is announced."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from competitions.api.deps import TheApp
from competitions.pages.preparation.frame import render
from competitions.pages.rendering import pages
from competitions.pages.scheduling.shown import days, overlaps, skills, zone_of
from competitions.queries.championships import is_held_by
from competitions.queries.scheduling.schedules import public_schedule
from shared.web.deps import Visitor

router = APIRouter(prefix="/championships/{championship_id}", include_in_schema=False)


@router.get("/schedule")
async def show(championship_id: UUID, request: Request, by: Visitor, app: TheApp) -> HTMLResponse:
    found = await public_schedule(app, championship_id, by)
    is_by_skill = request.query_params.get("by") == "skill"
    shown: dict[str, Any] = {
        "found": found,
        "groups": skills(request, found) if is_by_skill else days(request, found),
        "is_by_skill": is_by_skill,
        "zone": zone_of(request, found),
    }
    if by is not None and await is_held_by(app, championship_id, by):
        clashes = found.overlaps
        shown |= {"overlaps": overlaps(request, found, clashes), "overlap_count": clashes.count}
        is_saved = "saved" in request.query_params
        return render(request, "schedule", found.championship, by, is_saved=is_saved, **shown)
    return pages.render(
        request, "scheduling/schedule.html", principal=by, errors=(), championship=found.championship, **shown
    )
