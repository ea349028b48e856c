"""Open inboxes: one task of the process tells all of them what is new."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from notifications.domain.inbox import Seen, TooManyStreams
from notifications.domain.recipients import Language
from shared.cancellation import end
from shared.observability.telemetry import log

LOOK_AGAIN_SECONDS: Final = 15.0
"""However silent the change stream is: the query is the truth."""
TICK_SECONDS: Final = 1.0
RETRY_SECONDS: Final = 1.0
AT_ONCE: Final = 500
"""Inboxes that are looked at together: those of a large round who come first need not wait for the last."""

Write = Callable[[bytes, bool], Awaitable[None]]
Changed = Callable[[], AsyncIterator[Collection[UUID] | None]]
"""Whose inbox has changed, without an end; None where it may be anybody's."""


@dataclass(eq=False, slots=True)
class OpenInbox:
    """One place in which somebody watches their inbox, until what is known of them has to be asked anew."""

    recipients: tuple[UUID, ...]
    """All records of one reader."""
    language: Language
    until: float
    """Seconds since the epoch."""
    seen: Seen
    write: Write
    look_at: float = 0
    """By the loop's clock."""
    writing: "asyncio.Task[None] | None" = field(default=None)
    is_over: bool = False


Tell = Callable[[Sequence[OpenInbox]], Awaitable[None]]
"""Looks at these inboxes and hands over what is new in them, by `hand_over`."""


class LiveInboxes:
    """All that are open in this process. What changes only wakes them; the query is the truth."""

    def __init__(self, most: int, changed: Changed, now: Callable[[], datetime]) -> None:
        self._most = most
        self._changed = changed
        self._now = now
        self._open: set[OpenInbox] = set()
        self._of: defaultdict[UUID, set[OpenInbox]] = defaultdict(set)
        self._woken: set[OpenInbox] = set()
        self._hint = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._is_ending = False

    def must_have_place(self, recipients: Sequence[UUID]) -> None:
        """For one more. Raises TooManyStreams."""
        if self._places(recipients) >= self._most:
            raise TooManyStreams(self._most)

    def _places(self, recipients: Sequence[UUID]) -> int:
        return max(len(self._of.get(one, ())) for one in recipients)

    @contextmanager
    def joined(self, inbox: OpenInbox, tell: Tell) -> Iterator[None]:
        """It is told what changes. It ends at once where several came at the same moment, and all found a place."""
        if not self._tasks:
            self._tasks = [asyncio.create_task(one) for one in (self._listen(), self._run(tell))]
        self._open.add(inbox)
        for one in inbox.recipients:
            self._of[one].add(inbox)
        if self._is_ending or self._places(inbox.recipients) > self._most:
            self._end(inbox)
        self._wake([inbox])
        try:
            yield
        finally:
            self._leave(inbox)

    def _leave(self, inbox: OpenInbox) -> None:
        self._open.discard(inbox)
        self._woken.discard(inbox)
        for one in inbox.recipients:
            self._of[one].discard(inbox)
            if not self._of[one]:
                del self._of[one]

    def end_streams(self) -> None:
        """The process is about to end, and the pages come again by themselves."""
        self._is_ending = True
        for one in list(self._open):
            self._end(one)

    async def close(self) -> None:
        await end(*self._tasks)

    def hand_over(self, inbox: OpenInbox, data: bytes, *, more: bool = True) -> None:
        """In a task, since who reads slowly keeps nobody else waiting: they are looked at again when they have read."""
        inbox.writing = asyncio.create_task(self._write(inbox, data, more=more))

    async def _write(self, inbox: OpenInbox, data: bytes, *, more: bool) -> None:
        await inbox.write(data, more)
        inbox.writing = None
        if inbox.is_over and more:
            self.hand_over(inbox, b"", more=False)
        elif inbox in self._woken:
            self._hint.set()

    def _end(self, inbox: OpenInbox) -> None:
        if inbox.is_over:
            return
        inbox.is_over = True
        if inbox.writing is None:
            self.hand_over(inbox, b"", more=False)

    def _wake(self, inboxes: Collection[OpenInbox]) -> None:
        if inboxes:
            self._woken.update(inboxes)
            self._hint.set()

    async def _listen(self) -> None:
        async for recipients in self._changed():
            if recipients is None:
                self._wake(self._open)
            else:
                for one in recipients:
                    self._wake(self._of.get(one, ()))

    async def _run(self, tell: Tell) -> None:
        tick = asyncio.get_running_loop().time
        next_tick = tick()
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(max(0.0, next_tick - tick()) if self._open else None):
                    await self._hint.wait()
            self._hint.clear()
            if tick() >= next_tick:
                self._end_those_over()
                self._woken.update(one for one in self._open if one.look_at <= tick())
                next_tick = tick() + TICK_SECONDS
            await self._round(tell, [one for one in self._woken if one.writing is None and not one.is_over])

    def _end_those_over(self) -> None:
        """Before the next tick, rather than after their time."""
        then = self._now().timestamp() + TICK_SECONDS
        for one in [one for one in self._open if one.until <= then]:
            self._end(one)

    async def _round(self, tell: Tell, due: list[OpenInbox]) -> None:
        again = asyncio.get_running_loop().time() + LOOK_AGAIN_SECONDS
        for start in range(0, len(due), AT_ONCE):
            some = due[start : start + AT_ONCE]
            self._woken.difference_update(some)
            try:
                await tell(some)
            except Exception as error:  # noqa: BLE001 - whatever it is: all others depend on this task
                log.warning("open inboxes are looked at again", exc_info=error)
                await asyncio.sleep(RETRY_SECONDS)
                self._wake([one for one in some if one in self._open])
            else:
                for one in some:
                    one.look_at = again
