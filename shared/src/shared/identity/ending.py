"""Sessions that people ended: the issuer is told until it has heard, however long it is silent."""

import asyncio
import time
from dataclasses import dataclass, field
from typing import Final

from shared import cancellation
from shared.errors import Transient
from shared.identity.token_endpoint import TokenEndpoint
from shared.observability.telemetry import log

AGAIN_SECONDS: Final = 15.0
MOST_WAITING: Final = 1000


@dataclass
class Endings:
    """Kept in the process's memory: a restart while the issuer is silent forgets them, and their sessions end by themselves."""

    tokens: TokenEndpoint
    pause: float = AGAIN_SECONDS
    _waiting: dict[str, float] = field(default_factory=dict)
    _telling: asyncio.Task[None] | None = None

    async def end(self, refresh: str, ends_at: float) -> bool:
        """Whether the issuer knows now. If not it is told later, until `ends_at` (seconds since the epoch)."""
        try:
            await self.tokens.revoke(refresh)
        except Transient:
            if len(self._waiting) < MOST_WAITING:
                self._waiting[refresh] = ends_at
            if self._telling is None or self._telling.done():
                self._telling = asyncio.create_task(self._tell())
            return False
        return True

    async def stop(self) -> None:
        if self._telling is not None:
            await cancellation.end(self._telling)
        if self._waiting:
            log.warning("sessions ended here that the sign-in was not told of", count=len(self._waiting))

    async def _tell(self) -> None:
        while self._waiting:
            await asyncio.sleep(self.pause)
            for refresh, ends_at in list(self._waiting.items()):
                if ends_at > time.time():
                    try:
                        await self.tokens.revoke(refresh)
                    except Transient:
                        # To the end of the line, so that one that is never heard holds up nobody else's.
                        self._waiting[refresh] = self._waiting.pop(refresh)
                        break
                del self._waiting[refresh]
