"""What a process of its own holds itself to that looks at files from anybody: no more memory, no more time, nothing opened.

Nothing but the standard library is loaded here, so that it starts quickly.
"""

import codecs
import json
import resource
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

MEGABYTE: Final = 1024 * 1024
OUT_OF_BOUNDS: Final = 77
"""The exit status where the memory was used up."""
ENCODINGS: Final = (
    *("ascii", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1"),
    *("cp437", "cp866", "cp1251", "cp1252", "koi8-r", "koi8-u", "mac-cyrillic", "iso8859-5", "iso8859-15"),
)
"""In which files come, or say that they are. Any other is one that nobody knows."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a reading may take. The worst that the counting lets through takes 150 MB and two seconds of a free core."""

    megabytes: int = 256
    """Of addresses, those of the interpreter included."""
    seconds: float = 30


def bind(bounds: Bounds, *, may_open: bool = False) -> None:
    """No more memory than that, no more time even if nobody waits any longer, no writing of files.

    Nothing is opened either, no file and no connection, so that a hole in a library that reads files leads nowhere: what a reader
    needs is loaded before. `may_open`: of who reads nothing that is anybody's own.
    """
    if not may_open:
        _close_off()
    for limit, value in (
        (resource.RLIMIT_AS, bounds.megabytes * MEGABYTE),
        (resource.RLIMIT_CPU, int(bounds.seconds) + 1),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _limit(limit, value)


def answer(answers: BinaryIO, find: Callable[[], Mapping[str, Any]]) -> int:
    """Writes what `find` makes of the file, as JSON; where it fails as it never should {kind: failed, error}, to be raised on the
    other side: the type alone, since what an error says may repeat what stands in the file. Returns the exit status.
    """
    try:
        answers.write(json.dumps(_found(find), default=str).encode())
        answers.flush()
    except MemoryError:
        return OUT_OF_BOUNDS
    return 0


def _found(find: Callable[[], Mapping[str, Any]]) -> Mapping[str, Any]:
    try:
        return find()
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is
        return {"kind": "failed", "error": type(error).__name__}


def _close_off() -> None:
    for name in ENCODINGS:
        codecs.lookup(name)
    # A module that is not loaded is then one that is not installed, which libraries reckon with.
    sys.meta_path.clear()
    # Not even in the place of one that is closed; what is open stays so.
    _limit(resource.RLIMIT_NOFILE, 0)


def _limit(limit: int, value: int) -> None:
    """Where less is allowed already, less it is: nobody may raise a limit."""
    _, most_allowed = resource.getrlimit(limit)
    least = value if most_allowed == resource.RLIM_INFINITY else min(value, most_allowed)
    resource.setrlimit(limit, (least, least))
