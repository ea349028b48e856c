from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.api.juries.devices import DevicesIn
from competitions.commands.marking import start_marking
from competitions.commands.marks.devices import set_devices
from competitions.commands.sign_off import sign_sub_criteria
from competitions.domain.refusal import Refusal
from competitions.pages.rendering import pages
from competitions.queries.judged.signatures import signatures_of
from competitions.queries.marking import skill_marking, sub_criterion_sheets
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.deps import Expert, Insider
from shared.web.forms import Mistyped, body_of, read, typed_in

router = APIRouter(prefix="/skills/{skill_id}/marking", include_in_schema=False)


@router.get("")
async def marking(skill_id: UUID, request: Request, by: Insider, app: TheApp) -> HTMLResponse:
    """The sub-criteria of a skill: how far each is, and what is next."""
    return await render_skill(request, app, skill_id, by)


@router.post("")
async def start(skill_id: UUID, request: Request, by: Insider, app: TheApp) -> Response:
    """Lays out the sheets of those who have none yet."""
    try:
        await start_marking(app, skill_id, by)
    except Refusal as refusal:
        return await render_skill(request, app, skill_id, by, refusal)
    return redirect(f"/skills/{skill_id}/marking")


@router.get("/{code}")
async def sub_criterion(skill_id: UUID, code: str, request: Request, by: Insider, app: TheApp) -> HTMLResponse:
    """One sub-criterion: its competitors, and its sign-off."""
    return await _render(request, app, skill_id, code, by)


@router.post("/{code}/sign-off")
async def sign_off(skill_id: UUID, code: str, request: Request, by: Expert, app: TheApp) -> Response:
    try:
        await sign_sub_criteria(app, skill_id, [code], by)
    except Refusal as refusal:
        return await _render(request, app, skill_id, code, by, refusal)
    return redirect(f"/skills/{skill_id}/marking/{code}")


@router.post("/{code}/devices")
async def choose_devices(skill_id: UUID, code: str, request: Request, by: Insider, app: TheApp) -> Response:
    """One device that is passed round, or each expert's own."""
    try:
        chosen = read(DevicesIn, body_of(await typed_in(request), ("devices",)))
        await set_devices(app, skill_id, code, own=chosen.devices == "own", by=by)
    except (Refusal, Mistyped) as refusal:
        return await _render(request, app, skill_id, code, by, refusal)
    return redirect(f"/skills/{skill_id}/marking/{code}#devices")


async def render_skill(
    request: Request, app: App, skill_id: UUID, by: Principal, refusal: Refusal | None = None, typed: object = None
) -> HTMLResponse:
    """`typed`: what was sent by the form on it that is refused."""
    return pages.render(
        request,
        "marking.html",
        refusal=refusal,
        typed=typed,
        errors=(),
        principal=by,
        marking=await skill_marking(app, skill_id, by),
    )


async def _render(
    request: Request, app: App, skill_id: UUID, code: str, by: Principal, refusal: Exception | None = None
) -> HTMLResponse:
    marking, sub_criterion, rows = await sub_criterion_sheets(app, skill_id, code, by)
    return pages.render(
        request,
        "sub_criterion.html",
        refusal=refusal,
        errors=(),
        principal=by,
        marking=marking,
        sub_criterion=sub_criterion,
        signatures=await signatures_of(app, marking),
        rows=rows,
    )
