from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.notifications.people import person

from notifications.domain.preferences import (
    Category,
    CategoryIsMandatory,
    Channel,
    Choice,
    NoQuietTime,
    Preferences,
    QuietHours,
)

hours = st.integers(0, 23)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
zones = st.sampled_from(["Europe/Moscow", "Asia/Vladivostok", "America/New_York", "Asia/Kathmandu"])
optional = st.sampled_from([one for one in Category if not one.is_mandatory])


def test_everything_is_on_until_it_is_switched_off() -> None:
    preferences = Preferences(uuid4())
    assert all(preferences.wants(category, channel) for category in Category for channel in Channel)


@given(optional, st.sampled_from(Channel))
def test_switching_one_off_leaves_all_others_on(category: Category, channel: Channel) -> None:
    preferences = Preferences(uuid4()).without(category, channel)
    off = {(c, ch) for c in Category for ch in Channel if not preferences.wants(c, ch)}
    assert off == {(category, channel)}


@pytest.mark.parametrize("channel", Channel)
def test_the_validity_of_certificates_cannot_be_switched_off(channel: Channel) -> None:
    with pytest.raises(CategoryIsMandatory):
        Preferences(uuid4()).without(Category.CERTIFICATE_STATUS, channel)
    # Nor by a document that was written before the category became mandatory.
    assert Preferences(uuid4(), off=(Choice(Category.CERTIFICATE_STATUS, channel),)).wants(
        Category.CERTIFICATE_STATUS, channel
    )


@given(hours, hours, moments, zones)
def test_a_letter_leaves_at_the_first_moment_outside_the_quiet_hours(
    start: int, end: int, at: datetime, zone: str
) -> None:
    reader = person(time_zone=zone)
    quiet = QuietHours(start, end)
    preferences = Preferences(reader.id, quiet_hours=quiet)
    moment = preferences.not_before(Category.RESULTS, reader, at)
    assert not quiet.covers(moment.astimezone(reader.zone).hour)
    assert at <= moment <= at + timedelta(hours=25)
    if not quiet.covers(at.astimezone(reader.zone).hour):
        assert moment == at
    else:
        just_before = (moment - timedelta(microseconds=1)).astimezone(reader.zone)
        assert quiet.covers(just_before.hour) or just_before.utcoffset() != moment.astimezone(reader.zone).utcoffset()


@given(hours, hours, moments)
def test_what_is_mandatory_does_not_wait(start: int, end: int, at: datetime) -> None:
    reader = person()
    preferences = Preferences(reader.id, quiet_hours=QuietHours(start, end))
    assert preferences.not_before(Category.CERTIFICATE_STATUS, reader, at) == at


@given(hours)
def test_quiet_hours_that_are_no_time_are_refused(hour: int) -> None:
    with pytest.raises(NoQuietTime):
        Preferences(uuid4()).choose(set(), QuietHours(hour, hour))
    # A document of before the rule does not stand in the way of unsubscribing.
    old = Preferences(uuid4(), quiet_hours=QuietHours(hour, hour))
    assert not old.without(Category.RESULTS, Channel.EMAIL).wants(Category.RESULTS, Channel.EMAIL)
