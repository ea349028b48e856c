"""What accounts may do, as a process has it in mind for a few seconds."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from shared.identity.principal import Duty
from shared.ttl_cache import TtlCache

SECONDS: Final = 5.0
"""A duty that was ended is gone so soon, and every page asks for a dozen things at once."""
MOST: Final = 5000


class KnownDuties:
    """Asks `look_up` now and then. The process that changes a duty forgets what it knew of the account."""

    def __init__(self, look_up: Callable[[str], Awaitable[Sequence[Duty]]]) -> None:
        self._look_up = look_up
        self._known: TtlCache[str, Sequence[Duty]] = TtlCache(MOST, SECONDS)

    async def held_by(self, account: str) -> Sequence[Duty]:
        known = self._known.get(account)
        return known if known is not None else self._known.keep(account, await self._look_up(account))

    def forget(self, account: str) -> None:
        self._known.drop(account)
