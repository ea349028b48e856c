"""A schedule as pages show it: by day or by skill, with the clocks of where it takes place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Final
from uuid import UUID

from starlette.requests import Request

from competitions.domain.schedule.items import Item, Overlaps, by_day, championship_day
from competitions.domain.skill import Skill
from competitions.queries.scheduling.schedules import Planned
from shared.web.formats import Formats
from shared.web.i18n import gettext_of, language

MOST_AT_FIRST: Final = 10


@dataclass(frozen=True, slots=True)
class Shown:
    id: UUID
    name: str
    skill: Skill | None
    place: str | None
    time: str
    item: Item


@dataclass(frozen=True, slots=True)
class Group:
    """A day, or a skill."""

    id: str
    title: str
    items: Sequence[Shown]
    calendar: str | None = None
    """Where there is a file of it for calendars."""


@dataclass(frozen=True, slots=True)
class ShownOverlap:
    what: str
    """The room, or the skill."""
    names: tuple[Shown, Shown]
    is_room: bool


def formats_of(request: Request, planned: Planned) -> Formats:
    return Formats(language(request), planned.zone)


def zone_of(request: Request, planned: Planned) -> str:
    """«Екатеринбург (UTC+5)», at the time of the championship."""
    championship = planned.championship
    at = datetime.combine(championship.starts_on, time(12), planned.zone)
    return formats_of(request, planned).named_zone(championship.time_zone, at)


def days(request: Request, planned: Planned, items: Iterable[Item] | None = None) -> list[Group]:
    formats, championship = formats_of(request, planned), planned.championship
    found = []
    for day, on_day in by_day(planned.items if items is None else items, planned.zone):
        number = championship_day(day, championship.starts_on, championship.ends_on)
        name = formats.weekday(day)
        title = name[:1].upper() + name[1:] + ("" if number is None else f" · C{number}".replace("-", "−"))
        found.append(Group(f"day-{day}", title, [shown(request, planned, item) for item in on_day]))
    return found


def beginning(request: Request, planned: Planned) -> list[Shown]:
    """What everybody is asked to, for a page that is about more: where there is nothing of that kind, what comes first."""
    general = [item for item in planned.items if item.plan.skill_id is None]
    return _dated(request, planned, (general or planned.items)[:MOST_AT_FIRST])


def skills(request: Request, planned: Planned) -> list[Group]:
    """What concerns everybody first, then each skill that has something; with the day beside the time."""
    _, spoken = gettext_of(request), language(request)
    general = [item for item in planned.items if item.plan.skill_id is None]
    groups = [Group("everybody", _("Everybody"), _dated(request, planned, general))] if general else []
    for skill in planned.held:
        own = [item for item in planned.items if item.plan.skill_id == skill.id]
        if own:
            title = f"{skill.number} {skill.name.in_language(spoken)}"
            items = _dated(request, planned, own)
            groups.append(Group(f"skill-{skill.id}", title, items, f"/skills/{skill.id}/schedule.ics"))
    return groups


def overlaps(request: Request, planned: Planned, found: Overlaps) -> list[ShownOverlap]:
    """Those that are told."""
    told = []
    for one in found.told:
        skill = planned.skill(one.one)
        what = (one.one.plan.place or "") if one.is_room or skill is None else skill.number
        names = shown(request, planned, one.one, is_dated=True), shown(request, planned, one.other, is_dated=True)
        told.append(ShownOverlap(what, names, one.is_room))
    return told


def shown(request: Request, planned: Planned, item: Item, *, is_dated: bool = False) -> Shown:
    name = item.plan.name.in_language(language(request))
    when = time_of(formats_of(request, planned), item, is_dated=is_dated)
    return Shown(item.id, name, planned.skill(item), item.plan.place, when, item)


def time_of(formats: Formats, item: Item, *, is_dated: bool) -> str:
    """«09:00–12:00»; over midnight or where the day is not said elsewhere, with it."""
    start, end = item.plan.starts_at, item.plan.ends_at
    first, last = start.astimezone(formats.zone).date(), end.astimezone(formats.zone).date()
    if first != last:
        return f"{formats.day(first)}, {formats.clock(start)} – {formats.day(last)}, {formats.clock(end)}"
    times = f"{formats.clock(start)}–{formats.clock(end)}"
    return f"{formats.day(first)}, {times}" if is_dated else times


def _dated(request: Request, planned: Planned, items: Sequence[Item]) -> list[Shown]:
    return [shown(request, planned, item, is_dated=True) for item in items]
