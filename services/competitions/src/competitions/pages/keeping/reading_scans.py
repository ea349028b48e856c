"""`/scans`: all that a named reader may open. They get into no organiser's page that leads to one."""

from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Form
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from competitions.api.deps import TheApp
from competitions.api.problems.consents import PURPOSES
from competitions.pages.export import exported
from competitions.pages.narrowing import Narrowing, narrowed_to, narrowing
from competitions.pages.rendering import pages
from competitions.queries.keeping.scans import ListedScan, Readable, readable, scans_to_read
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.web.deps import SignedIn
from shared.web.formats import Formats
from shared.web.i18n import gettext_of, language
from shared.web.lists.listing import LONGEST_SEARCH

router = APIRouter(include_in_schema=False)
AT_ONCE: Final = 500


def _narrowing(request: Request, among: Readable, by: Principal) -> Narrowing:
    championships = tuple(str(one.id) for one in among.choices)
    return narrowing(request, by, "/scans", ("-added",), {"championship": championships})


def _championship(seen: Narrowing) -> UUID | None:
    return next((UUID(one) for one in seen.wish.chosen.get("championship", ())), None)


@router.get("/scans")
async def show(request: Request, by: SignedIn, app: TheApp) -> HTMLResponse:
    among = await readable(app, by)
    seen = _narrowing(request, among, by)
    wish = seen.wish
    scans, following = (
        ((), None)
        if seen.is_nothing
        else await scans_to_read(app, among, _championship(seen), seen.text, limit=wish.size, after=wish.after)
    )
    return pages.render(
        request,
        "consents/scans.html",
        principal=by,
        scans=scans,
        seen=seen,
        every=len(among.choices),
        championships=[(str(one.id), one.name.in_language(language(request))) for one in among.choices],
        next=wish.following(following) if following else None,
        first=wish.beginning() if wish.after else None,
    )


@router.get("/scans.xlsx")
async def export(request: Request, by: SignedIn, app: TheApp) -> Response:
    """That they are there, not what stands on them."""
    among = await readable(app, by)
    seen, _, spoken = _narrowing(request, among, by), gettext_of(request), language(request)
    local = Formats(spoken, app.settings.zone)
    headings = [_("Person"), _("Scan"), _("Who signed"), _("Championship"), _("Kept since")]
    rows = [
        (
            one.person.full_name if one.person else _("Erased"),
            _(PURPOSES[one.scan.purpose]),
            one.giver.full_name if one.giver else _("Erased"),
            one.championship.name.in_language(spoken),
            local.day(one.scan.added_at),
        )
        for one in await _all(app, among, seen)
    ]
    about = " · ".join([_("Scans of consents"), local.moment(app.now()), by.name])
    return await exported("scans", about, headings, rows)


@router.post("/scans/search")
async def search(
    request: Request, by: SignedIn, app: TheApp, text: Annotated[str, Form(max_length=LONGEST_SEARCH)] = ""
) -> Response:
    """Names stand in no address. The filter stays."""
    return narrowed_to(request, by, _narrowing(request, await readable(app, by), by).wish, text)


async def _all(app: App, among: Readable, seen: Narrowing) -> list[ListedScan]:
    found: list[ListedScan] = []
    after: UUID | None = None
    while not seen.is_nothing:
        part, after = await scans_to_read(app, among, _championship(seen), seen.text, limit=AT_ONCE, after=after)
        found += part
        if after is None:
            break
    return found
