from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from competitions.access import held_organisation, holds
from competitions.api.deps import TheApp
from competitions.domain.championship import Championship
from competitions.domain.skill import Skill
from competitions.pages.rendering import pages
from competitions.wiring import App
from shared.identity.principal import Principal, Role
from shared.web.deps import Visitor
from shared.web.schemas import Cursor

router = APIRouter(include_in_schema=False)
SHOWN = 10


@router.get("/")
async def start(request: Request, by: Visitor, app: TheApp) -> HTMLResponse:
    """What somebody with this role can do here."""
    championships, _ = await app.championships.visible(held_organisation(by), limit=SHOWN, after=None)
    held = [one for one in championships if holds(one, by)]
    return pages.render(
        request,
        "start.html",
        principal=by,
        held=held,
        others=[one for one in championships if one not in held],
        skills=await _skills_of(app, by),
    )


@router.get("/championships")
async def championships(request: Request, by: Visitor, app: TheApp, cursor: Cursor = None) -> HTMLResponse:
    found, after = await app.championships.visible(held_organisation(by), limit=50, after=cursor)
    return pages.render(request, "championships.html", principal=by, championships=found, after=after, cursor=cursor)


async def _skills_of(app: App, by: Principal | None) -> list[tuple[Skill, Championship]]:
    """The skills on whose jury this person is."""
    if by is None or not by.has(Role.EXPERT):
        return []
    subject_id = await app.people.subject_of(by.account)
    skills = await app.skills.of_expert(subject_id) if subject_id else []
    return [(skill, await app.championships.get(skill.championship_id)) for skill in skills]
