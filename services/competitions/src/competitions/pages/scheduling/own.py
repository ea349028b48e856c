"""`/me/schedule`: when and where what somebody takes part in takes place, and the private address for calendars."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.commands.scheduling.feeds import end, renew
from competitions.pages.rendering import pages
from competitions.pages.scheduling.shown import days, zone_of
from competitions.queries.scheduling.feeds import feed_address, feed_of, own_schedules
from shared.web.addresses import redirect
from shared.web.deps import SignedIn

router = APIRouter(prefix="/me/schedule", include_in_schema=False)


@router.get("")
async def show(request: Request, by: SignedIn, app: TheApp) -> HTMLResponse:
    found = [one for one in await own_schedules(app, by.account) if one.is_taken_part_in]
    feed = await feed_of(app, by)
    return pages.render(
        request,
        "scheduling/own.html",
        principal=by,
        found=[(one, days(request, one), zone_of(request, one)) for one in found],
        address=feed_address(app, feed) if feed else None,
    )


@router.post("/feed")
async def make_address(by: SignedIn, app: TheApp) -> Response:
    """Also where there is one: that leads nowhere from then on."""
    await renew(app, by)
    return redirect("/me/schedule#feed")


@router.post("/feed/end")
async def end_address(by: SignedIn, app: TheApp) -> Response:
    await end(app, by.account)
    return redirect("/me/schedule#feed")
