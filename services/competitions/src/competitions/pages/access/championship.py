"""`/championships/{id}/access`: who may do what in one championship."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.commands.duties.ending import end_duty
from competitions.domain.preparation.plan import zone_of
from competitions.domain.refusal import Refusal, Unknown
from competitions.pages.access.forms import admitted, invited, shown
from competitions.pages.access.listing import duties_exported, narrowing_of
from competitions.pages.held import HolderOfChampionship
from competitions.pages.narrowing import narrowed_to
from competitions.pages.preparation.frame import heading_of, render
from competitions.queries.duties.rosters import shown_roster
from competitions.queries.members import known_members
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.formats import Formats
from shared.web.forms import Mistyped, Typed, field_of, typed_in
from shared.web.i18n import gettext_of, language
from shared.web.lists.listing import LONGEST_SEARCH

router = APIRouter(prefix="/championships/{championship_id}/access", include_in_schema=False)
exports = APIRouter(prefix="/championships/{championship_id}/access.xlsx", include_in_schema=False)
NOTHING: Typed = {}


@router.get("")
async def show(championship_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp) -> HTMLResponse:
    return await _page(request, app, championship_id, by)


@exports.get("")
async def export(championship_id: UUID, request: Request, by: HolderOfChampionship, app: TheApp) -> Response:
    found = await shown_roster(app, championship_id, by)
    if found.championship is None:
        raise Unknown("championship", championship_id)
    about = heading_of(request, app, gettext_of(request)("Access"), found.championship, by)
    local = Formats(language(request), zone_of(found.championship.time_zone))
    seen = narrowing_of(request, by, f"/championships/{championship_id}")
    return await duties_exported(request, about, found, seen, local)


@router.post("/search")
async def search(
    championship_id: UUID,
    request: Request,
    by: HolderOfChampionship,
    text: Annotated[str, Form(max_length=LONGEST_SEARCH)] = "",
) -> Response:
    """Names stand in no address. Filters and order stay."""
    return narrowed_to(request, by, narrowing_of(request, by, f"/championships/{championship_id}").wish, text)


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
    shown_more = shown(request, found, by, f"/championships/{championship_id}", typed, form)
    more = {name: value for name, value in shown_more.items() if name != "typed"}
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
