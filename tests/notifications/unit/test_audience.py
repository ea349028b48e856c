"""Who hears of a person: by the age on the day of the event."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.notifications.people import person

from notifications.domain.recipients import full_years

GUARDIAN = uuid4()
births = st.dates(date(1990, 1, 1), date(2020, 12, 31))
moments = st.datetimes(datetime(2021, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
zones = st.sampled_from(["Europe/Moscow", "Asia/Vladivostok", "Europe/Kaliningrad", "America/New_York", "UTC"])


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "self_hears", "guardian_hears"),
    [
        (date(2025, 5, 4), False, True),
        (date(2025, 5, 5), True, True),
        (date(2029, 5, 4), True, True),
        (date(2029, 5, 5), True, False),
    ],
)
def test_birthdays_14_and_18_change_who_hears(day: date, self_hears: bool, guardian_hears: bool) -> None:
    who = person(birth_date=date(2011, 5, 5), guardians=(GUARDIAN,))
    heard = who.audience(noon(day))
    assert (who.id in heard, GUARDIAN in heard) == (self_hears, guardian_hears)


@pytest.mark.parametrize(
    ("day", "years"),
    [
        (date(2026, 2, 28), 13),
        (date(2026, 3, 1), 14),
        (date(2030, 2, 28), 17),
        (date(2030, 3, 1), 18),
        (date(2028, 2, 28), 15),
        (date(2028, 2, 29), 16),
    ],
)
def test_who_was_born_on_29_february_grows_older_on_1_march_of_a_common_year(day: date, years: int) -> None:
    assert full_years(date(2012, 2, 29), day) == years


def test_the_day_is_that_of_the_calendar_that_counts_ages() -> None:
    evening_in_utc = datetime(2025, 5, 4, 20, 0, tzinfo=UTC)
    far_east = person(birth_date=date(2011, 5, 5), guardians=(GUARDIAN,), age_zone="Asia/Vladivostok")
    west = person(birth_date=date(2011, 5, 5), guardians=(GUARDIAN,), age_zone="Europe/Kaliningrad")
    assert far_east.id in far_east.audience(evening_in_utc)
    assert west.id not in west.audience(evening_in_utc)


@given(births, moments, zones)
def test_somebody_always_hears_of_a_person_with_a_guardian(born: date, at: datetime, zone: str) -> None:
    who = person(birth_date=born, guardians=(GUARDIAN,), age_zone=zone)
    assert set(who.audience(at)) in ({GUARDIAN}, {who.id, GUARDIAN}, {who.id})
    assert who.audience(at)


@given(births, moments, zones, st.integers(0, 4000))
def test_growing_older_never_takes_the_persons_own_say_away(born: date, at: datetime, zone: str, days: int) -> None:
    who = person(birth_date=born, guardians=(GUARDIAN,), age_zone=zone)
    now, later = who.audience(at), who.audience(at + timedelta(days=days))
    assert who.id not in now or who.id in later
    assert GUARDIAN in now or GUARDIAN not in later


def test_nobody_hears_of_a_child_without_a_guardian() -> None:
    assert person(birth_date=date(2015, 1, 1)).audience(noon(date(2026, 1, 1))) == ()


def test_without_a_birth_date_named_guardians_hear_as_well() -> None:
    who = person(birth_date=None, guardians=(GUARDIAN,))
    assert set(who.audience(noon(date(2026, 1, 1)))) == {who.id, GUARDIAN}


def test_an_unknown_time_zone_does_not_lose_the_message() -> None:
    who = person(time_zone="Mars/Olympus", age_zone="Mars/Olympus")
    assert who.audience(noon(date(2026, 1, 1))) == (who.id,)
