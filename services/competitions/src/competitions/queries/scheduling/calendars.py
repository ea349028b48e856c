"""Schedules as calendar files."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final

from competitions.calendars.writing import Appointment, Contact, calendar
from competitions.domain.championship import Championship
from competitions.domain.member import normal_form
from competitions.domain.schedule.items import Item
from competitions.queries.scheduling.schedules import Planned
from competitions.wiring import App
from shared.ids import derive
from shared.text import Text

MOST_IN_AN_EVENT: Final = 500_000
"""Bytes. An event has at most 1 MiB, and JSON escapes what a file is full of."""


def calendar_of(
    app: App,
    name: str,
    found: Iterable[Planned],
    spoken: str,
    *,
    unnamed: Callable[[Appointment], Appointment] | None = None,
) -> bytes:
    """What takes place, and what calendars may know of and does not take place any more.

    `unnamed`: takes the names away where taking part tells what the law protects specially: for a file that is read without a sign-in.
    """
    return calendar(
        name,
        [
            unnamed(one) if unnamed and _is_protected(app, planned) else one
            for planned in found
            for one in _appointments(app, planned, spoken)
        ],
    )


def _is_protected(app: App, planned: Planned) -> bool:
    return app.rulesets[planned.championship.ruleset].privacy.special_category


def tag_of(found: Iterable[Planned], spoken: str) -> str:
    """The ETag of `calendar_of`: another one whenever anything that is in the file has another version."""
    parts: list[str] = [spoken]
    for one in found:
        wanted = sorted(item.id for item in (*one.schedule.items, *one.schedule.removed))
        skills = sorted((skill.id, skill.version) for skill in one.skills.values())
        own = sorted((str(id), part.since.isoformat(), part.is_over) for id, part in one.parts.items())
        parts += [
            str(each)
            for each in (one.championship.id, one.championship.version, one.schedule.version, skills, own, wanted)
        ]
    return f'"{derive(*parts)}"'


def calendars_of(app: App, planned: Planned, items: Iterable[Item] | None = None) -> Text | None:
    """The files for letters, in both languages: of `items`, or of all. They travel in events, which name no person: so no contact.

    None where there is nothing, and where it is more than an event takes: who hears of it finds the file on the schedule's page.
    """
    wanted = list(items if items is not None else (*planned.schedule.items, *planned.schedule.removed))
    if not wanted:
        return None
    name = planned.championship.name
    files = {
        spoken: calendar(
            name.in_language(spoken),
            [replace(_appointment(app, planned, item, spoken), contact=None) for item in wanted],
        ).decode()
        for spoken in ("ru", "en")
    }
    return Text(**files) if sum(len(file.encode()) for file in files.values()) <= MOST_IN_AN_EVENT else None


def _appointments(app: App, planned: Planned, spoken: str) -> Iterator[Appointment]:
    for item in (*planned.schedule.items, *planned.schedule.removed):
        yield _appointment(app, planned, item, spoken)


def _appointment(app: App, planned: Planned, item: Item, spoken: str) -> Appointment:
    championship, skill, plan = planned.championship, planned.skill(item), item.plan
    name, held = plan.name.in_language(spoken), championship.name.in_language(spoken)
    ends = (skill.dropped_at if skill else None, championship.cancelled.at if championship.cancelled else None)
    part = planned.part(item)
    changes = [item.changed_at, *(moment for moment in ends if moment), *([part.since] if part else [])]
    contact = championship.contact
    return Appointment(
        id=item.id,
        # Each of them only grows, and what makes the item take place or not changes one of them. But for the reader's own part:
        # of two with the same number calendars take the one that was changed later, and letters go on from this number.
        sequence=item.revision + championship.version + (skill.version if skill else 0),
        changed_at=max(changes),
        name=f"{name}. {skill.number} {skill.name.in_language(spoken)}" if skill else f"{name}. {held}",
        starts_at=plan.starts_at,
        ends_at=plan.ends_at,
        time_zone=championship.time_zone,
        place=_place(championship, plan.place),
        about=held,
        url=f"{app.settings.public_url}/championships/{championship.id}",
        contact=Contact(contact.name, contact.email) if contact else None,
        is_cancelled=not planned.takes_place(item),
    )


def _place(championship: Championship, room: str | None) -> str | None:
    """The room with the address of where it is, as far as that is known."""
    if room is None:
        return None
    known = [one for one in championship.venues if normal_form(room) in {normal_form(each) for each in one.rooms}]
    venues = known or championship.venues
    return f"{room}, {venues[0].name}, {venues[0].address}" if len(venues) == 1 else room
