"""When a delivery that did not get through is tried again."""

from datetime import datetime, timedelta

FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=15)
GIVE_UP_AFTER = timedelta(hours=24)


def pause(attempts: int) -> timedelta:
    """5 s after the first attempt, doubling to 15 min, then every 15 min. The tenth pause is the second of 15 min."""
    if attempts > 10:  # noqa: PLR2004 - doubling further would only overflow
        return LONGEST_PAUSE
    return min(FIRST_PAUSE * (1 << attempts - 1), LONGEST_PAUSE)


def next_attempt(attempts: int, first_due: datetime, at: datetime) -> datetime | None:
    """None when the next attempt would be more than 24 h after the delivery was first due."""
    moment = at + pause(attempts)
    return moment if moment - first_due <= GIVE_UP_AFTER else None
