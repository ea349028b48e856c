"""When a delivery that did not get through is tried again."""

from datetime import timedelta

FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=15)
GIVE_UP_AFTER = timedelta(hours=24)
FIRST_BLOCKED_PAUSE = timedelta(minutes=15)
LONGEST_BLOCKED_PAUSE = timedelta(hours=4)
GIVE_UP_BLOCKED_AFTER = timedelta(days=5)
"""People have to mend it, over a weekend perhaps (RFC 5321, 4.5.4.1: at least 4 to 5 days)."""


def pause(attempts: int) -> timedelta:
    """5 s after the first attempt, doubling to 15 min, then every 15 min. The tenth pause is the second of 15 min."""
    return _doubling(FIRST_PAUSE, attempts, LONGEST_PAUSE)


def blocked_pause(refusals: int) -> timedelta:
    """15 min after the first refusal of us, doubling to 4 h: whoever knocks again at once is blocked for longer."""
    return _doubling(FIRST_BLOCKED_PAUSE, refusals, LONGEST_BLOCKED_PAUSE)


def _doubling(first: timedelta, times: int, longest: timedelta) -> timedelta:
    if times > 10:  # noqa: PLR2004 - doubling further would only overflow
        return longest
    return min(first * (1 << times - 1), longest)
