"""A relay as a process of its own, to be killed."""

import asyncio

from tests.shared.things import Things

from shared.messaging.kafka import Producer
from shared.messaging.outbox import Relay
from shared.mongo.database import connect, database
from shared.mongo.waiting_events import WaitingEvents
from shared.settings import ServiceSettings, prefixed


class Settings(ServiceSettings):
    model_config = prefixed("T_")


async def main() -> None:
    settings = Settings()
    async with connect(settings) as client:
        db = database(client, settings)
        await Relay(WaitingEvents(db, [Things(db)]), Producer(settings), "test").run()


asyncio.run(main())
