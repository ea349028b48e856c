"""`/invitation/{token}`: where a person says which account is theirs, or takes a duty. Opening it changes nothing; its button does."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.api.schemas import LinkToken
from competitions.commands.duties.giving import decline_duty
from competitions.commands.people import accept_invitation
from competitions.domain.refusal import Refusal
from competitions.pages.access.offer import accept_offer, render_offer
from competitions.pages.rendering import pages
from competitions.queries.duties.rosters import offer_of
from competitions.queries.people import invited_person
from competitions.queries.records.names import name_of
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.deps import SignedIn, Visitor
from shared.web.i18n import language

router = APIRouter(prefix="/invitation/{token}", include_in_schema=False)


@router.get("")
async def show(token: LinkToken, request: Request, by: Visitor, app: TheApp) -> HTMLResponse:
    if offer := await offer_of(app, token):
        return await render_offer(request, app, offer, token, by)
    return await _render(request, app, token, by)


@router.post("")
async def accept(token: LinkToken, request: Request, by: SignedIn, app: TheApp) -> Response:
    if offer := await offer_of(app, token):
        return await accept_offer(request, app, offer, token, by)
    try:
        await accept_invitation(app, token, by)
    except Refusal as refusal:
        return await _render(request, app, token, by, refusal)
    return redirect(f"/invitation/{token}")


@router.post("/refusal")
async def refuse(token: LinkToken, app: TheApp) -> Response:
    """No to a duty. The link is enough: nobody registers to say no."""
    await decline_duty(app, token)
    return redirect(f"/invitation/{token}")


@router.get("/refusal")
async def refused(token: LinkToken) -> Response:
    """Where the form was sent to, opened again."""
    return redirect(f"/invitation/{token}")


async def _render(
    request: Request, app: App, token: str, by: Principal | None, refusal: Refusal | None = None
) -> HTMLResponse:
    _, person = await invited_person(app, token)
    return pages.render(
        request,
        "invitation.html",
        headers={"cache-control": "no-store"},
        refusal=refusal,
        errors=(),
        principal=by,
        person=person,
        organisation=await name_of(app, person.organisation, language(request)),
        token=token,
        is_accepted=by is not None and person.account == by.account,
    )
