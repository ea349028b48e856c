"""What an invitation to a duty asks, for whoever holds its link."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.commands.duties.giving import accept_duty
from competitions.domain.refusal import Refusal
from competitions.pages.access.listing import duty_names
from competitions.pages.rendering import pages
from competitions.queries.duties.rosters import Offer
from competitions.queries.records.names import name_of
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.i18n import gettext_of, language


async def accept_offer(request: Request, app: App, offer: Offer, token: str, by: Principal) -> Response:
    try:
        await accept_duty(app, token, by)
    except Refusal as refusal:
        return await render_offer(request, app, offer, token, by, refusal)
    return redirect(f"/invitation/{token}")


async def render_offer(
    request: Request, app: App, offer: Offer, token: str, by: Principal | None, refusal: Refusal | None = None
) -> HTMLResponse:
    grant = offer.grant
    home = f"/championships/{offer.championship.id}" if offer.championship else "/"
    home = "/school" if grant.member else home
    return pages.render(
        request,
        "access/offer.html",
        headers={"cache-control": "no-store"},
        refusal=refusal,
        errors=(),
        principal=by,
        person=offer.person,
        organisation=await name_of(app, offer.roster.organisation, language(request)),
        championship=offer.championship,
        duty=": ".join(part for part in (duty_names(gettext_of(request))[grant.kind], grant.member) if part),
        token=token,
        home=home,
        is_accepted=by is not None and grant.account == by.account,
        is_taken=grant.is_held,
        is_declined=grant.is_declined,
    )
