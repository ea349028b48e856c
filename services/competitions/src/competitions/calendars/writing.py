"""Writes calendars: METHOD:PUBLISH, so that programs take them over without asking anybody to answer (RFC 5546, 3.2.1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, vCalAddress, vText

from competitions.calendars.zones import zone_definition

PRODUCT: Final = "-//Skillproof//Schedule//EN"
LOOK_AGAIN: Final = timedelta(hours=1)
"""How often a program that subscribes is asked to look for changes."""
MEDIA_TYPE: Final = "text/calendar; charset=utf-8; method=PUBLISH"
IN_UTC: Final = frozenset({"UTC", "Etc/UTC", "Zulu", "Etc/Zulu", "Universal", "Etc/Universal", "UCT", "Etc/UCT"})


@dataclass(frozen=True, slots=True)
class Contact:
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Appointment:
    """One event of a calendar. Who has one with the same id and a lower `sequence` replaces it."""

    id: UUID
    sequence: int
    changed_at: datetime
    name: str
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    place: str | None
    about: str
    url: str
    contact: Contact | None
    is_cancelled: bool = False


def calendar(name: str, appointments: Sequence[Appointment]) -> bytes:
    """The file, in UTF-8 with lines of at most 75 bytes that end with CRLF. The same appointments give the same bytes."""
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    title = vText(name)  # the library escapes what it knows alone, which these two are not
    made.add("name", title)
    made.add("x-wr-calname", title)
    made.add("refresh-interval", LOOK_AGAIN, parameters={"value": "DURATION"})
    made.add("x-published-ttl", "PT1H")
    for zone in _zones(appointments):
        made.add_component(zone)
    for one in appointments:
        made.add_component(_event(one))
    written: bytes = made.to_ical()
    return written


def _event(one: Appointment) -> Event:
    event = Event()
    event.add("uid", str(one.id))
    event.add("sequence", one.sequence)
    event.add("dtstamp", one.changed_at.astimezone(UTC))
    event.add("last-modified", one.changed_at.astimezone(UTC))
    event.add("dtstart", _local(one.starts_at, one.time_zone))
    event.add("dtend", _local(one.ends_at, one.time_zone))
    event.add("summary", one.name)
    event.add("status", "CANCELLED" if one.is_cancelled else "CONFIRMED")
    event.add("description", f"{one.about}\n{one.url}")
    event.add("url", one.url)
    if one.place:
        event.add("location", one.place)
    if one.contact:
        organizer = vCalAddress(f"mailto:{one.contact.email}")
        organizer.params["CN"] = one.contact.name
        event["organizer"] = organizer
    return event


def _local(moment: datetime, time_zone: str) -> datetime:
    return moment.astimezone(UTC if time_zone in IN_UTC else ZoneInfo(time_zone))


def _zones(appointments: Sequence[Appointment]) -> list[Timezone]:
    """The definition of each zone for the years that are asked for."""
    years: dict[str, list[int]] = {}
    for one in appointments:
        if one.time_zone not in IN_UTC:
            years.setdefault(one.time_zone, []).extend((one.starts_at.year, one.ends_at.year))
    return [zone_definition(name, min(found), max(found)) for name, found in sorted(years.items())]
