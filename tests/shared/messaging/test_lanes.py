"""A partition's records on their way: what is tried again, and what is left to others."""

import asyncio
from collections.abc import AsyncIterator, Sequence

import pytest
from tests.waiting import until

from shared.errors import Transient
from shared.events import AnyRecord, Record
from shared.messaging.kafka import Origin, Received, TopicPartition
from shared.messaging.lanes import Lane

PARTITION = TopicPartition("t", 0)


class Work:
    """Handles one by one. Before the record at `fails_at` something does not answer, so many times."""

    def __init__(self) -> None:
        self.handled: list[int] = []
        self.reached: list[int] = []
        self.batches: list[int] = []
        self.fails_at: dict[int, int] = {}
        self.gate = asyncio.Event()
        self.gate.set()

    async def handle(self, records: Sequence[Received[AnyRecord]], done: set[Origin]) -> None:
        self.batches.append(len(records))
        for received in records:
            await self.gate.wait()
            offset = received.origin.offset
            if self.fails_at.get(offset):
                self.fails_at[offset] -= 1
                raise Transient
            self.handled.append(offset)
            done.add(received.origin)

    def is_done(self, _partition: TopicPartition, offset: int) -> None:
        self.reached.append(offset)


@pytest.fixture
async def work() -> Work:
    return Work()


@pytest.fixture
async def lane(work: Work, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Lane]:
    monkeypatch.setattr("shared.messaging.lanes.FIRST_PAUSE", 0.001)
    lane = Lane(PARTITION, work.handle, work.is_done)
    yield lane
    await lane.close()


def records(*offsets: int) -> list[Received[AnyRecord]]:
    return [Received(Origin(PARTITION, offset), Record("t", b"", b"", ())) for offset in offsets]


async def test_what_fails_for_the_moment_is_tried_again_and_what_is_done_is_not(work: Work, lane: Lane) -> None:
    work.fails_at = {3: 2}
    lane.add(records(0, 1, 3, 4))
    await until(lambda: work.reached[-1:] == [5])
    assert work.handled == [0, 1, 3, 4]
    assert work.reached == [3, 5]


async def test_what_comes_meanwhile_is_the_next_batch(work: Work, lane: Lane) -> None:
    work.gate.clear()
    lane.add(records(0))
    await until(lambda: work.batches == [1])
    for offset in range(1, 5):
        lane.add(records(offset))
    work.gate.set()
    await until(lambda: work.reached == [1, 5])
    assert work.batches == [1, 4]


async def test_who_leaves_finishes_what_is_in_hand_and_forgets_the_rest(work: Work, lane: Lane) -> None:
    work.gate.clear()
    lane.add(records(0, 1))
    await until(lambda: work.batches == [2])
    lane.add(records(2, 3))
    leaving = asyncio.create_task(lane.leave())
    await asyncio.sleep(0)
    assert not leaving.done()
    work.gate.set()
    await leaving
    assert work.handled == [0, 1]
    lane.add(records(7))
    await until(lambda: work.reached == [2, 8])


async def test_who_leaves_does_not_wait_for_what_does_not_answer(
    work: Work, lane: Lane, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.messaging.lanes.FIRST_PAUSE", 3600)
    work.fails_at = {1: 1}
    lane.add(records(0, 1))
    await until(lambda: work.reached == [1])
    async with asyncio.timeout(10):
        await lane.leave()
    assert work.handled == [0]


async def test_a_fault_of_ours_is_told_and_nobody_waits_for_the_lane(work: Work, lane: Lane) -> None:
    del work.handled
    lane.add(records(0))
    await until(lambda: work.batches == [1])
    async with asyncio.timeout(10):
        await lane.leave()

    async def look() -> bool:
        lane.raise_failure()
        return False

    with pytest.raises(AttributeError):
        await until(look)
