from datetime import UTC, datetime, timedelta
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st
from tests.notifications.people import notice

from notifications.domain.deliveries import Delivery, Reason, State
from notifications.domain.preferences import Channel
from notifications.domain.retries import (
    GIVE_UP_AFTER,
    GIVE_UP_BLOCKED_AFTER,
    LONGEST_BLOCKED_PAUSE,
    LONGEST_PAUSE,
    blocked_pause,
    pause,
)

DUE = datetime(2026, 11, 22, tzinfo=UTC)
TERM = timedelta(seconds=60)


def new() -> Delivery:
    who = uuid4()
    return notice(who).delivery(uuid4(), who, Channel.EMAIL, DUE)


def test_pauses_double_from_5_seconds_to_15_minutes() -> None:
    seconds = [pause(attempts).total_seconds() for attempts in range(1, 13)]
    assert seconds == [5, 10, 20, 40, 80, 160, 320, 640, 900, 900, 900, 900]


def test_after_a_refusal_of_us_pauses_double_from_15_minutes_to_4_hours() -> None:
    minutes = [blocked_pause(refusals).total_seconds() / 60 for refusals in range(1, 8)]
    assert minutes == [15, 30, 60, 120, 240, 240, 240]


@given(st.integers(1, 10_000))
def test_pauses_never_shrink_and_never_exceed_the_longest(attempts: int) -> None:
    assert pause(attempts) <= pause(attempts + 1) <= LONGEST_PAUSE
    assert blocked_pause(attempts) <= blocked_pause(attempts + 1) <= LONGEST_BLOCKED_PAUSE


@given(st.integers(0, 200_000))
def test_nothing_is_tried_more_than_24_hours_after_it_was_due(seconds: int) -> None:
    now = DUE + timedelta(seconds=seconds)
    after = new().claim("a", now, TERM).deferred(now, Reason.DEFERRED, 451)
    assert (after.reason is Reason.EXPIRED) == (now + pause(1) > DUE + GIVE_UP_AFTER)
    assert after.state is State.FAILED or now < after.not_before <= DUE + GIVE_UP_AFTER


def test_a_server_that_is_away_for_a_day_is_asked_about_a_hundred_times() -> None:
    one = new()
    while not one.state.is_end:
        one = one.claim("a", one.not_before, TERM).deferred(one.not_before, Reason.UNREACHABLE)
    assert 100 <= len(one.attempts) <= 110


def test_a_server_that_refuses_us_is_asked_for_5_days_some_30_times() -> None:
    one = new()
    while not one.state.is_end:
        one = one.claim("a", one.not_before, TERM).blocked(one.not_before, 550)
    assert one.reason is Reason.EXPIRED
    assert 30 <= len(one.attempts) <= 36
    assert one.attempts[-1].at - DUE > GIVE_UP_BLOCKED_AFTER - LONGEST_BLOCKED_PAUSE


def test_a_letter_that_waited_for_the_end_of_a_block_still_has_its_tries() -> None:
    """Two days later the server takes mail again, and is only busy at first."""
    late = DUE + timedelta(days=2)
    one = new().claim("a", DUE, TERM).held(DUE, late).claim("a", late, TERM).deferred(late, Reason.DEFERRED, 451)
    assert (one.state, one.not_before) == (State.QUEUED, late + timedelta(seconds=5))
