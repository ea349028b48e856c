"""The country's time zones, and what people write for one."""

import re
from dataclasses import dataclass
from typing import Final

from competitions.domain.preparation.plan import UnknownTimeZone, zone_of


@dataclass(frozen=True, slots=True)
class Zone:
    name: str
    """In the time zone database."""
    city: str
    hours: int
    """Ahead of UTC, all through the year."""


RUSSIAN_ZONES: Final = (
    Zone("Europe/Kaliningrad", "Калининград", 2),
    Zone("Europe/Moscow", "Москва", 3),
    Zone("Europe/Samara", "Самара", 4),
    Zone("Asia/Yekaterinburg", "Екатеринбург", 5),
    Zone("Asia/Omsk", "Омск", 6),
    Zone("Asia/Krasnoyarsk", "Красноярск", 7),
    Zone("Asia/Irkutsk", "Иркутск", 8),
    Zone("Asia/Yakutsk", "Якутск", 9),
    Zone("Asia/Vladivostok", "Владивосток", 10),
    Zone("Asia/Magadan", "Магадан", 11),
    Zone("Asia/Kamchatka", "Петропавловск-Камчатский", 12),
)
"""A city for each of the eleven."""
OFFSET: Final = re.compile(r"(?P<from>utc|gmt|мск|msk)? ?(?P<sign>[+-]) ?(?P<hours>\d{1,2})(:?00)?")
MOSCOW: Final = 3


def zone_written(text: str) -> str:
    """The zone's name, for the name itself, a city, or hours ahead: `Asia/Omsk`, `Омск`, `UTC+6`, `МСК+3`. Raises UnknownTimeZone."""
    written = " ".join(text.split()).casefold()
    for zone in RUSSIAN_ZONES:
        if written in {zone.city.casefold(), zone.name.casefold(), zone.name.partition("/")[2].casefold()}:
            return zone.name
    if written in {"мск", "msk"}:
        written += "+0"
    if found := OFFSET.fullmatch(written):
        return _ahead(text, int(found["sign"] + found["hours"]) + (MOSCOW if found["from"] in {"мск", "msk"} else 0))
    return str(zone_of(text.strip()))


def _ahead(text: str, hours: int) -> str:
    for zone in RUSSIAN_ZONES:
        if zone.hours == hours:
            return zone.name
    raise UnknownTimeZone(text)
