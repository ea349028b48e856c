"""The issuer's register for its officers: looked through by number, name, achievement, state and day."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request, Response

from certificates.access import check_officer
from certificates.api.deps import PREFIX, TheApp
from certificates.domain.register import BadRegistrationNumber, RegistrationNumber
from certificates.domain.standing import Sought, State
from certificates.pages.render import pages
from certificates.queries.achievements import list_achievements
from certificates.queries.certificates import read_issuer
from certificates.queries.register import look_through
from certificates.wiring import App
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.deps import Officer
from shared.web.forms import whole
from shared.web.i18n import Gettext, gettext_of
from shared.web.lists.listing import LONGEST_SEARCH
from shared.web.lists.searching import opened_search, sealed_search

router = APIRouter(prefix="/issuers/{organisation}/register", include_in_schema=False)
PARTS: Final = ("year", "state", "achievement", "from", "to", "number", "found")
LAST_YEAR: Final = 2099
DAY: Final = timedelta(days=1)


@router.get("")
async def show(organisation: str, request: Request, officer: Officer, app: TheApp) -> Response:
    """What makes no sense in the address counts as not said."""
    check_officer(officer, organisation)
    issuer, _ = await read_issuer(app, organisation), gettext_of(request)
    said = {part: request.query_params[part] for part in PARTS if request.query_params.get(part)}
    sought = _sought(app, said, officer)
    below = whole(request.query_params.get("below", "")) or None
    found = await look_through(app, organisation, sought, below)
    home = f"/issuers/{organisation}/register"
    more = urlencode({**said, "below": found.next}) if found.next else None
    return pages.render(
        request,
        "register.html",
        principal=officer,
        issuer=issuer,
        home=home,
        found=found,
        sought=sought,
        typed={**said, "year": str(sought.year)},
        years=[(str(year), str(year)) for year in range(app.day(app.now()).year, issuer.created_at.year - 1, -1)],
        states=[("", _("any")), *states(_).items()],
        achievements=[
            ("", _("any")),
            *((one.code, one.title.in_language(_.language)) for one in await list_achievements(app, organisation)),
        ],
        next=f"{home}?{more}" if more else None,
        first=f"{home}?{urlencode(said)}" if below else None,
        table=f"{PREFIX}/register.csv?year={sought.year}",
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


def states(_: Gettext) -> Mapping[str, str]:
    return {
        State.VALID.value: _("valid"),
        State.SUSPENDED.value: _("suspended"),
        State.REVOKED.value: _("revoked"),
        State.SUPERSEDED.value: _("replaced"),
    }


def _sought(app: App, said: Mapping[str, str], officer: Principal) -> Sought:
    year = whole(said.get("year", ""))
    last = _day(said.get("to", ""))
    named = opened_search(app.settings, said["found"], officer.account) if "found" in said else ""
    asked_number = _number(said.get("number", ""))
    return Sought(
        year=asked_number.year if asked_number else year if 0 < year <= LAST_YEAR else app.day(app.now()).year,
        state=State(said["state"]) if said.get("state") in set(State) else None,
        achievement=said.get("achievement"),
        first=_midnight(app, _day(said.get("from", ""))),
        before=_midnight(app, last + DAY if last else None),
        number=asked_number.number if asked_number else whole(said.get("number", "")) or None,
        # What cannot be opened any more finds nobody: a wider list than was asked for would be acted upon.
        name=_NOBODY if named is None else named,
    )


_NOBODY: Final = "\n"
"""In no name."""


def _number(text: str) -> RegistrationNumber | None:
    try:
        return RegistrationNumber.parse(text)
    except BadRegistrationNumber:
        return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _midnight(app: App, day: date | None) -> datetime | None:
    return app.start_of(day)
