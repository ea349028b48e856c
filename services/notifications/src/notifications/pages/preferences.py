"""`/inbox/preferences`: the table category × channel, as check boxes."""

from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import HTMLResponse

from notifications.api.deps import Reader, TheApp
from notifications.commands.preferences import choose
from notifications.domain import recipients
from notifications.domain.preferences import Category, Channel, Choice, NoQuietTime, Preferences, QuietHours
from notifications.pages.inbox import heard_by, pages
from notifications.queries.preferences import read_preferences
from notifications.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.deps import SignedIn
from shared.web.formats import Formats
from shared.web.i18n import language
from shared.web.schemas import Ticked

router = APIRouter(prefix="/inbox", include_in_schema=False)

HOURS = range(24)


@router.get("/preferences")
async def show(
    request: Request, by: SignedIn, reader: Reader, app: TheApp, saved: Annotated[bool, Query()] = False
) -> HTMLResponse:
    return _page(request, by, reader, app, await read_preferences(app, reader), saved=saved)


@router.post("/preferences")
async def save(
    request: Request,
    by: SignedIn,
    reader: Reader,
    app: TheApp,
    wanted: Annotated[list[str] | None, Form()] = None,
    quiet: Annotated[Ticked, Form()] = False,
    quiet_start: Annotated[int, Form(ge=0, le=23)] = 22,
    quiet_end: Annotated[int, Form(ge=0, le=23)] = 8,
) -> Response:
    """A box that is not ticked is not sent, so what is off is what is missing."""
    on = set(wanted or ())
    off = {
        Choice(category, channel)
        for category in Category
        if not category.is_mandatory
        for channel in Channel
        if f"{category}/{channel}" not in on
    }
    hours = QuietHours(quiet_start, quiet_end) if quiet else None
    try:
        await choose(app, reader, off, hours)
    except NoQuietTime as refusal:
        typed = Preferences(reader.ids[0], off=tuple(sorted(off)), quiet_hours=hours)
        return _page(request, by, reader, app, typed, refusal=refusal)
    return redirect("/inbox/preferences?saved=1")


def _page(
    request: Request,
    by: Principal,
    reader: recipients.Reader,
    app: App,
    chosen: Preferences,
    *,
    saved: bool = False,
    refusal: NoQuietTime | None = None,
) -> HTMLResponse:
    return pages.render(
        request,
        "preferences.html",
        principal=by,
        chosen=chosen,
        categories=list(Category),
        channels=list(Channel),
        hours=HOURS,
        has_email=reader.has_email,
        zones=_zones(request, reader, app.now()),
        saved=saved,
        refusal=refusal,
        fields={"/quiet_hours": "quiet_start"},
        errors=(),
        heard_by=heard_by(reader, app.now()),
    )


def _zones(request: Request, reader: recipients.Reader, at: datetime) -> str:
    """By whose clocks letters wait: organisations that keep the same person may know different ones."""
    names = sorted({str(one.zone) for one in reader.records})
    spoken = language(request)
    return ", ".join(Formats(spoken, ZoneInfo(name)).named_zone(name, at) for name in names)
