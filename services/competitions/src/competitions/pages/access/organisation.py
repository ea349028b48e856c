"""`/access`: who may do what in the organisation for which one acts."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.commands.duties.ending import end_duty
from competitions.domain.refusal import Refusal
from competitions.pages.access.forms import admitted, invited, shown
from competitions.pages.access.listing import duties_exported, narrowing_of
from competitions.pages.narrowing import narrowed_to
from competitions.pages.rendering import pages
from competitions.queries.duties.rosters import shown_roster
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.deps import Staff
from shared.web.formats import Formats
from shared.web.forms import Mistyped, Typed, field_of, typed_in
from shared.web.i18n import gettext_of, language
from shared.web.lists.listing import LONGEST_SEARCH

router = APIRouter(prefix="/access", include_in_schema=False)
exports = APIRouter(prefix="/access.xlsx", include_in_schema=False)
NOTHING: Typed = {}


@router.get("")
async def show(request: Request, by: Staff, app: TheApp) -> HTMLResponse:
    return await _page(request, app, by)


@exports.get("")
async def export(request: Request, by: Staff, app: TheApp) -> Response:
    found = await shown_roster(app, None, by)
    local = Formats(language(request), app.settings.zone)
    what = gettext_of(request)("Access")
    about = " · ".join([what, found.roster.organisation, local.moment(app.now()), by.name])
    return await duties_exported(request, about, found, narrowing_of(request, by, ""), local)


@router.post("/search")
async def search(request: Request, by: Staff, text: Annotated[str, Form(max_length=LONGEST_SEARCH)] = "") -> Response:
    """Names stand in no address. Filters and order stay."""
    return narrowed_to(request, by, narrowing_of(request, by, "").wish, text)


@router.post("/invitations")
async def invite(request: Request, by: Staff, app: TheApp) -> Response:
    typed = await typed_in(request)
    try:
        await invited(app, None, by.organisation or "", typed, by)
    except (Refusal, Mistyped) as refusal:
        return await _page(request, app, by, typed, "invitation", refusal)
    return redirect("/access")


@router.post("/programs")
async def admit(request: Request, by: Staff, app: TheApp) -> Response:
    typed = await typed_in(request)
    try:
        await admitted(app, None, typed, by)
    except (Refusal, Mistyped) as refusal:
        return await _page(request, app, by, typed, "program", refusal)
    return redirect("/access")


@router.post("/{duty_id}/end")
async def end(duty_id: UUID, request: Request, by: Staff, app: TheApp) -> Response:
    try:
        await end_duty(app, None, duty_id, by)
    except Refusal as refusal:
        return await _page(request, app, by, refusal=refusal)
    return redirect("/access")


async def _page(
    request: Request,
    app: App,
    by: Principal,
    typed: Typed = NOTHING,
    form: str = "",
    refusal: Exception | None = None,
) -> HTMLResponse:
    found = await shown_roster(app, None, by)
    return pages.render(
        request,
        "access/organisation.html",
        headers={"cache-control": "no-store"},
        principal=by,
        refusal=refusal,
        fields=lambda where: f"{form}-{field_of(where)}",
        errors=(),
        home="",
        members=(),
        **shown(request, found, by, "", typed, form),
    )
