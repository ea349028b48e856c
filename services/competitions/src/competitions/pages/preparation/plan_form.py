"""A championship's plan as fields of a form, there and back."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from starlette.requests import Request

from competitions.api.championships import ChampionshipIn
from competitions.domain.preparation.plan import Deadlines, Plan, UnknownTimeZone, zone_of
from competitions.domain.records.zones import RUSSIAN_ZONES
from competitions.wiring import App
from shared.web.formats import Formats
from shared.web.forms import Typed, body_of, typed_of
from shared.web.i18n import language

SWITCHED: Final = {"yes": True, "no": False}
FIELDS: Final = tuple(ChampionshipIn.model_fields)


def plan_body(typed: Typed, fields: Collection[str] = FIELDS) -> dict[str, Any]:
    """What a program would send for what was typed: days and moments as such, a venue's rooms one a line."""
    body = body_of(typed, fields)
    if "venues" in body:
        body["venues"] = [_venue(one) for one in body["venues"]]
    zone = _zone(typed.get("time_zone", ""))
    if zone and "deadlines" in body:
        body["deadlines"] = {name: moment_typed(value, zone) for name, value in body["deadlines"].items()}
    if body.get("self_entry") in SWITCHED:
        body["self_entry"] = SWITCHED[body["self_entry"]]
    # A text that is wholly missing lacks both languages, and each field says so.
    for name in {"name"} & set(fields):
        body.setdefault(name, {})
    return body


def typed_plan(plan: Plan) -> dict[str, str]:
    """The fields as they stand."""
    text = {"name": {"ru": plan.name.ru, "en": plan.name.en}}
    about = {"about": {"ru": plan.about.ru, "en": plan.about.en}} if plan.about else {}
    contact = plan.contact
    venues = [{"name": one.name, "address": one.address, "rooms": "\n".join(one.rooms) or None} for one in plan.venues]
    return {
        **typed_of({**text, **about, "venues": venues}),
        **typed_of({"ruleset": plan.ruleset, "scale_policy": plan.scale_policy, "medal_policy": plan.medal_policy}),
        "self_entry": "yes" if plan.self_entry else "no",
        **typed_of({"starts_on": plan.starts_on, "ends_on": plan.ends_on, "time_zone": plan.time_zone}),
        **(
            typed_of({"contact": {"name": contact.name, "email": contact.email, "phone": contact.phone}})
            if contact
            else {}
        ),
        **typed_deadlines(plan.deadlines, plan.time_zone),
    }


def typed_deadlines(deadlines: Deadlines, time_zone: str) -> dict[str, str]:
    """As the championship's clocks show them."""
    zone = zone_of(time_zone)
    return {
        f"deadlines-{name}": moment.astimezone(zone).replace(tzinfo=None).isoformat(timespec="minutes")
        for name, moment in deadlines.upcoming()
    }


def zones(request: Request, *further: str) -> Sequence[tuple[str, str]]:
    """The time zones to choose from, by their city and distance from UTC."""
    app: App = request.app.state.app
    named = zone_namer(request)
    names = dict.fromkeys([*(zone.name for zone in RUSSIAN_ZONES), app.settings.time_zone, *further])
    return [(name, named(name)) for name in names if _zone(name)]


def zone_namer(request: Request) -> Callable[[str], str]:
    """How a zone is called, for pages that show one."""
    app: App = request.app.state.app
    return lambda name: Formats(language(request), ZoneInfo(name)).named_zone(name, app.now())


def _zone(name: str) -> ZoneInfo | None:
    try:
        return zone_of(name) if name else None
    except UnknownTimeZone:
        return None


def _venue(typed: Any) -> Any:
    if not isinstance(typed, Mapping):
        return typed
    rooms = str(typed.get("rooms", "")).splitlines()
    return {**typed, "rooms": [room for room in rooms if room.strip()]}


def moment_typed(text: Any, zone: ZoneInfo) -> Any:
    """With the championship's zone, where a browser's field for days and times gave it without one."""
    try:
        moment = datetime.fromisoformat(str(text).strip())
    except ValueError:
        return text
    return moment.replace(tzinfo=moment.tzinfo or zone).isoformat(timespec="seconds")
