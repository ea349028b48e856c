"""Two commands that many people hear of: the announcement, and the end of entries. Each says before what follows."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.commands.championships import announce, close_entries, reopen_entries
from competitions.commands.entering.regrouping import tell_groups
from competitions.domain.championship import Championship
from competitions.domain.refusal import Refusal
from competitions.pages.preparation.frame import render
from competitions.queries.checklist import preparation
from competitions.queries.entering.regrouping import regrouping_of
from competitions.queries.short_groups import NOTHING_SHORT, entered_groups
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import own, redirect
from shared.web.deps import Organiser

router = APIRouter(prefix="/championships/{championship_id}", include_in_schema=False)


@router.get("/announce")
async def show_announcement(championship_id: UUID, request: Request, by: Organiser, app: TheApp) -> HTMLResponse:
    return await _render(request, app, "announce", championship_id, by)


@router.post("/announce")
async def make_announcement(championship_id: UUID, request: Request, by: Organiser, app: TheApp) -> Response:
    return await _done(request, app, "announce", championship_id, by, announce)


@router.get("/close")
async def show_closing(championship_id: UUID, request: Request, by: Organiser, app: TheApp) -> HTMLResponse:
    return await _render(request, app, "close", championship_id, by)


@router.post("/close")
async def close(championship_id: UUID, request: Request, by: Organiser, app: TheApp) -> Response:
    return await _done(request, app, "close", championship_id, by, close_entries)


@router.post("/close/letters")
async def tell(championship_id: UUID, request: Request, by: Organiser, app: TheApp) -> Response:
    return await _done(request, app, "close", championship_id, by, tell_groups)


@router.post("/close/end")
async def reopen(championship_id: UUID, request: Request, by: Organiser, app: TheApp) -> Response:
    return await _done(request, app, "close", championship_id, by, reopen_entries)


async def _done(
    request: Request,
    app: App,
    name: str,
    championship_id: UUID,
    by: Principal,
    act: Callable[[App, UUID, Principal], Awaitable[Championship]],
) -> Response:
    try:
        await act(app, championship_id, by)
    except Refusal as refusal:
        return await _render(request, app, name, championship_id, by, refusal)
    return redirect(f"/championships/{championship_id}/{name}")


async def _render(
    request: Request, app: App, name: str, championship_id: UUID, by: Principal, refusal: Refusal | None = None
) -> HTMLResponse:
    found = await preparation(app, championship_id, by)
    address = app.settings.public_url + own(f"/championships/{championship_id}")
    grouped = await entered_groups(app, found.championship) if name == "close" else NOTHING_SHORT
    regrouped = await regrouping_of(app, found.championship, grouped)
    return render(
        request, name, found.championship, by, found=found, refusal=refusal, address=address, regrouped=regrouped
    )
