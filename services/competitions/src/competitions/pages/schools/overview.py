"""`/school`: the championships in which somebody coordinates a school."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from competitions.api.deps import Coordinator, TheApp
from competitions.pages.rendering import pages
from competitions.queries.schools.overview import overview

router = APIRouter(prefix="/school", include_in_schema=False)


@router.get("")
async def show(request: Request, by: Coordinator, app: TheApp) -> HTMLResponse:
    return pages.render(
        request,
        "schools/overview.html",
        headers={"cache-control": "no-store"},
        principal=by,
        parts=await overview(app, by),
        coordinated=sorted({one.member for one in by.for_members if one.member}),
    )
