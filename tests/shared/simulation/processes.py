"""A process's way to the parts outside of it: slow, broken, or closed for good."""

import asyncio
from collections.abc import Coroutine
from contextvars import copy_context
from dataclasses import dataclass
from enum import Enum
from random import Random
from typing import Any, Final

from pymongo.errors import AutoReconnect
from tests.shared.simulation.loop import AHEAD, STANDSTILL, Standstill

from shared.messaging.kafka import BrokerAway


class Part(Enum):
    MONGO = "mongo"
    KAFKA = "kafka"

    def failure(self) -> Exception:
        return AutoReconnect("simulated") if self is Part.MONGO else BrokerAway("simulated")


@dataclass
class Weather:
    """What may befall whoever asks a part for something. In calm weather nothing does."""

    chance: Random
    failures: float = 0.0
    """Of so large a share nothing comes: half of them before it is done, half of them after it."""
    seconds: float = 0.0
    """A way takes so long at most."""
    repeats: float = 0.0
    """So large a share of the records is written twice."""
    wrong: float = 0.0
    """Seconds by which a process's calendar is ahead or behind at most."""

    def strikes(self, share: float) -> bool:
        return share > 0 and self.chance.random() < share


CALM: Final = Weather(Random(0))


class Process:
    def __init__(self, name: str = "", weather: Weather = CALM) -> None:
        self.name = name
        self.weather = weather
        self.out_of_reach: set[Part] = set()
        self.pauses = 0
        self.is_alive = True
        self._standstill = Standstill()
        self._ahead = weather.chance.uniform(-weather.wrong, weather.wrong)

    async def ask(self, part: Part) -> None:
        """Before something is done. Raises what the part's driver raises: then it is not done."""
        await self._travel(part)

    async def hear(self, part: Part) -> None:
        """After it was done. Raises what the part's driver raises: it is done all the same."""
        await self._travel(part)

    def run(self, work: Coroutine[Any, Any, None]) -> "asyncio.Task[None]":
        context = copy_context()
        context.run(STANDSTILL.set, self._standstill)
        context.run(AHEAD.set, self._ahead)
        return asyncio.create_task(work, context=context)

    def pause(self) -> None:
        """As by SIGSTOP."""
        self.pauses += 1
        self._standstill.begin()

    def go_on(self) -> None:
        self._standstill.end()

    def kill(self) -> None:
        """Nothing that it does is seen by anybody any more."""
        self.is_alive = False
        self._standstill.end()

    async def _travel(self, part: Part) -> None:
        weather = self.weather
        if self.is_alive:
            await asyncio.sleep(weather.chance.uniform(0, weather.seconds) if weather.seconds else 0)
        if not self.is_alive:
            raise asyncio.CancelledError
        if part in self.out_of_reach or weather.strikes(weather.failures / 2):
            raise part.failure()
