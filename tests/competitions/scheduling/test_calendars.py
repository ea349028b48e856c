"""Calendar files, read back by a reader of our own: what is in them is what was said, in every zone."""

from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.competitions.scheduling.ical import read_calendar

from competitions.calendars.writing import Appointment, Contact, calendar
from competitions.calendars.zones import zone_definition

ZONES = (
    "Europe/Moscow",
    "Asia/Yekaterinburg",
    "Asia/Kamchatka",
    "Europe/Kaliningrad",
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Africa/Casablanca",
    "America/Sao_Paulo",
    "Pacific/Apia",
    "UTC",
    "Etc/UTC",
    "Etc/GMT-5",
)
AWKWARD = (
    st.text(
        st.one_of(
            st.sampled_from(",;:\\\"'\n^%|«»—ёй王\U0001f3c6e\u0301 "), st.characters(exclude_categories=("C", "Z"))
        ),
        min_size=1,
        max_size=200,
    )
    .map(str.strip)
    .filter(bool)
)
MOMENTS = st.integers(0, 11 * 366 * 24 * 60).map(
    lambda minutes: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


def appointment(**said: object) -> Appointment:
    moment = datetime(2026, 12, 1, 4, tzinfo=UTC)
    fields: dict[str, object] = {
        "id": UUID(int=7),
        "sequence": 3,
        "changed_at": moment,
        "name": "Модуль",
        "starts_at": moment,
        "ends_at": moment + timedelta(hours=3),
        "time_zone": "Asia/Yekaterinburg",
        "place": None,
        "about": "Чемпионат",
        "url": "https://skills.example/championships/1",
        "contact": None,
    }
    return Appointment(**{**fields, **said})  # type: ignore[arg-type]


@given(AWKWARD, AWKWARD, AWKWARD)
def test_every_word_comes_back_as_it_was_said(name: str, place: str, about: str) -> None:
    one = appointment(name=name, place=place, about=about, contact=Contact("Анна Пробная", "ask@region-47.example"))
    found = read_calendar(calendar(name, [one]))
    (event,) = found.events
    assert (found.name, event.summary, event.location) == (name, name, place)
    assert event.description == f"{about}\nhttps://skills.example/championships/1"
    assert event.organizer == ("Анна Пробная", "mailto:ask@region-47.example")
    assert (event.uid, event.sequence, event.status) == (str(UUID(int=7)), 3, "CONFIRMED")


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(MOMENTS, st.integers(1, 40 * 24), st.sampled_from(ZONES)), min_size=1, max_size=4))
def test_the_moments_come_back_by_the_zones_that_the_file_defines(said: list[tuple[datetime, int, str]]) -> None:
    ones = [
        appointment(starts_at=start, ends_at=start + timedelta(hours=hours), time_zone=zone)
        for start, hours, zone in said
    ]
    for one, event in zip(ones, read_calendar(calendar("Календарь", ones)).events, strict=True):
        assert event.ends_at == one.ends_at or _is_twice(one.ends_at, one.time_zone)
        assert event.starts_at == one.starts_at or _is_twice(one.starts_at, one.time_zone)
        local = one.starts_at.astimezone(ZoneInfo(one.time_zone))
        assert event.starts_at.replace(tzinfo=None) == local.replace(tzinfo=None)


def _is_twice(moment: datetime, zone: str) -> bool:
    """The hour that the clocks show twice cannot be told apart by any file with local times."""
    local = moment.astimezone(ZoneInfo(zone))
    return local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()


def test_what_does_not_take_place_is_cancelled_under_the_same_id() -> None:
    (event,) = read_calendar(calendar("К", [appointment(is_cancelled=True, sequence=4)])).events
    assert (event.uid, event.status, event.sequence) == (str(UUID(int=7)), "CANCELLED", 4)


def test_the_same_schedule_gives_the_same_bytes_and_a_zone_is_worked_out_once() -> None:
    ones = [appointment(time_zone="Pacific/Auckland", id=UUID(int=number)) for number in range(3)]
    first = calendar("К", ones)
    worked_out = zone_definition.cache_info().misses
    assert calendar("К", ones) == first
    assert first.count(b"BEGIN:VTIMEZONE") == 1
    assert zone_definition.cache_info().misses == worked_out
