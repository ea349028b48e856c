"""`/championships/new/package`: a championship that another installation held, checked and then brought in."""

from collections.abc import Sequence
from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.access import may_open
from competitions.api.deps import TheApp
from competitions.commands.bringing.packages import arrived_package, bring_in, check_package
from competitions.domain.bringing.packages import ArrivedPackage
from competitions.domain.bringing.removals import Removal
from competitions.domain.refusal import Refusal
from competitions.pages.preparation.uploading import uploaded
from competitions.pages.rendering import pages
from competitions.queries.published.removals import removals_of
from shared.identity.principal import Forbidden, Principal
from shared.web.addresses import redirect
from shared.web.deps import Organiser
from shared.web.forms import Mistyped

router = APIRouter(prefix="/championships/new/package", include_in_schema=False)


@router.get("")
async def show(request: Request, by: Organiser, app: TheApp) -> HTMLResponse:
    if not may_open(by):
        raise Forbidden
    return _render(request, by, removals=await removals_of(app, by))


@router.post("")
async def check(request: Request, by: Organiser, app: TheApp) -> Response:
    if not may_open(by):
        raise Forbidden
    try:
        sent = await uploaded(request, "package")
        arrived = await check_package(app, sent.content, by)
    except (Mistyped, Refusal) as refusal:
        return _render(request, by, refusal=refusal)
    return redirect(f"/championships/new/package/{arrived.id}")


@router.get("/{package_id}")
async def checked(package_id: UUID, request: Request, by: Organiser, app: TheApp) -> HTMLResponse:
    return _render(request, by, await arrived_package(app, package_id, by))


@router.post("/{package_id}")
async def bring(package_id: UUID, request: Request, by: Organiser, app: TheApp) -> Response:
    try:
        made = await bring_in(app, package_id, by)
    except Refusal as refusal:
        return _render(request, by, await arrived_package(app, package_id, by), refusal)
    return redirect(f"/championships/{made.id}/publication")


def _render(
    request: Request,
    by: Principal,
    arrived: ArrivedPackage | None = None,
    refusal: Exception | None = None,
    removals: Sequence[Removal] = (),
) -> HTMLResponse:
    return pages.render(
        request,
        "preparation/package.html",
        principal=by,
        arrived=arrived,
        refusal=refusal,
        removals=removals,
        errors=(),
    )
