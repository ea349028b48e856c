"""The consumer runner, against a real mongod and Kafka and against the simulated ones."""

import asyncio
from functools import partial
from uuid import UUID, uuid4

import pytest
from tests.endurance.sizes import size
from tests.shared.consuming import Bench, Recorder, table, until
from tests.shared.things import AT, issued

from shared.cancellation import end
from shared.contracts.competitions import PersonChanged
from shared.errors import Transient
from shared.events import Record, to_record, tombstone
from shared.messaging.kafka import TopicPartition
from shared.messaging.topics import PARTITIONS

ROUNDS = size(1, 5)
"""In each of them a member comes and goes."""


async def test_every_event_is_handled_and_not_again_after_a_restart(bench: Bench) -> None:
    sent = [issued(uuid4()) for _ in range(20)]
    await bench.send(*map(to_record, sent))
    app = Recorder()
    async with bench.running(app):
        await until(lambda: len(app.seen) == 20)
    later = issued(uuid4())
    await bench.send(to_record(later))
    again = Recorder()
    async with bench.running(again):
        await until(lambda: bool(again.seen))
    assert set(app.seen) == {one.id for one in sent}
    assert again.seen == [later.id]


async def test_a_transient_failure_waits_in_place_and_keeps_the_order(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.messaging.lanes.FIRST_PAUSE", 0.01)
    key = uuid4()
    sent = [issued(key, number) for number in range(5)]
    failures = iter([Transient("away"), TimeoutError(), None])
    app = Recorder(fail=lambda event: next(failures, None) if event.id == sent[2].id else None)
    await bench.send(*map(to_record, sent))
    async with bench.running(app):
        await until(lambda: len(app.seen) == 5)
    assert app.seen == [one.id for one in sent]
    assert await bench.letters() == []


async def test_poison_is_put_aside_and_the_rest_goes_on(bench: Bench) -> None:
    key = uuid4()
    poison, good = issued(key, 1), issued(key, 2)
    app = Recorder(fail=lambda event: ValueError("test@example.test") if event.id == poison.id else None)
    await bench.send(to_record(poison), to_record(good))
    async with bench.running(app):
        await until(lambda: app.seen == [good.id])
    (letter,) = await bench.letters()
    headers = dict(letter.headers)
    assert isinstance(letter, Record)
    assert letter.value == to_record(poison).value
    assert headers["ce_id"] == str(poison.id).encode()
    assert headers["x-reason"] == b"ValueError"
    assert not any(b"test@example.test" in value for value in headers.values())


async def test_a_tombstone_erases(bench: Bench) -> None:
    subject = uuid4()
    app = Recorder()
    await bench.send(to_record(tombstone(PersonChanged, subject, id=uuid4(), at=AT)))
    async with bench.running(app):
        await until(lambda: app.erased == [subject])


async def test_types_that_nobody_listens_to_are_passed_over(bench: Bench) -> None:
    known = to_record(issued(uuid4()))
    headers = tuple((n, b"certificates.certificate.framed.v1" if n == "ce_type" else v) for n, v in known.headers)
    after = issued(uuid4())
    await bench.send(Record(known.topic, known.key, b"{}", headers), to_record(after))
    app = Recorder()
    async with bench.running(app):
        await until(lambda: app.seen == [after.id])
    assert await bench.letters() == []


async def test_a_type_that_is_no_text_is_passed_over(bench: Bench) -> None:
    known, after = to_record(issued(uuid4())), issued(uuid4())
    headers = tuple((name, b"\xff\xfe" if name == "ce_type" else value) for name, value in known.headers)
    await bench.send(Record(known.topic, known.key, known.value, headers), to_record(after))
    app = Recorder()
    async with bench.running(app):
        await until(lambda: app.seen == [after.id])


async def test_partitions_that_go_to_another_member_while_they_are_handled_end_nothing(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first member commits what it does not have any more, and asks how far behind it is there."""
    monkeypatch.setattr("shared.messaging.consumer.LEAVE_SECONDS", 0.1)
    early, late = [issued(uuid4()) for _ in range(12)], [issued(uuid4()) for _ in range(12)]
    await bench.send(*map(to_record, early))
    first, second = Recorder(gate=asyncio.Event()), Recorder()
    consumer = bench.consumer(first)
    running = asyncio.create_task(consumer.run())
    await until(lambda: first.begun > 0)
    member = consumer._receiver
    every = [TopicPartition(topic, number) for topic in table().topics for number in range(PARTITIONS)]
    before = {partition for partition in every if member.has(partition)}
    async with bench.running(second):
        await until(lambda: {partition for partition in before if member.has(partition)} < before)
        assert first.gate is not None
        first.gate.set()
        await until(lambda: {*first.seen, *second.seen} == {one.id for one in early})
        await bench.send(*map(to_record, late))
        await until(lambda: {*first.seen, *second.seen} == {one.id for one in (*early, *late)})
        assert not running.done()
        assert set(first.seen) & {one.id for one in late}
        await end(running)


def _are_seen(due: set[UUID], *seen: list[UUID]) -> bool:
    return due <= {id for some in seen for id in some}


@pytest.mark.endurance
async def test_members_that_come_and_go_under_load_lose_nothing_and_keep_the_order(bench: Bench) -> None:
    """Each key's events are seen in their order; what is seen once more, after a member left, is a repetition."""
    keys, numbers = [uuid4() for _ in range(12)], range(1 + ROUNDS)
    told = {key: [issued(key, number) for number in numbers] for key in keys}
    stays, guests = Recorder(), list[UUID]()
    running = asyncio.create_task(bench.consumer(stays).run())
    for number in numbers:
        guest = Recorder(seen=guests)
        async with bench.running(guest):
            await bench.send(*(to_record(told[key][number]) for key in keys))
            due = {one.id for key in keys for one in told[key][: number + 1]}
            await until(partial(_are_seen, due, stays.seen, guests))
    assert not running.done()
    await end(running)
    for seen in (stays.seen, guests):
        for events in told.values():
            order = [one.id for one in events]
            first_seen = [id for id in dict.fromkeys(seen) if id in order]
            assert first_seen == sorted(first_seen, key=order.index)
