"""Reads a topic from its beginning to its end."""

from uuid import uuid4

from shared.events import Record
from shared.messaging.kafka import Receiver
from shared.settings import ServiceSettings


async def read_all(settings: ServiceSettings, topic: str) -> list[Record]:
    receiver = Receiver(settings, [topic], f"reader-{uuid4()}")
    await receiver.start()
    try:
        records: list[Record] = []
        ends = await receiver.ends()
        while any([await receiver.position(place) < end for place, end in ends.items()]):
            for batch in (await receiver.poll()).values():
                records += [received.record for received in batch]
        return records
    finally:
        await receiver.stop()
