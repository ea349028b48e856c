"""`/entry/{code}`: where the code on a badge leads. To the door of the championship for who stands there; else it says what it is."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.pages.rendering import pages
from competitions.queries.entering.desk import coded
from shared.web.addresses import redirect
from shared.web.deps import Visitor

router = APIRouter(prefix="/entry/{code}", include_in_schema=False)


@router.get("")
async def show(code: str, request: Request, by: Visitor, app: TheApp) -> Response:
    found = await coded(app, code, by)
    if found and found.is_at_desk:
        one = found.registration
        return redirect(f"/championships/{one.championship_id}/check-in?entry={one.id}")
    return _render(request, code, found, by)


def _render(request: Request, code: str, found: object, by: object) -> HTMLResponse:
    return pages.render(
        request,
        "entry_code.html",
        headers={"cache-control": "no-store"},
        status=200 if found else 404,
        principal=by,
        code=code,
        found=found,
    )
