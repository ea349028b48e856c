"""Whether something answers over HTTP."""

import asyncio
import urllib.error
import urllib.request
from collections.abc import Awaitable, Callable


def answers(url: str) -> Callable[[], Awaitable[bool]]:
    """A question for `Process.until`: does this address answer with a success?"""
    return lambda: asyncio.to_thread(_succeeds, url)


def _succeeds(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - an address of ours
            return bool(answer.status < 400)  # noqa: PLR2004
    except (urllib.error.URLError, OSError):
        return False
