"""A loop whose clock goes on only when nobody has anything to do: then to the next moment for which somebody waits.

What runs in the context of a process stands still with it: no step is done and no timer is heard until it goes on.
"""

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from contextvars import Context, ContextVar, copy_context
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any, Final, TypeVar, TypeVarTuple, Unpack
from unittest import mock

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

BEGINNING: Final = datetime(2026, 11, 27, 9, tzinfo=UTC)


class _Leaps(selectors.SelectSelector):
    """Nothing comes from outside: whoever would wait has waited."""

    def __init__(self) -> None:
        super().__init__()
        self.moment = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            raise RuntimeError("everybody waits for somebody else")
        self.moment += max(0.0, timeout)
        return []


class Standstill:
    """Whether a process stands still, and what it does next."""

    def __init__(self) -> None:
        self._next: list[tuple[asyncio.Handle, Callable[[], object]]] | None = None

    @property
    def lasts(self) -> bool:
        return self._next is not None

    def begin(self) -> None:
        if self._next is None:
            self._next = []

    def step(self, handle: asyncio.Handle, callback: Callable[[], object]) -> None:
        if self._next is None:
            callback()
        else:
            self._next.append((handle, callback))

    def end(self) -> None:
        steps, self._next = self._next or (), None
        for handle, callback in steps:
            asyncio.get_running_loop().call_soon(self._do, handle, callback)

    def _do(self, handle: asyncio.Handle, callback: Callable[[], object]) -> None:
        if not handle.cancelled():
            self.step(handle, callback)


STANDSTILL: ContextVar[Standstill | None] = ContextVar("standstill", default=None)
AHEAD: ContextVar[float] = ContextVar("ahead", default=0.0)
"""Seconds by which the calendar of the process is wrong."""


class SimulatedLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self._leaps = _Leaps()
        super().__init__(self._leaps)

    def time(self) -> float:
        return self._leaps.moment

    def call_soon(
        self, callback: Callable[[Unpack[Ts]], object], *args: *Ts, context: Context | None = None
    ) -> asyncio.Handle:
        context = context or copy_context()
        standstill = context.get(STANDSTILL)
        if standstill is None:
            return super().call_soon(callback, *args, context=context)
        step = _Step(standstill, callback, args, context)
        step.handle = handle = super().call_soon(step, context=context)
        return handle

    def call_at(
        self, when: float, callback: Callable[[Unpack[Ts]], object], *args: *Ts, context: Context | None = None
    ) -> asyncio.TimerHandle:
        context = context or copy_context()
        standstill = context.get(STANDSTILL)
        if standstill is None:
            return super().call_at(when, callback, *args, context=context)
        step = _Step(standstill, callback, args, context)
        step.handle = handle = super().call_at(when, step, context=context)
        return handle


class _Step:
    """Of a process, to be done now or when it goes on."""

    __slots__ = ("_args", "_callback", "_context", "_standstill", "handle")

    def __init__(self, standstill: Standstill, callback: Any, args: tuple[Any, ...], context: Context) -> None:
        self._standstill = standstill
        self._callback = callback
        self._args = args
        self._context = context
        self.handle: asyncio.Handle

    def __call__(self) -> None:
        if self._standstill.lasts:
            self._standstill.step(self.handle, self._later)
        else:
            self._callback(*self._args)

    def _later(self) -> None:
        self._context.run(self._callback, *self._args)


class _Calendar:
    """The date and time of the simulated clock, for `shared.clock`."""

    @staticmethod
    def now(zone: tzinfo) -> datetime:
        return BEGINNING.astimezone(zone) + timedelta(seconds=asyncio.get_running_loop().time() + AHEAD.get())


def simulate(main: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Plays it to its end, on a clock of its own."""
    with mock.patch("shared.clock.datetime", _Calendar), asyncio.Runner(loop_factory=SimulatedLoop) as runner:
        return runner.run(main())
