"""Reads a topic from its beginning to its end."""

from uuid import uuid4

from shared.events import AnyRecord
from shared.messaging.kafka import Receiver
from shared.settings import ServiceSettings


async def read_all(settings: ServiceSettings, topic: str) -> list[AnyRecord]:
    receiver = Receiver(settings, [topic], f"reader-{uuid4()}")
    await receiver.start()
    try:
        records: list[AnyRecord] = []
        ends = await receiver.end_offsets()
        while any([await receiver.position(partition) < end for partition, end in ends.items()]):
            for batch in (await receiver.poll()).values():
                records += [received.record for received in batch]
        return records
    finally:
        await receiver.stop()
