"""What happens again and again is told once a minute, with how often it happened."""

import logging
import time
from collections.abc import Hashable
from typing import Final

SECONDS: Final = 60.0


class Repeats:
    """Counts what is not told."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._told: dict[Hashable, float] = {}
        self._count: dict[Hashable, int] = {}

    def times(self, what: Hashable) -> int:
        """How often it happened since it was told last, this time included; 0 where it is not to be told yet."""
        self._count[what] = self._count.get(what, 0) + 1
        moment = time.monotonic()
        if what in self._told and moment - self._told[what] < self._seconds:
            return 0
        self._told[what] = moment
        return self._count.pop(what)


KAFKA: Final = "kafka"
repeats: Final = Repeats()
"""Of this process. Whoever tells that Kafka does not answer, aiokafka or our own loops, counts as KAFKA."""


class OnceAMinute(logging.Filter):
    """aiokafka writes several lines a second while it cannot reach a broker. One a minute says as much, with their number."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.partition(".")[0] != "aiokafka":
            return True
        times = repeats.times(KAFKA)
        if times > 1:
            record.msg, record.args = f"{record.getMessage()} ({times} times since the last line)", ()
        return times > 0
