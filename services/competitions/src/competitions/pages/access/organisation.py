"""`/access`: who may do what in the organisation for which one acts."""

from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.commands.duties.ending import end_duty
from competitions.domain.refusal import Refusal
from competitions.pages.access.forms import admitted, invited, shown
from competitions.pages.rendering import pages
from competitions.queries.duties.rosters import shown_roster
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.deps import Staff
from shared.web.forms import Mistyped, Typed, field_of, typed_in

router = APIRouter(prefix="/access", include_in_schema=False)
NOTHING: Typed = {}


@router.get("")
async def show(request: Request, by: Staff, app: TheApp) -> HTMLResponse:
    return await _page(request, app, by)


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
        **shown(request, found, typed, form),
    )
