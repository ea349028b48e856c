"""Work in the background gives way to whoever waits for an answer."""

import os
import time
from pathlib import Path
from typing import Final

AUTOGROUP: Final = Path("/proc/self/autogroup")
"""Where Linux groups processes by session (sched(7)): within the group alone counts what `nice` says, between groups this does."""


TRIES: Final = 30
PAUSE_SECONDS: Final = 0.1


def give_way(nice: int) -> None:
    """Lowers this process's priority by `nice`, and that of its session where it leads one: nobody else's is touched."""
    os.nice(nice)
    if nice and os.getsid(0) == os.getpid():
        _lower_session(nice)


def _lower_session(nice: int) -> None:
    """Waits its turn: for all users together, Linux takes one such change in a tenth of a second, and workers start together."""
    for _ in range(TRIES):
        try:
            AUTOGROUP.write_text(str(nice))
        except BlockingIOError:
            time.sleep(PAUSE_SECONDS)
        except OSError:
            return  # not this system, or not its way of sharing
        else:
            return
