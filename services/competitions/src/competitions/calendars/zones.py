"""Definitions of time zones inside of a calendar file (VTIMEZONE, RFC 5545, 3.6.5).

Our own, because icalendar 7.3's leaves changes out (Morocco's of 2027) and says when a change takes place by the clocks after it,
where the standard wants those before it: a summer's first hour is wrong by one.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


@lru_cache(maxsize=256)
def zone_definition(name: str, first: int, last: int) -> Timezone:
    """Of the zone `name` from the year `first` to the end of the year `last`, made once a process.

    It begins a day early: the year begins at different moments round the world.
    """
    zone, begin, end = (
        ZoneInfo(name),
        datetime(first, 1, 1, tzinfo=UTC) - DAY,
        datetime(last + 1, 1, 1, tzinfo=UTC) + DAY,
    )
    made = Timezone()
    made.add("tzid", name)
    made.add_component(_observance(zone, begin, begin))
    for change in _changes(zone, begin, end):
        made.add_component(_observance(zone, change - SECOND, change))
    return made


def _observance(zone: ZoneInfo, before: datetime, at: datetime) -> TimezoneStandard | TimezoneDaylight:
    """What the clocks show from the moment `at` on."""
    old, new = before.astimezone(zone), at.astimezone(zone)
    made = TimezoneDaylight() if new.dst() else TimezoneStandard()
    offset = old.utcoffset() or timedelta()
    made.add("dtstart", (at + offset).replace(tzinfo=None))
    made.add("tzoffsetfrom", offset)
    made.add("tzoffsetto", new.utcoffset() or timedelta())
    made.add("tzname", new.tzname() or "")
    return made


def _changes(zone: ZoneInfo, begin: datetime, end: datetime) -> Iterator[datetime]:
    """The moments from which the clocks are set otherwise. No zone changes twice within a day."""
    day = begin
    while day < end:
        if _set(zone, day) != _set(zone, day + DAY):
            yield _moment_of_change(zone, day, day + DAY)
        day += DAY


def _moment_of_change(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    old = _set(zone, before)
    while after - before > SECOND:
        middle = before + timedelta(seconds=(after - before) // SECOND // 2)
        before, after = (middle, after) if _set(zone, middle) == old else (before, middle)
    return after


def _set(zone: ZoneInfo, moment: datetime) -> tuple[timedelta | None, timedelta | None]:
    local = moment.astimezone(zone)
    return local.utcoffset(), local.dst()
