"""What people write for a time zone."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from competitions.domain.preparation.plan import UnknownTimeZone
from competitions.domain.records.zones import RUSSIAN_ZONES, Zone, zone_written


@pytest.mark.parametrize("known", RUSSIAN_ZONES, ids=lambda known: known.name)
def test_a_zone_is_known_by_its_name_its_city_and_its_hours_the_whole_year_round(known: Zone) -> None:
    for month in (1, 7):
        assert datetime(2026, month, 1, tzinfo=UTC).astimezone(ZoneInfo(known.name)).utcoffset() == timedelta(
            hours=known.hours
        )
    hours, ahead = known.hours, known.hours - 3
    for written in (known.name, known.city, known.city.upper(), f"UTC+{hours}", f"gmt + {hours}", f"+{hours:02}:00"):
        assert zone_written(f"  {written} ") == known.name, written
    assert zone_written(f"МСК{ahead:+}") == known.name


@pytest.mark.parametrize(("written", "name"), [("мск", "Europe/Moscow"), ("Asia/Novosibirsk", "Asia/Novosibirsk")])
def test_other_spellings_and_other_zones_are_taken(written: str, name: str) -> None:
    assert zone_written(written) == name


@pytest.mark.parametrize("written", ["Марс", "UTC+5:30", "UTC+99", "UTC-3", "../etc/passwd", "5", "\x00", "Asia"])
def test_what_is_no_zone_is_refused(written: str) -> None:
    with pytest.raises(UnknownTimeZone):
        zone_written(written)
