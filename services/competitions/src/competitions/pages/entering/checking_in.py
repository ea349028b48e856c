"""`/championships/{id}/check-in`: who arrives is found and marked, on a phone at the door."""

from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.commands.registrations import check_in, check_out
from competitions.domain.refusal import Refusal
from competitions.domain.registration import State
from competitions.pages.held import HolderOfChampionship
from competitions.pages.people.listing import Found
from competitions.pages.preparation.frame import render
from competitions.pages.rendering import seal_search, searched
from competitions.queries.entering.entries import choices, entries_page
from competitions.queries.registrations import Wanted, must_be_entered_in
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.lists.listing import LONGEST_SEARCH

router = APIRouter(prefix="/championships/{championship_id}/check-in", include_in_schema=False)
EXPECTED: Final = (State.CONFIRMED, State.CHECKED_IN)
SHOWN = 20
"""More are not looked through at a door: whoever searches types more."""
Arriving = Annotated[UUID, Form()]


@router.get("")
async def show(
    championship_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp, found: Found = None
) -> HTMLResponse:
    """Nobody before somebody is searched for: the phone lies open on a table."""
    return await _page(request, app, championship_id, by, searched(request, found, by))


@router.post("/search")
async def search(
    championship_id: UUID,
    request: Request,
    by: HolderOfChampionship,
    text: Annotated[str, Form(max_length=LONGEST_SEARCH)] = "",
) -> Response:
    home = f"/championships/{championship_id}/check-in"
    return redirect(f"{home}?found={seal_search(request, text, by)}" if text.strip() else home)


@router.post("")
async def arrive(
    championship_id: UUID,
    request: Request,
    by: HolderOfChampionship,
    app: TheApp,
    registration: Arriving,
    found: Found = None,
) -> Response:
    try:
        await must_be_entered_in(app, championship_id, registration)
        await check_in(app, registration, by)
    except Refusal as refusal:
        return await _page(request, app, championship_id, by, searched(request, found, by), refusal)
    return _again(championship_id, found)


@router.post("/end")
async def leave(
    championship_id: UUID,
    request: Request,
    by: HolderOfChampionship,
    app: TheApp,
    registration: Arriving,
    found: Found = None,
) -> Response:
    """It was a mistake."""
    try:
        await must_be_entered_in(app, championship_id, registration)
        await check_out(app, registration, by)
    except Refusal as refusal:
        return await _page(request, app, championship_id, by, searched(request, found, by), refusal)
    return _again(championship_id, found)


def _again(championship_id: UUID, found: str | None) -> Response:
    home = f"/championships/{championship_id}/check-in"
    return redirect(f"{home}?found={found}" if found else home)


async def _page(
    request: Request,
    app: App,
    championship_id: UUID,
    by: Principal,
    text: str | None,
    refusal: Refusal | None = None,
) -> HTMLResponse:
    among = await choices(app, championship_id, by)
    wanted = Wanted(EXPECTED) if text else Wanted(EXPECTED, subjects=())
    page = await entries_page(app, among, wanted, text=text, limit=SHOWN, after=None)
    return render(
        request,
        "check_in",
        among.championship,
        by,
        page=page,
        text=text or "",
        found=request.query_params.get("found", ""),
        refusal=refusal,
    )
