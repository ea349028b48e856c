"""MongoDB and Kafka that the user runs already: an address in the settings wins over parts of ours."""

from pymongo import AsyncMongoClient

from localstack.processes import Process
from shared.messaging.kafka import create_topics


class GivenMongo:
    name = "mongod"

    def __init__(self, url: str) -> None:
        self.url = url
        self.version = "MongoDB of the settings"

    @property
    def processes(self) -> list[Process]:
        return []

    async def start(self) -> None:
        client: AsyncMongoClient[dict[str, object]]
        async with AsyncMongoClient(self.url, serverSelectionTimeoutMS=5_000) as client:
            told = await client.admin.command("buildInfo")
        self.version = f"mongod {told['version']}"

    async def stop(self) -> None:
        """It is not ours to stop."""


class GivenKafka:
    name = "kafka"
    version = "Kafka of the settings"

    def __init__(self, bootstrap: str) -> None:
        self.bootstrap = bootstrap

    @property
    def processes(self) -> list[Process]:
        return []

    async def start(self) -> None:
        await create_topics(self.bootstrap, [])

    async def stop(self) -> None:
        """It is not ours to stop."""
