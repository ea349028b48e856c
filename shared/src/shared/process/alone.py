"""What a process of its own holds itself to that looks at files from anybody: no more memory, no more time, no files.

Nothing but the standard library is loaded here, so that it starts quickly.
"""

import resource
from dataclasses import dataclass
from typing import Final

MEGABYTE: Final = 1024 * 1024
OUT_OF_BOUNDS: Final = 77
"""The exit status where the memory was used up."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a reading may take. The worst that the counting lets through takes 150 MB and two seconds of a free core."""

    megabytes: int = 256
    """Of addresses, those of the interpreter included."""
    seconds: float = 30


def bind(bounds: Bounds) -> None:
    """No more memory than that, no more time even if nobody waits any longer, and no files."""
    most, seconds = bounds.megabytes * MEGABYTE, int(bounds.seconds) + 1
    for limit, value in (
        (resource.RLIMIT_AS, most),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        # Where less is allowed already, less it is: nobody may raise a limit.
        _, most_allowed = resource.getrlimit(limit)
        least = value if most_allowed == resource.RLIM_INFINITY else min(value, most_allowed)
        resource.setrlimit(limit, (least, least))
