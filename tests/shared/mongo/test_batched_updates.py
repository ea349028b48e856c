import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from uuid import UUID

import pytest
from pymongo import AsyncMongoClient, WriteConcern
from pymongo.errors import InvalidOperation, WTimeoutError
from pymongo.monitoring import CommandFailedEvent, CommandListener, CommandStartedEvent, CommandSucceededEvent

from shared.mongo.batched_updates import BatchedUpdates
from shared.mongo.database import CODEC, Collection, Document
from shared.settings import ServiceSettings

IDS = [UUID(int=number) for number in range(1, 13)]


class Updates(CommandListener):
    """How many documents each command updated."""

    def __init__(self) -> None:
        self.sizes: list[int] = []
        self.sent = asyncio.Event()

    def started(self, event: CommandStartedEvent) -> None:
        if event.command_name == "update":
            self.sizes.append(len(event.command["updates"]))
            self.sent.set()

    def succeeded(self, event: CommandSucceededEvent) -> None: ...
    def failed(self, event: CommandFailedEvent) -> None: ...


@pytest.fixture
def updates() -> Updates:
    return Updates()


@pytest.fixture
async def collection(settings: ServiceSettings, updates: Updates) -> AsyncIterator[Collection]:
    async with AsyncMongoClient[Document](settings.mongo_url, event_listeners=[updates]) as client:
        collection = client.get_database(settings.mongo_database, codec_options=CODEC)["counters"]
        await collection.insert_many({"_id": id, "version": 1} for id in IDS)
        yield collection


async def raise_version(together: BatchedUpdates, id: UUID, seen: int = 1) -> bool:
    return await together.update(id, {"version": seen}, {"$set": {"version": seen + 1}})


async def versions(collection: Collection) -> list[int]:
    return [document["version"] async for document in collection.find().sort("_id")]


async def test_what_is_asked_for_at_once_goes_in_one_command(collection: Collection, updates: Updates) -> None:
    together = BatchedUpdates(collection)
    assert all(await asyncio.gather(*(raise_version(together, id) for id in IDS)))
    assert await versions(collection) == [2] * len(IDS)
    assert updates.sizes == [len(IDS)]


async def test_what_comes_while_a_command_is_on_its_way_goes_together_after_it(
    collection: Collection, updates: Updates
) -> None:
    together = BatchedUpdates(collection)
    first = asyncio.create_task(raise_version(together, IDS[0]))
    await updates.sent.wait()
    assert all(await asyncio.gather(first, *(raise_version(together, id) for id in IDS[1:])))
    assert updates.sizes == [1, len(IDS) - 1]
    assert await raise_version(together, IDS[0], 2)


async def test_one_that_does_not_fit_makes_all_uncertain_and_stops_none(collection: Collection) -> None:
    together = BatchedUpdates(collection)
    await collection.update_one({"_id": IDS[3]}, {"$set": {"version": 9}})
    assert not any(await asyncio.gather(*(raise_version(together, id) for id in IDS)))
    assert await versions(collection) == [2, 2, 2, 9, *[2] * (len(IDS) - 4)]


async def test_a_document_goes_once_in_a_command(collection: Collection) -> None:
    together = BatchedUpdates(collection)
    assert await asyncio.gather(*(raise_version(together, IDS[0]) for _ in range(3))) == [True, False, False]


async def test_an_update_that_the_server_refuses_stops_none(collection: Collection) -> None:
    together = BatchedUpdates(collection)
    wrong = together.update(IDS[0], {"version": 1}, {"$push": {"version": 1}})
    assert not any(await asyncio.gather(wrong, raise_version(together, IDS[1])))
    assert (await versions(collection))[:2] == [1, 2]


async def test_who_gives_up_takes_nobody_along(collection: Collection) -> None:
    together = BatchedUpdates(collection)
    waiting = [asyncio.create_task(raise_version(together, id)) for id in IDS]
    await asyncio.sleep(0)
    waiting[0].cancel()
    with suppress(asyncio.CancelledError):
        await waiting[0]
    assert all(await asyncio.gather(*waiting[1:]))
    assert await versions(collection) == [2] * len(IDS)


async def test_a_write_that_is_not_safe_is_no_success(collection: Collection) -> None:
    unsafe = collection.with_options(write_concern=WriteConcern(w=2, wtimeout=1))
    with pytest.raises(WTimeoutError):
        await raise_version(BatchedUpdates(unsafe), IDS[0])


async def test_a_database_that_does_not_take_it_is_told_to_all(collection: Collection) -> None:
    together = BatchedUpdates(collection)
    await collection.database.client.close()
    for _ in range(2):
        told = await asyncio.gather(*(raise_version(together, id) for id in IDS), return_exceptions=True)
        assert {isinstance(one, InvalidOperation) for one in told} == {True}
