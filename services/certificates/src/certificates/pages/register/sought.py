"""What of a register somebody looks for, as the address or a form says it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final
from urllib.parse import urlencode

from certificates.domain.register import BadRegistrationNumber, RegistrationNumber
from certificates.domain.standing import Sought, State
from certificates.queries.blanks import certificates_on
from certificates.wiring import App
from shared.identity.principal import Principal
from shared.web.forms import whole
from shared.web.i18n import Gettext
from shared.web.lists.searching import opened_search

PARTS: Final = ("year", "state", "achievement", "from", "to", "number", "blank", "found")
SPOILT: Final = "spoilt"
"""As the status of a blank on which no certificate is."""
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2099
DAY: Final = timedelta(days=1)


def said_in(sent: Mapping[str, str]) -> dict[str, str]:
    """The parts that say something."""
    return {part: sent[part] for part in PARTS if sent.get(part)}


def address_of(organisation: str, said: Mapping[str, str]) -> str:
    home = f"/issuers/{organisation}/register"
    return f"{home}?{urlencode(said)}" if said else home


def states(_: Gettext) -> Mapping[str, str]:
    return {
        State.VALID.value: _("valid"),
        State.SUSPENDED.value: _("suspended"),
        State.REVOKED.value: _("revoked"),
        State.SUPERSEDED.value: _("replaced"),
        SPOILT: _("spoilt (a blank)"),
    }


async def sought_of(app: App, organisation: str, said: Mapping[str, str], officer: Principal) -> Sought:
    """What makes no sense finds nobody."""
    found = _read(app, said, officer)
    if said.get("state") == SPOILT:
        return replace(found, certificates=())
    return replace(found, certificates=await certificates_on(app, organisation, found.blank))


def _read(app: App, said: Mapping[str, str], officer: Principal) -> Sought:
    year = whole(said.get("year", ""))
    last = _day(said.get("to", ""))
    named = opened_search(app.settings, said["found"], officer.account) if "found" in said else ""
    asked_number = _number(said.get("number", ""))
    found = Sought(
        year=asked_number.year if asked_number else year if 0 < year <= LAST_YEAR else app.day(app.now()).year,
        state=State(said["state"]) if said.get("state") in set(State) else None,
        achievement=said.get("achievement"),
        first=_midnight(app, _day(said.get("from", ""))),
        before=_midnight(app, last + DAY if last else None),
        number=asked_number.number if asked_number else whole(said.get("number", "")) or None,
        prefix=asked_number.prefix if asked_number else "",
        first_day=_day(said.get("from", "")),
        last_day=last,
        blank=" ".join(said.get("blank", "").split()),
        name=named or "",
    )
    return found if named is not None and _is_read(said, found) else replace(found, name=_NOBODY)


def _is_read(said: Mapping[str, str], found: Sought) -> bool:
    """Whether all that was said is looked for. What is not finds nobody: a wider list than was asked for would be acted upon."""
    state = found.state or (SPOILT if said.get("state") == SPOILT else None)
    read = {"state": state, "from": found.first, "to": found.before, "number": found.number}
    return all(value is not None for part, value in read.items() if said.get(part, "").strip())


_NOBODY: Final = "\n"
"""In no name."""


def _number(text: str) -> RegistrationNumber | None:
    try:
        return RegistrationNumber.parse(text)
    except BadRegistrationNumber:
        return None


def _day(text: str) -> date | None:
    """Of the years of registers; others are no times of the database."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def _midnight(app: App, day: date | None) -> datetime | None:
    return app.start_of(day)
