"""MongoDB and Kafka together: what the services' state and events need, and all that most tests need."""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from localstack import ports
from localstack.brokers.broker import Broker
from localstack.given import GivenMongo
from localstack.mongod import Mongod
from localstack.settings import StackSettings


@dataclass(frozen=True, slots=True)
class Backbone:
    mongo: Mongod | GivenMongo
    kafka: Broker

    @classmethod
    def at(cls, folder: Path, mongo_port: int, kafka_port: int, controller_port: int, *, lasts: bool = True) -> Self:
        """Data and logs are kept in `folder`. `lasts`: also where mongod is killed."""
        settings = StackSettings()
        logs = folder / "logs"
        given = settings.mongo_url
        mongo = GivenMongo(given) if given else Mongod(folder / "mongod", mongo_port, logs, lasts=lasts)
        return cls(mongo, Broker(settings, folder / "kafka", kafka_port, controller_port, logs))

    @classmethod
    def on_free_ports(cls, folder: Path, *, lasts: bool = True) -> Self:
        return cls.at(folder, *ports.free(3), lasts=lasts)

    async def start(self) -> None:
        await asyncio.gather(self.mongo.start(), self.kafka.start())

    async def stop(self) -> None:
        await asyncio.gather(self.kafka.stop(), self.mongo.stop())

    def versions(self) -> dict[str, str]:
        return {part.name: part.version for part in (self.mongo, self.kafka)}
