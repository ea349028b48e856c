"""What is read anew after a while, by one, and kept with what was made of it."""

import asyncio
import gc
from weakref import WeakSet

import pytest

from shared.web.kept.looked_over import LookedOver


class Key:
    """Known by itself alone."""


class Source:
    """What is read, and how often it was."""

    def __init__(self, value: str = "old") -> None:
        self.value = value
        self.reads = 0
        self.gate = asyncio.Event()
        self.gate.set()

    async def __call__(self) -> str:
        self.reads += 1
        await self.gate.wait()
        if self.value == "gone":
            raise LookupError
        return self.value


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr("shared.web.kept.looked_over.time.monotonic", lambda: now[0])
    return now


async def test_it_is_read_anew_after_its_time_and_what_was_made_of_it_stays_while_it_reads_the_same(
    clock: list[float],
) -> None:
    source, kept = Source(), LookedOver[str, str](most=2, seconds=5)
    first = await kept.get("a", source)
    first.made["page"] = b"old"
    clock[0] += 4.9
    assert (await kept.get("a", source)) is first
    assert source.reads == 1
    clock[0] += 0.2
    assert (await kept.get("a", source)).made == {"page": b"old"}
    assert source.reads == 2
    source.value = "new"
    clock[0] += 5
    changed = await kept.get("a", source)
    assert (changed.value, changed.made) == ("new", {})


async def test_while_one_reads_others_get_what_was_there_and_nothing_that_is_twice_as_old(clock: list[float]) -> None:
    source, kept = Source(), LookedOver[str, str](most=2, seconds=5)
    await kept.get("a", source)
    source.gate.clear()
    source.value = "new"
    clock[0] += 6
    reading = asyncio.ensure_future(kept.get("a", source))
    await asyncio.sleep(0)
    assert (await kept.get("a", source)).value == "old"
    clock[0] += 4
    late = asyncio.ensure_future(kept.get("a", source))
    await asyncio.sleep(0)
    assert not late.done()
    source.gate.set()
    assert [(await one).value for one in (reading, late)] == ["new", "new"]


async def test_of_what_cannot_be_read_any_more_nothing_is_kept(clock: list[float]) -> None:
    source, kept = Source(), LookedOver[str, str](most=2, seconds=5)
    await kept.get("a", source)
    source.value = "gone"
    clock[0] += 5
    for _ in range(2):
        with pytest.raises(LookupError):
            await kept.get("a", source)


async def test_nothing_stays_behind_of_what_was_never_there() -> None:
    """Anybody may ask for it, as often as they like."""
    source, kept = Source("gone"), LookedOver[Key, str](most=2, seconds=5)
    remembered = WeakSet[Key]()

    async def ask() -> None:
        key = Key()
        remembered.add(key)
        told = await asyncio.gather(*(kept.get(key, source) for _ in range(2)), return_exceptions=True)
        assert [type(one) for one in told] == [LookupError, LookupError]

    for _ in range(3):
        await asyncio.create_task(ask())
    gc.collect()
    assert len(remembered) == 0


async def test_what_reads_the_same_was_asked_for_all_the_same(clock: list[float]) -> None:
    source, kept = Source(), LookedOver[str, str](most=2, seconds=5)
    often = await kept.get("a", source)
    await kept.get("b", source)
    clock[0] += 5
    await kept.get("a", source)
    await kept.get("c", source)
    assert (await kept.get("a", source)) is often


async def test_the_one_that_was_asked_for_longest_ago_goes_first(clock: list[float]) -> None:
    source, kept = Source(), LookedOver[str, str](most=2, seconds=5)
    for key in ("a", "b", "c", "c"):
        await kept.get(key, source)
    assert source.reads == 3
    await kept.get("a", source)
    assert source.reads == 4
    assert clock == [100.0]
