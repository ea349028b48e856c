"""The consumer runner against a real mongod and Kafka."""

from uuid import uuid4

import pytest
from tests.shared.consuming import SERVICE, Bench, Recorder, has_letters, until
from tests.shared.reading import read_all
from tests.shared.things import AT, issued, person

from shared.contracts.certificates import CertificateIssued
from shared.contracts.competitions import PersonChanged
from shared.errors import Transient
from shared.events import Record, to_record, tombstone
from shared.messaging.dead_letters import replay
from shared.messaging.topics import dead_letters


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


async def test_a_transient_failure_waits_in_place_and_keeps_the_order(bench: Bench) -> None:
    key = uuid4()
    sent = [issued(key, number) for number in range(5)]
    failures = iter([Transient("away"), TimeoutError(), None])
    app = Recorder(fail=lambda event: next(failures, None) if event.id == sent[2].id else None)
    await bench.send(*map(to_record, sent))
    async with bench.running(app):
        await until(lambda: len(app.seen) == 5)
    assert app.seen == [one.id for one in sent]
    assert await read_all(bench.settings, dead_letters(SERVICE)) == []


async def test_poison_is_put_aside_and_the_rest_goes_on(bench: Bench) -> None:
    key = uuid4()
    poison, good = issued(key, 1), issued(key, 2)
    app = Recorder(fail=lambda event: ValueError("test@example.test") if event.id == poison.id else None)
    await bench.send(to_record(poison), to_record(good))
    async with bench.running(app):
        await until(lambda: app.seen == [good.id])
    (letter,) = await read_all(bench.settings, dead_letters(SERVICE))
    headers = dict(letter.headers)
    assert letter.value == to_record(poison).value
    assert headers["ce_id"] == str(poison.id).encode()
    assert headers["x-reason"] == b"ValueError"
    assert not any(b"test@example.test" in value for value in headers.values())


async def test_a_replay_handles_dead_letters_once_and_a_dry_run_leaves_them(bench: Bench) -> None:
    poison = issued(uuid4())
    await bench.send(to_record(poison))
    async with bench.running(Recorder(fail=lambda _event: ValueError())):
        await until(has_letters(bench))
    app = Recorder()
    handle = bench.consumer(app).handle
    for _ in range(2):
        listed = await replay(bench.settings, SERVICE, handle, dry_run=True)
        assert [(one.type, one.reason) for one in listed] == [(CertificateIssued.type, "ValueError")]
    assert app.seen == []
    await replay(bench.settings, SERVICE, handle, dry_run=False)
    assert app.seen == [poison.id]
    assert await replay(bench.settings, SERVICE, handle, dry_run=False) == []


async def test_a_persons_data_is_never_copied_to_the_dead_letters_and_yet_replayed(bench: Bench) -> None:
    subject = uuid4()
    record = to_record(person(subject))
    assert record.value is not None
    broken = Record(record.topic, record.key, record.value.replace(b'"version":1', b'"version":"?"'), record.headers)
    await bench.send(broken)
    async with bench.running(Recorder()):
        await until(has_letters(bench))
    (letter,) = await read_all(bench.settings, dead_letters(SERVICE))
    assert letter.value is None
    seen: list[bytes | None] = []

    async def look(received: object) -> None:
        seen.append(getattr(received, "record").value)  # noqa: B009

    await replay(bench.settings, SERVICE, look, dry_run=False)
    assert seen == [broken.value]


async def test_a_tombstone_erases(bench: Bench) -> None:
    subject = uuid4()
    app = Recorder()
    await bench.send(to_record(tombstone(PersonChanged, subject, id=uuid4(), at=AT)))
    async with bench.running(app):
        await until(lambda: app.erased == [subject])


async def test_types_that_nobody_listens_to_are_passed_over(bench: Bench) -> None:
    known = to_record(issued(uuid4()))
    assert known.value is not None
    headers = tuple((n, b"certificates.certificate.framed.v1" if n == "ce_type" else v) for n, v in known.headers)
    after = issued(uuid4())
    await bench.send(Record(known.topic, known.key, b"{}", headers), to_record(after))
    app = Recorder()
    async with bench.running(app):
        await until(lambda: app.seen == [after.id])
    assert await read_all(bench.settings, dead_letters(SERVICE)) == []


async def test_a_type_that_is_no_text_is_passed_over(bench: Bench) -> None:
    known, after = to_record(issued(uuid4())), issued(uuid4())
    headers = tuple((name, b"\xff\xfe" if name == "ce_type" else value) for name, value in known.headers)
    await bench.send(Record(known.topic, known.key, known.value, headers), to_record(after))
    app = Recorder()
    async with bench.running(app):
        await until(lambda: app.seen == [after.id])


async def test_a_producer_that_failed_is_not_used_again(bench: Bench) -> None:
    record = to_record(issued(uuid4()))
    await bench.send(record)
    failed = bench.producer._producer
    with pytest.raises(Transient):
        await bench.send(Record(record.topic, record.key, b"x" * 2_000_000, record.headers))
    await bench.send(record)
    assert bench.producer._producer is not failed
