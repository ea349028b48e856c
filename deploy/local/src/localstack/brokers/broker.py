"""Which Kafka: the address in the settings, else Apache Kafka, else (never in CI) the stand-in."""

import logging
from pathlib import Path
from typing import Protocol

from localstack.brokers.fallback_broker import NOTICE, FallbackBroker
from localstack.brokers.jars import JarsUnreachable
from localstack.brokers.kafka import Kafka
from localstack.given import GivenKafka
from localstack.processes import Process
from localstack.settings import StackSettings

log = logging.getLogger(__name__)


class RunningBroker(Protocol):
    name: str
    version: str
    bootstrap: str

    @property
    def processes(self) -> list[Process]: ...
    async def start(self) -> None: ...
    async def stop(self) -> None: ...


class Broker:
    """`version` and `bootstrap` are final once it has started."""

    name = "kafka"

    def __init__(self, settings: StackSettings, folder: Path, port: int, controller_port: int, logs: Path) -> None:
        self._settings = settings
        self._stand_in = FallbackBroker(folder.with_name("fallback-broker"), port, logs)
        self._running: RunningBroker = (
            GivenKafka(settings.kafka_bootstrap)
            if settings.kafka_bootstrap
            else Kafka(folder, port, controller_port, logs)
        )

    @property
    def version(self) -> str:
        return self._running.version

    @property
    def bootstrap(self) -> str:
        return self._running.bootstrap

    @property
    def processes(self) -> list[Process]:
        return self._running.processes

    async def start(self) -> None:
        """Raises JarsUnreachable in CI where Apache Kafka cannot be had."""
        try:
            await self._running.start()
        except JarsUnreachable:
            if self._settings.ci:
                raise
            log.warning(NOTICE)
            self._running = self._stand_in
            await self._running.start()

    async def stop(self) -> None:
        await self._running.stop()
