from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.access import holds
from competitions.api.deps import TheApp
from competitions.commands.publication import begin_publication
from competitions.domain.championship import Championship
from competitions.domain.refusal import Refusal
from competitions.pages.rendering import pages
from competitions.queries.championships import announced_championship, skills_of
from competitions.queries.progress import SkillProgress, championship_progress
from competitions.wiring import App
from shared.identity.principal import Forbidden, Principal
from shared.web.addresses import redirect
from shared.web.deps import Organiser, Visitor

router = APIRouter(prefix="/championships/{championship_id}", include_in_schema=False)


@router.get("")
async def championship(championship_id: UUID, request: Request, by: Visitor, app: TheApp) -> HTMLResponse:
    """Progress and publication for the organiser and the experts, the skills for everybody else."""
    return await _render(request, app, championship_id, by)


@router.post("/publication")
async def publish(championship_id: UUID, request: Request, by: Organiser, app: TheApp) -> Response:
    try:
        await begin_publication(app, championship_id, by)
    except Refusal as refusal:
        return await _render(request, app, championship_id, by, refusal)
    return redirect(f"/championships/{championship_id}")


async def _render(
    request: Request, app: App, championship_id: UUID, by: Principal | None, refusal: Refusal | None = None
) -> HTMLResponse:
    found, progress = await _look(app, championship_id, by)
    return pages.render(
        request,
        "championship.html",
        refusal=refusal,
        errors=(),
        principal=by,
        championship=found,
        is_held=holds(found, by),
        progress=progress,
        unsigned=[skill for skill in progress or () if skill.competitors and skill.signed_at is None],
        skills=await skills_of(app, championship_id),
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
    return await announced_championship(app, championship_id), None
