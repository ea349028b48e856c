import asyncio
from collections.abc import AsyncIterator
from collections.abc import Collection as Collection_
from uuid import UUID

import pytest
from pymongo import AsyncMongoClient
from pymongo.errors import InvalidOperation
from pymongo.monitoring import CommandFailedEvent, CommandListener, CommandStartedEvent, CommandSucceededEvent

from shared.errors import Transient
from shared.mongo.database import CODEC, Collection, Document
from shared.mongo.together import Together
from shared.settings import ServiceSettings

IDS = [UUID(int=number) for number in range(1, 13)]
NOWHERE = UUID(int=99)


class Reads(CommandListener):
    """How many documents each command asked for."""

    def __init__(self) -> None:
        self.sizes: list[int] = []
        self.sent = asyncio.Event()

    def started(self, event: CommandStartedEvent) -> None:
        if event.command_name == "find":
            self.sizes.append(len(event.command["filter"]["_id"]["$in"]))
            self.sent.set()

    def succeeded(self, event: CommandSucceededEvent) -> None: ...
    def failed(self, event: CommandFailedEvent) -> None: ...


@pytest.fixture
def reads() -> Reads:
    return Reads()


@pytest.fixture
async def collection(settings: ServiceSettings, reads: Reads) -> AsyncIterator[Collection]:
    async with AsyncMongoClient[Document](settings.mongo_url, event_listeners=[reads]) as client:
        collection = client.get_database(settings.mongo_database, codec_options=CODEC)["read"]
        await collection.insert_many({"_id": id, "number": id.int} for id in IDS)
        yield collection


def of(collection: Collection) -> Together[UUID, Document]:
    async def read(ids: Collection_[UUID]) -> dict[UUID, Document]:
        return {one["_id"]: one async for one in collection.find({"_id": {"$in": list(ids)}})}

    return Together(read)


def numbers(found: list[Document | None]) -> list[int | None]:
    return [one["number"] if one else None for one in found]


async def test_what_is_asked_for_at_once_is_read_by_one_command(collection: Collection, reads: Reads) -> None:
    together = of(collection)
    found = await asyncio.gather(*(together.of(id) for id in [*IDS, NOWHERE, IDS[0]]))
    assert numbers(found) == [*range(1, 13), None, 1]
    assert reads.sizes == [len(IDS) + 1]


async def test_what_is_asked_for_while_a_command_is_on_its_way_is_read_after_it(
    collection: Collection, reads: Reads
) -> None:
    """A document that was written meanwhile is read as it is now."""
    together = of(collection)
    first = asyncio.create_task(together.of(IDS[0]))
    await reads.sent.wait()
    again = [asyncio.create_task(together.of(id)) for id in IDS[:3]]
    assert numbers([await first, *await asyncio.gather(*again)]) == [1, 1, 2, 3]
    assert reads.sizes == [1, 3]
    await collection.update_one({"_id": IDS[0]}, {"$set": {"number": 100}})
    assert numbers([await together.of(IDS[0])]) == [100]


async def test_who_gives_up_takes_nothing_away_from_the_others(collection: Collection) -> None:
    together = of(collection)
    impatient, patient = (asyncio.create_task(together.of(IDS[0])) for _ in range(2))
    await asyncio.sleep(0)
    impatient.cancel()
    assert numbers([await patient]) == [1]
    assert impatient.cancelled()


async def test_all_who_asked_hear_that_the_database_is_away(settings: ServiceSettings) -> None:
    client = AsyncMongoClient[Document](settings.mongo_url)
    together = of(client.get_database(settings.mongo_database, codec_options=CODEC)["read"])
    await client.close()
    told = await asyncio.gather(*(together.of(id) for id in IDS), return_exceptions=True)
    assert all(isinstance(one, InvalidOperation) for one in told)


async def test_a_command_that_is_cancelled_leaves_nobody_waiting(collection: Collection, reads: Reads) -> None:
    together = of(collection)
    waiting = [asyncio.create_task(together.of(id)) for id in IDS]
    await reads.sent.wait()
    assert together._asking is not None
    together._asking.cancel()
    told = await asyncio.gather(*waiting, return_exceptions=True)
    assert {type(one) for one in told} == {Transient}
    assert numbers([await together.of(IDS[0])]) == [1]
