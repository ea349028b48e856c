"""Work in the background gives way to whoever waits for an answer."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

AUTOGROUP: Final = Path("/proc/self/autogroup")
"""Where Linux groups processes by session (sched(7)): within the group alone counts what `nice` says, between groups this does."""


def give_way(nice: int) -> None:
    """Lowers this process's priority by `nice`, and that of its session where it leads one: nobody else's is touched."""
    os.nice(nice)
    if nice and os.getsid(0) == os.getpid():
        with suppress(OSError):  # not this system, or not its way of sharing
            AUTOGROUP.write_text(str(nice))
