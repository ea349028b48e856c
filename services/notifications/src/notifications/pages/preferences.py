"""`/inbox/preferences`: the table category × channel, as check boxes."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from notifications.api.deps import Reader, SignedIn, TheApp
from notifications.commands.choosing import choose
from notifications.domain.preferences import Category, Channel, Choice, QuietHours
from notifications.pages.inbox import pages

router = APIRouter(prefix="/inbox", include_in_schema=False)

HOURS = range(24)


@router.get("/preferences")
async def show(
    request: Request, by: SignedIn, reader: Reader, app: TheApp, saved: Annotated[bool, Query()] = False
) -> HTMLResponse:
    return pages.render(
        request,
        "preferences.html",
        principal=by,
        chosen=await app.preferences.of(reader.id),
        categories=list(Category),
        channels=list(Channel),
        hours=HOURS,
        has_email=bool(reader.email),
        saved=saved,
    )


@router.post("/preferences")
async def save(
    reader: Reader,
    app: TheApp,
    wanted: Annotated[list[str] | None, Form()] = None,
    quiet: Annotated[bool, Form()] = False,
    quiet_start: Annotated[int, Form(ge=0, le=23)] = 22,
    quiet_end: Annotated[int, Form(ge=0, le=23)] = 8,
) -> RedirectResponse:
    """A box that is not ticked is not sent, so what is off is what is missing."""
    on = set(wanted or ())
    off = {
        Choice(category, channel)
        for category in Category
        if not category.is_mandatory
        for channel in Channel
        if f"{category}/{channel}" not in on
    }
    await choose(app, reader, off, QuietHours(quiet_start, quiet_end) if quiet else None)
    return RedirectResponse("/inbox/preferences?saved=1", 303)
