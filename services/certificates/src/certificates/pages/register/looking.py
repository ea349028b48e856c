"""The issuer's register for its officers: looked through by number, name, achievement, state and day."""

from collections.abc import Mapping
from typing import Annotated
from urllib.parse import urlencode
from uuid import uuid4

from fastapi import APIRouter, Form, Request, Response

from certificates.access import check_officer
from certificates.api.deps import TheApp
from certificates.pages.register.sought import SPOILT, address_of, said_in, sought_of, states
from certificates.pages.register.words import choices
from certificates.pages.render import pages
from certificates.queries.achievements import list_achievements
from certificates.queries.blanks import Spoilt, count_spoilt, list_spoilt
from certificates.queries.certificates import read_issuer
from certificates.queries.register import look_through
from certificates.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.deps import Officer
from shared.web.forms import Typed, field_of, whole
from shared.web.i18n import gettext_of
from shared.web.lists.listing import LONGEST_SEARCH
from shared.web.lists.searching import sealed_search

router = APIRouter(prefix="/issuers/{organisation}/register", include_in_schema=False)


@router.get("")
async def show(organisation: str, request: Request, officer: Officer, app: TheApp) -> Response:
    """What makes no sense in the address finds nobody."""
    check_officer(officer, organisation)
    return await looked_through(request, app, officer, said_in(request.query_params))


async def looked_through(
    request: Request,
    app: App,
    officer: Principal,
    said: Mapping[str, str],
    *,
    typed: Typed | None = None,
    refusal: Exception | None = None,
) -> Response:
    """`typed`: what was sent of the form below the entries, where it was refused."""
    organisation = request.path_params["organisation"]
    issuer, _ = await read_issuer(app, organisation), gettext_of(request)
    sought = await sought_of(app, organisation, said, officer)
    below = whole((typed or request.query_params).get("below", "")) or None
    found = await look_through(app, organisation, sought, below)
    is_about_blanks = said.get("state") == SPOILT or bool(sought.blank)
    count = await count_spoilt(app, organisation, sought)
    spoilt = await list_spoilt(app, organisation, sought) if is_about_blanks and count else Spoilt([], count)
    home = f"/issuers/{organisation}/register"
    more = urlencode({**said, "below": found.next}) if found.next else None
    return pages.render(
        request,
        "register/looking.html",
        refusal=refusal,
        fields=field_of,
        principal=officer,
        issuer=issuer,
        home=home,
        found=found,
        spoilt=spoilt,
        shows_spoilt=is_about_blanks and count > 0,
        spoilt_address=address_of(organisation, {**said, "year": str(sought.year), "state": SPOILT}),
        sought=sought,
        typed={**(typed or {}), **said, "year": str(sought.year)},
        kept={**said, "year": str(sought.year), **({"below": below} if below else {})},
        once=uuid4(),
        errors=(),
        is_narrowed=not said.keys() <= {"year", "found"} or sought.year != app.day(app.now()).year,
        years=[(str(year), str(year)) for year in range(app.day(app.now()).year, issuer.created_at.year - 1, -1)],
        states=[("", _("any")), *states(_).items()],
        achievements=[
            ("", _("any")),
            *((one.code, one.title.in_language(_.language)) for one in await list_achievements(app, organisation)),
        ],
        doings=choices(_),
        next=f"{home}?{more}" if more else None,
        first=address_of(organisation, said) if below else None,
        query=urlencode({**said, "year": sought.year}),
    )


@router.post("/search")
async def search(
    organisation: str,
    officer: Officer,
    app: TheApp,
    text: Annotated[str, Form(max_length=LONGEST_SEARCH)] = "",
    year: Annotated[int | None, Form()] = None,
) -> Response:
    """Names stand in no address that can be read."""
    check_officer(officer, organisation)
    found = sealed_search(app.settings, " ".join(text.split()), officer.account) if text.strip() else ""
    query = urlencode({"year": year or "", "found": found} if found else {"year": year or ""})
    return redirect(f"/issuers/{organisation}/register?{query}")
