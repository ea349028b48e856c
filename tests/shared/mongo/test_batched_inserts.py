import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from uuid import UUID

import pytest
from bson.errors import BSONError
from pymongo import AsyncMongoClient, WriteConcern
from pymongo.errors import DuplicateKeyError, InvalidOperation, WriteConcernError, WriteError
from pymongo.monitoring import CommandFailedEvent, CommandListener, CommandStartedEvent, CommandSucceededEvent

from shared.mongo.batched_inserts import BatchedInserts
from shared.mongo.database import CODEC, Collection, Document
from shared.settings import ServiceSettings

IDS = [UUID(int=number) for number in range(1, 13)]


class Inserts(CommandListener):
    """How many documents each command inserted."""

    def __init__(self) -> None:
        self.sizes: list[int] = []
        self.sent = asyncio.Event()

    def started(self, event: CommandStartedEvent) -> None:
        if event.command_name == "insert":
            self.sizes.append(len(event.command["documents"]))
            self.sent.set()

    def succeeded(self, event: CommandSucceededEvent) -> None: ...
    def failed(self, event: CommandFailedEvent) -> None: ...


@pytest.fixture
def inserts() -> Inserts:
    return Inserts()


@pytest.fixture
async def collection(settings: ServiceSettings, inserts: Inserts) -> AsyncIterator[Collection]:
    async with AsyncMongoClient[Document](settings.mongo_url, event_listeners=[inserts]) as client:
        collection = client.get_database(settings.mongo_database, codec_options=CODEC)["things"]
        await collection.create_index("code", unique=True)
        yield collection


def thing(id: UUID, **further: object) -> Document:
    return {"_id": id, "code": str(id), **further}


async def told(*asked: asyncio.Future[None] | asyncio.Task[None]) -> list[str]:
    """What each was refused for; empty where it is stored."""
    answers = await asyncio.gather(*asked, return_exceptions=True)
    return [type(one).__name__ if one else "" for one in answers]


def all_of(together: BatchedInserts, *documents: Document) -> list[asyncio.Task[None]]:
    return [asyncio.create_task(together.insert(document)) for document in documents]


async def ids(collection: Collection) -> list[UUID]:
    return [document["_id"] async for document in collection.find().sort("_id")]


async def test_what_is_asked_for_at_once_goes_in_one_command(collection: Collection, inserts: Inserts) -> None:
    await asyncio.gather(*all_of(BatchedInserts(collection), *map(thing, IDS)))
    assert await ids(collection) == IDS
    assert inserts.sizes == [len(IDS)]


async def test_what_comes_while_a_command_is_on_its_way_goes_together_after_it(
    collection: Collection, inserts: Inserts
) -> None:
    together = BatchedInserts(collection)
    [first] = all_of(together, thing(IDS[0]))
    await inserts.sent.wait()
    await asyncio.gather(first, *all_of(together, *map(thing, IDS[1:])))
    assert await ids(collection) == IDS
    assert inserts.sizes == [1, len(IDS) - 1]


async def test_who_is_refused_is_refused_alone_and_told_by_which_index(collection: Collection) -> None:
    await collection.insert_many([thing(IDS[3]), {"_id": UUID(int=99), "code": "taken"}])
    documents = [thing(id) for id in IDS]
    documents[5]["code"] = "taken"
    tasks = all_of(BatchedInserts(collection), *documents)
    answers = await asyncio.gather(*tasks, return_exceptions=True)
    refused = {at: answer for at, answer in enumerate(answers) if answer}
    assert refused.keys() == {3, 5}
    by_id, by_code = refused[3], refused[5]
    assert isinstance(by_id, DuplicateKeyError)
    assert isinstance(by_code, DuplicateKeyError)
    assert (by_id.details or {})["keyPattern"] == {"_id": 1}
    assert (by_code.details or {})["keyPattern"] == {"code": 1}
    assert await ids(collection) == [id for id in IDS if id != IDS[5]] + [UUID(int=99)]


async def test_of_two_with_one_id_one_is_stored(collection: Collection) -> None:
    both = all_of(BatchedInserts(collection), thing(IDS[0], of=1), thing(IDS[0], of=2))
    assert sorted(await told(*both)) == ["", "DuplicateKeyError"]
    assert await ids(collection) == IDS[:1]


@pytest.mark.parametrize("unwritable", [{"size": 2**70}, {"body": "x" * 17_000_000}, {"of": object()}])
async def test_what_mongodb_cannot_keep_stops_none(collection: Collection, unwritable: Document) -> None:
    documents = [*map(thing, IDS[:3]), thing(IDS[3], **unwritable), thing(IDS[4])]
    answers = await asyncio.gather(*all_of(BatchedInserts(collection), *documents), return_exceptions=True)
    assert [at for at, answer in enumerate(answers) if answer] == [3]
    assert isinstance(answers[3], BSONError | OverflowError | TypeError)
    assert await ids(collection) == [*IDS[:3], IDS[4]]


async def test_what_the_server_refuses_stops_none(collection: Collection) -> None:
    await collection.database.command("collMod", collection.name, validator={"amount": {"$not": {"$lt": 0}}})
    documents = [thing(IDS[0]), thing(IDS[1], amount=-1), thing(IDS[2])]
    answers = await asyncio.gather(*all_of(BatchedInserts(collection), *documents), return_exceptions=True)
    assert [isinstance(answer, WriteError) for answer in answers] == [False, True, False]
    assert await ids(collection) == [IDS[0], IDS[2]]


async def test_who_gives_up_takes_nobody_along(collection: Collection) -> None:
    waiting = all_of(BatchedInserts(collection), *map(thing, IDS))
    await asyncio.sleep(0)
    waiting[0].cancel()
    with suppress(asyncio.CancelledError):
        await waiting[0]
    await asyncio.gather(*waiting[1:])
    assert await ids(collection) == IDS


@pytest.mark.parametrize("count", [1, 3])
async def test_a_write_that_is_not_safe_is_no_success(collection: Collection, count: int) -> None:
    unsafe = collection.with_options(write_concern=WriteConcern(w=2, wtimeout=1))
    answers = await asyncio.gather(*all_of(BatchedInserts(unsafe), *map(thing, IDS[:count])), return_exceptions=True)
    assert [isinstance(answer, WriteConcernError) for answer in answers] == [True] * count


async def test_a_database_that_does_not_take_it_is_told_to_all(collection: Collection) -> None:
    together = BatchedInserts(collection)
    await collection.database.client.close()
    for _ in range(2):
        assert set(await told(*all_of(together, *map(thing, IDS)))) == {InvalidOperation.__name__}
