from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import Expert, Insider, TheApp
from competitions.commands.marking import start_marking
from competitions.commands.sign_off import sign_sub_criterion
from competitions.domain.refusal import Refusal
from competitions.pages.rendering import explained, pages, status_of
from competitions.queries.marking import form_sheets, skill_marking
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect

router = APIRouter(prefix="/skills/{skill_id}/marking", include_in_schema=False)


@router.get("")
async def marking(skill_id: UUID, request: Request, by: Insider, app: TheApp) -> HTMLResponse:
    """The sub-criteria of a skill: how far each is, and what is next."""
    return await _render_skill(request, app, skill_id, by)


@router.post("")
async def start(skill_id: UUID, request: Request, by: Insider, app: TheApp) -> Response:
    """Lays out the forms of those who have none yet."""
    try:
        await start_marking(app, skill_id, by)
    except Refusal as refusal:
        return await _render_skill(request, app, skill_id, by, refusal)
    return redirect(f"/skills/{skill_id}/marking")


@router.get("/{code}")
async def form(skill_id: UUID, code: str, request: Request, by: Insider, app: TheApp) -> HTMLResponse:
    """One sub-criterion: its competitors, and its sign-off."""
    return await _render(request, app, skill_id, code, by)


@router.post("/{code}/sign-off")
async def sign_off(skill_id: UUID, code: str, request: Request, by: Expert, app: TheApp) -> Response:
    try:
        await sign_sub_criterion(app, skill_id, code, by)
    except Refusal as refusal:
        return await _render(request, app, skill_id, code, by, refusal)
    return redirect(f"/skills/{skill_id}/marking/{code}")


async def _render_skill(
    request: Request, app: App, skill_id: UUID, by: Principal, refusal: Refusal | None = None
) -> HTMLResponse:
    return pages.render(
        request,
        "marking.html",
        status_code=status_of(refusal) if refusal else 200,
        principal=by,
        marking=await skill_marking(app, skill_id, by),
        errors=explained(request, refusal) if refusal else [],
    )


async def _render(
    request: Request, app: App, skill_id: UUID, code: str, by: Principal, refusal: Refusal | None = None
) -> HTMLResponse:
    found, form, rows = await form_sheets(app, skill_id, code, by)
    return pages.render(
        request,
        "form.html",
        status_code=status_of(refusal) if refusal else 200,
        principal=by,
        marking=found,
        form=form,
        rows=rows,
        errors=explained(request, refusal) if refusal else [],
    )
