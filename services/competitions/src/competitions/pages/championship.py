from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from competitions.api.deps import TheApp
from competitions.domain.championship import Championship
from competitions.pages.preparation.checklist import render_checklist
from competitions.pages.rendering import pages
from competitions.pages.scheduling.shown import beginning, zone_of
from competitions.queries.championships import announced_championship, is_held_by
from competitions.queries.progress import SkillProgress, championship_progress
from competitions.queries.scheduling.schedules import planned
from competitions.wiring import App
from shared.identity.principal import Forbidden, Principal
from shared.web.deps import Visitor

router = APIRouter(prefix="/championships/{championship_id}", include_in_schema=False)


@router.get("")
async def championship(championship_id: UUID, request: Request, by: Visitor, app: TheApp) -> Response:
    """For the organiser what is to be done until publication, for its experts the progress, the skills for everybody else."""
    if by is not None and await is_held_by(app, championship_id, by):
        return await render_checklist(request, app, championship_id, by)
    found, progress = await _look(app, championship_id, by)
    plan = await planned(app, found)
    return pages.render(
        request,
        "championship.html",
        errors=(),
        principal=by,
        championship=found,
        progress=progress,
        unsigned=[skill for skill in progress or () if skill.competitors and skill.signed_at is None],
        skills=plan.held,
        schedule=beginning(request, plan),
        zone=zone_of(request, plan),
    )


async def _look(
    app: App, championship_id: UUID, by: Principal | None
) -> tuple[Championship, list[SkillProgress] | None]:
    """None instead of the progress for those whom it does not concern."""
    if by is not None:
        try:
            return await championship_progress(app, championship_id, by)
        except Forbidden:
            pass
    return await announced_championship(app, championship_id, by), None
