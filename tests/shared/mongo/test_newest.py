"""What is told many times is kept as it was told last, however it comes."""

import asyncio
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

import pytest
from tests.shared.things import NoThing

from shared.errors import Stale
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database
from shared.mongo.newest import keep_newest


@dataclass(frozen=True, slots=True)
class Told:
    id: UUID
    edition: int
    version: int = 1

    def is_newer_than(self, known: "Told | None") -> bool:
        return known is None or self.edition > known.edition

    def following(self, known: "Told | None") -> "Told":
        return self if known is None else replace(self, version=known.version)


@pytest.fixture
def store(db: Database) -> Aggregates[Told]:
    return Aggregates(db, "told", Told, NoThing)


async def test_the_newest_of_each_is_kept_whatever_is_there_and_changes_nothing_again(store: Aggregates[Told]) -> None:
    first, second, third = uuid4(), uuid4(), uuid4()
    await keep_newest(store, [Told(first, 2), Told(second, 1)])
    batch = [Told(second, 3), Told(first, 1), Told(third, 1), Told(second, 2), Told(third, 2)]
    for _ in range(2):
        await keep_newest(store, batch)
        found = {one.id: (one.edition, one.version) for one in await store.find_many({})}
        assert found == {first: (2, 1), second: (3, 2), third: (2, 1)}
    await keep_newest(store, [])


async def test_who_is_overtaken_hears_of_it_and_keeps_the_others(
    store: Aggregates[Told], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look and the write: one was changed, one was not there yet."""
    known, fresh, other = uuid4(), uuid4(), uuid4()
    await keep_newest(store, [Told(known, 1)])
    some = store.some
    for rival in (Told(known, 2), Told(fresh, 1)):

        async def overtaken(ids: list[UUID], rival: Told = rival) -> list[Told]:
            seen = await some(ids)
            monkeypatch.setattr(store, "some", some)
            await keep_newest(store, [rival])
            return seen

        monkeypatch.setattr(store, "some", overtaken)
        told = [replace(rival, edition=9), Told(other, 1)]
        with pytest.raises(Stale):
            await keep_newest(store, told)
        assert (await store.get(rival.id)).edition == rival.edition
        assert (await store.get(other)).edition == 1
        await keep_newest(store, told)
        assert (await store.get(rival.id)).edition == 9


async def test_two_who_bring_the_same_at_once_lose_nothing(store: Aggregates[Told]) -> None:
    ids = [uuid4() for _ in range(20)]

    async def bring(edition: int) -> None:
        while True:
            try:
                return await keep_newest(store, [Told(id, edition) for id in ids])
            except Stale:
                continue

    await asyncio.gather(*(bring(edition) for edition in (3, 1, 2)))
    assert {one.edition for one in await store.find_many({})} == {3}
