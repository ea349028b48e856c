"""`/championships/{id}/check-in`: who arrives is found by name or by the code, and marked, on a phone at the door."""

from collections.abc import Coroutine
from typing import Annotated, Any
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.access import holds
from competitions.api.deps import TheApp
from competitions.commands.arrivals import check_in, check_out
from competitions.commands.needs.companions import check_in_companion, check_out_companion
from competitions.domain.refusal import Refusal
from competitions.pages.held import AtDesk
from competitions.pages.people.listing import Found
from competitions.pages.preparation.frame import render
from competitions.pages.rendering import seal_search, searched
from competitions.queries.entering.desk import desk
from competitions.queries.registrations import must_be_entered_in
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.lists.listing import LONGEST_SEARCH

router = APIRouter(prefix="/championships/{championship_id}/check-in", include_in_schema=False)
Arriving = Annotated[UUID, Form()]
Coming = Annotated[str, Form(max_length=20)]
"""The code of a companion's pass."""


@router.get("")
async def show(
    championship_id: UUID,
    request: Request,
    by: AtDesk,
    app: TheApp,
    found: Found = None,
    entry: UUID | None = None,
) -> HTMLResponse:
    """Nobody before somebody is searched for, or a code is opened: the phone lies open on a table."""
    return await _page(request, app, championship_id, by, found, entry)


@router.post("/search")
async def search(
    championship_id: UUID,
    request: Request,
    by: AtDesk,
    text: Annotated[str, Form(max_length=LONGEST_SEARCH)] = "",
) -> Response:
    home = f"/championships/{championship_id}/check-in"
    return redirect(f"{home}?found={seal_search(request, text, by)}" if text.strip() else home)


@router.post("")
async def arrive(
    championship_id: UUID,
    request: Request,
    by: AtDesk,
    app: TheApp,
    registration: Arriving,
    found: Found = None,
    entry: UUID | None = None,
) -> Response:
    try:
        await must_be_entered_in(app, championship_id, registration)
        await check_in(app, registration, by)
    except Refusal as refusal:
        return await _page(request, app, championship_id, by, found, entry, refusal)
    return _again(championship_id, found, entry)


@router.post("/end")
async def leave(
    championship_id: UUID,
    request: Request,
    by: AtDesk,
    app: TheApp,
    registration: Arriving,
    found: Found = None,
    entry: UUID | None = None,
) -> Response:
    """It was a mistake."""
    try:
        await must_be_entered_in(app, championship_id, registration)
        await check_out(app, registration, by)
    except Refusal as refusal:
        return await _page(request, app, championship_id, by, found, entry, refusal)
    return _again(championship_id, found, entry)


@router.post("/companion")
async def companion_arrives(
    championship_id: UUID,
    request: Request,
    by: AtDesk,
    app: TheApp,
    registration: Arriving,
    code: Coming,
    found: Found = None,
    entry: UUID | None = None,
) -> Response:
    command = check_in_companion(app, registration, code, by)
    return await _marked(request, app, championship_id, by, registration, command, (found, entry))


@router.post("/companion/end")
async def companion_leaves(
    championship_id: UUID,
    request: Request,
    by: AtDesk,
    app: TheApp,
    registration: Arriving,
    code: Coming,
    found: Found = None,
    entry: UUID | None = None,
) -> Response:
    """It was a mistake."""
    command = check_out_companion(app, registration, code, by)
    return await _marked(request, app, championship_id, by, registration, command, (found, entry))


async def _marked(
    request: Request,
    app: App,
    championship_id: UUID,
    by: Principal,
    registration: UUID,
    command: Coroutine[Any, Any, object],
    shown: tuple[str | None, UUID | None],
) -> Response:
    try:
        await must_be_entered_in(app, championship_id, registration)
        await command
    except Refusal as refusal:
        return await _page(request, app, championship_id, by, *shown, refusal)
    finally:
        command.close()
    return _again(championship_id, *shown)


def _again(championship_id: UUID, found: str | None, entry: UUID | None) -> Response:
    kept = _kept(found, entry)
    return redirect(f"/championships/{championship_id}/check-in{f'?{kept}' if kept else ''}")


def _kept(found: str | None, entry: UUID | None) -> str:
    """What the page shows, for its address."""
    return urlencode({name: str(value) for name, value in (("found", found), ("entry", entry)) if value})


async def _page(
    request: Request,
    app: App,
    championship_id: UUID,
    by: Principal,
    found: str | None,
    entry: UUID | None,
    refusal: Refusal | None = None,
) -> HTMLResponse:
    text = searched(request, found, by)
    shown = await desk(app, championship_id, by, text=text, entry=entry)
    return render(
        request,
        "check_in",
        shown.championship,
        by,
        desk=shown,
        text=text or "",
        kept=_kept(found, entry),
        refusal=refusal,
        tabs=None if holds(shown.championship, by) else (),
    )
