import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.shared.things import CachedThings, Colour, NoThing, Part, Thing, Things, issued

from shared.errors import Overloaded, Stale
from shared.events import Outgoing
from shared.mongo.aggregates import PENDING_CAP, Aggregates, Duplicate
from shared.mongo.database import CODEC, Database

texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
prices = st.decimals(0, 1000, places=2)
parts = st.builds(Part, code=texts, weight=prices)
milliseconds = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(  # noqa: DTZ001
    lambda moment: moment.replace(microsecond=moment.microsecond // 1000 * 1000, tzinfo=UTC)
)
things = st.builds(
    Thing,
    id=st.uuids(),
    version=st.integers(0, 10),
    name=texts,
    price=prices,
    at=milliseconds,
    colour=st.sampled_from(Colour),
    parts=st.lists(parts, max_size=3).map(tuple),
    by_code=st.dictionaries(st.sampled_from(["A1", "A2", "J3"]), parts),
    tags=st.frozensets(texts, max_size=3),
    owner=st.none() | st.uuids(),
)


@pytest.fixture
async def store(db: Database) -> Things:
    store = Things(db)
    await store.ensure_indexes()
    return store


@given(things)
def test_what_is_dumped_loads_as_it_was(thing: Thing) -> None:
    from bson import decode, encode

    store: Aggregates[Thing] = Aggregates({"things": None}, "things", Thing, NoThing)  # type: ignore[arg-type]
    document = decode(encode({"_id": thing.id, **store.dump(thing)}, codec_options=CODEC), codec_options=CODEC)
    assert store.load(document) == thing


async def test_state_and_event_are_one_document(store: Things) -> None:
    thing = Thing(uuid4(), price=Decimal("12.34"))
    assert await store.add(thing, issued(thing.id)) is thing
    document = await store.collection.find_one({"_id": thing.id})
    assert document is not None
    assert document["price"] == Decimal("12.34")
    assert [entry["topic"] for entry in document["pending"]] == ["certificates.certificate"]
    assert await store.get(thing.id) == thing


async def test_adding_the_same_id_again_changes_nothing(store: Things) -> None:
    thing = Thing(uuid4())
    assert await store.add(thing, issued(thing.id)) is thing
    assert await store.add(replace(thing, name="другая"), issued(thing.id, 2)) == thing
    assert await store.get(thing.id) == thing


async def test_a_unique_value_that_is_taken_is_told_by_its_index(store: Things) -> None:
    await store.collection.create_index("name", unique=True)
    await store.add(Thing(uuid4(), name="одна"))
    with pytest.raises(Duplicate) as refused:
        await store.add(Thing(uuid4(), name="одна"))
    assert refused.value.index == "name_1"


async def test_who_saw_an_older_version_is_refused(store: Things) -> None:
    thing = Thing(uuid4())
    await store.add(thing)
    assert (await store.save(replace(thing, name="первая"))).version == 2
    with pytest.raises(Stale):
        await store.save(replace(thing, name="вторая"))
    kept = await store.get(thing.id)
    assert (kept.name, kept.version) == ("первая", 2)


async def test_an_event_may_tell_the_version_under_which_its_state_is_stored(store: Aggregates[Thing]) -> None:
    told: list[int] = []

    def event_of(stored: Thing) -> Outgoing:
        told.append(stored.version)
        return issued(stored.id, stored.version)

    thing = await store.add(Thing(uuid4()), event_of)
    await store.save(thing, event_of)
    assert told == [1, 2]


async def test_a_full_outbox_refuses_instead_of_growing(store: Things) -> None:
    thing = Thing(uuid4())
    await store.add(thing, *(issued(thing.id, n) for n in range(PENDING_CAP)))
    with pytest.raises(Overloaded):
        await store.save(thing, issued(thing.id, 999))
    await store.save(replace(thing, name="без события"))


async def test_what_is_not_there_is_named_by_the_stores_own_error(store: Things) -> None:
    with pytest.raises(NoThing):
        await store.get(uuid4())
    with pytest.raises(NoThing):
        await store.save(Thing(uuid4()))


async def test_pages_have_every_aggregate_once(store: Things) -> None:
    ids = {UUID(int=n) for n in range(1, 8)}
    for one in ids:
        await store.add(Thing(one))
    seen: list[UUID] = []
    after: UUID | None = None
    while True:
        found, after = await store.page({}, limit=3, after=after)
        seen += [thing.id for thing in found]
        if after is None:
            break
    assert seen == sorted(ids)


async def test_what_is_remembered_is_written_by_its_differences_and_kept_whole(db: Database) -> None:
    store = CachedThings(db)
    thing = Thing(uuid4(), parts=(Part("A1", Decimal("1.00")),), tags=frozenset({"a"}))
    await store.add(thing)
    changes = [
        {"name": "первое"},
        {"parts": (*thing.parts, Part("A2", Decimal("2.50")))},
        {"parts": (Part("B1", Decimal(3)),), "tags": frozenset({"a", "b"})},
        {"parts": (), "owner": uuid4()},
        {"parts": (Part("C1", Decimal("0.10")),), "by_code": {"C1": Part("C1", Decimal("0.10"))}},
        {"owner": None, "by_code": {}},
    ]
    seen = await store.get(thing.id)
    for number, change in enumerate(changes):
        wanted = replace(seen, **change)  # type: ignore[arg-type] # each names fields of the thing
        saved = await store.save(wanted, issued(thing.id, number))
        remembered = store.cached(thing.id)
        assert remembered == replace(wanted, version=number + 2) == saved
        assert await Things(db).get(thing.id) == remembered
        seen = remembered
    document = await store.collection.find_one({"_id": thing.id})
    assert document is not None
    assert len(document["pending"]) == len(changes)


async def test_what_is_remembered_and_old_is_refused(db: Database) -> None:
    here, there = (CachedThings(db) for _ in range(2))
    thing = Thing(uuid4())
    await here.add(thing)
    old = await here.get(thing.id)
    await there.save(replace(thing, name="там"))
    with pytest.raises(Stale):
        await here.save(replace(old, price=Decimal(7)))
    assert here.cached(thing.id) is None
    kept = await here.get(thing.id)
    assert (kept.name, kept.price, kept.version) == ("там", thing.price, 2)


async def test_what_is_saved_together_is_as_if_saved_alone(db: Database) -> None:
    here, there = (CachedThings(db) for _ in range(2))
    things = [Thing(uuid4(), parts=(Part("A1", Decimal("1.00")),)) for _ in range(5)]
    for thing in things:
        await here.add(thing)
    grown = [replace(await here.get(one.id), parts=(*one.parts, Part("A2", Decimal("0.50")))) for one in things]
    await asyncio.gather(*(here.save_batched(one) for one in grown))
    for one in grown:
        assert await there.get(one.id) == replace(one, version=2) == here.cached(one.id)
    await there.save(replace(grown[0], version=2, name="там"))
    named = [replace(one, version=2, name="здесь") for one in grown]
    told = await asyncio.gather(*(here.save_batched(one) for one in named), return_exceptions=True)
    assert [type(one) for one in told] == [Stale] * 5
    assert [(await there.get(one.id)).name for one in grown] == ["там", *["здесь"] * 4]
    assert {here.cached(one.id) for one in grown} == {None}


async def test_each_is_read_a_part_at_a_time(db: Database) -> None:
    store = CachedThings(db)
    things = [Thing(uuid4()) for _ in range(5)]
    for thing in things:
        await store.add(thing)
    for part in (1, 2, 5, 6):
        assert [one.id async for one in store.each({}, part)] == sorted(one.id for one in things)
