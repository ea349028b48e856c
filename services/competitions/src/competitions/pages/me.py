"""`/me`: what somebody is entered in, and what their wards are."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from competitions.api.deps import TheApp
from competitions.pages.rendering import pages
from competitions.queries.entering.own import own_entries
from shared.web.deps import SignedIn

router = APIRouter(prefix="/me", include_in_schema=False)


@router.get("")
async def show(request: Request, by: SignedIn, app: TheApp) -> HTMLResponse:
    return pages.render(request, "me.html", principal=by, entries=await own_entries(app, by))
