from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from notifications.domain.retries import GIVE_UP_AFTER, LONGEST_PAUSE, next_attempt, pause

DUE = datetime(2026, 11, 22, tzinfo=UTC)


def test_pauses_double_from_5_seconds_to_15_minutes() -> None:
    seconds = [pause(attempts).total_seconds() for attempts in range(1, 13)]
    assert seconds == [5, 10, 20, 40, 80, 160, 320, 640, 900, 900, 900, 900]


@given(st.integers(1, 10_000))
def test_pauses_never_shrink_and_never_exceed_15_minutes(attempts: int) -> None:
    assert pause(attempts) <= pause(attempts + 1) <= LONGEST_PAUSE


@given(st.integers(1, 200), st.integers(0, 200_000))
def test_nothing_is_tried_more_than_24_hours_after_it_was_due(attempts: int, seconds: int) -> None:
    now = DUE + timedelta(seconds=seconds)
    moment = next_attempt(attempts, DUE, now)
    assert (moment is None) == (now + pause(attempts) > DUE + GIVE_UP_AFTER)
    assert moment is None or now < moment <= DUE + GIVE_UP_AFTER


def test_a_server_that_is_away_for_a_day_is_asked_about_a_hundred_times() -> None:
    attempts, now = 1, DUE
    while (moment := next_attempt(attempts, DUE, now)) is not None:
        attempts, now = attempts + 1, moment
    assert 100 <= attempts <= 110
