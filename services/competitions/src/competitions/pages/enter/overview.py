"""What everybody may know of entering a championship."""

from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from competitions.api.deps import TheApp
from competitions.pages.preparation.frame import local_moments
from competitions.pages.rendering import pages
from competitions.queries.entering.applying import closing, offer_of
from competitions.queries.entering.own import entries_here
from shared.web.deps import Visitor

router = APIRouter(prefix="/enter/{championship_id}", include_in_schema=False)


@router.get("")
async def show(championship_id: UUID, request: Request, by: Visitor, app: TheApp) -> HTMLResponse:
    offer = await offer_of(app, championship_id)
    return pages.render(
        request,
        "enter/overview.html",
        principal=by,
        championship=offer.championship,
        offer=offer,
        closes=closing(offer.championship),
        own=await entries_here(app, championship_id, by) if by else (),
        local=local_moments(request, offer.championship.time_zone),
    )
