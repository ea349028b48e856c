"""`/championships/{id}/access`: who may do what in one championship."""

from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.commands.duties.ending import end_duty
from competitions.domain.refusal import Refusal, Unknown
from competitions.pages.access.forms import admitted, invited, shown
from competitions.pages.held import HolderOfChampionship
from competitions.pages.preparation.frame import render
from competitions.queries.duties.rosters import shown_roster
from competitions.queries.members import known_members
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.forms import Mistyped, Typed, field_of, typed_in

router = APIRouter(prefix="/championships/{championship_id}/access", include_in_schema=False)
NOTHING: Typed = {}


@router.get("")
async def show(championship_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp) -> HTMLResponse:
    return await _page(request, app, championship_id, by)


@router.post("/invitations")
async def invite(championship_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp) -> Response:
    typed = await typed_in(request)
    organisation = (await shown_roster(app, championship_id, by)).roster.organisation
    try:
        await invited(app, championship_id, organisation, typed, by)
    except (Refusal, Mistyped) as refusal:
        return await _page(request, app, championship_id, by, typed, "invitation", refusal)
    return _back(championship_id)


@router.post("/programs")
async def admit(championship_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp) -> Response:
    typed = await typed_in(request)
    try:
        await admitted(app, championship_id, typed, by)
    except (Refusal, Mistyped) as refusal:
        return await _page(request, app, championship_id, by, typed, "program", refusal)
    return _back(championship_id)


@router.post("/{duty_id}/end")
async def end(
    championship_id: UUID, duty_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp
) -> Response:
    try:
        await end_duty(app, championship_id, duty_id, by)
    except Refusal as refusal:
        return await _page(request, app, championship_id, by, refusal=refusal)
    return _back(championship_id)


def _back(championship_id: UUID) -> Response:
    return redirect(f"/championships/{championship_id}/access")


async def _page(
    request: Request,
    app: App,
    championship_id: UUID,
    by: Principal,
    typed: Typed = NOTHING,
    form: str = "",
    refusal: Exception | None = None,
) -> HTMLResponse:
    found = await shown_roster(app, championship_id, by)
    if found.championship is None:
        raise Unknown("championship", championship_id)
    members = await known_members(app, championship_id, by)
    more = {name: value for name, value in shown(request, found, typed, form).items() if name != "typed"}
    return render(
        request,
        "access",
        found.championship,
        by,
        typed=typed,
        refusal=refusal,
        fields=lambda where: f"{form}-{field_of(where)}",
        members=members,
        **more,
    )
