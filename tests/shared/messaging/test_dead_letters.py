"""Dead letters and their replay, against a real mongod and Kafka. A replay never erases anybody by mistake."""

from uuid import UUID, uuid4

import pytest
from tests.shared.consuming import SERVICE, RealBench, Recorder, has_letters, until
from tests.shared.reading import read_all
from tests.shared.things import AT, issued, person
from tests.shared.topic_settings import alter, delete_topic, forget_records

from shared.contracts.certificates import CertificateIssued
from shared.contracts.competitions import PersonChanged
from shared.events import AnyRecord, Record, TombstoneRecord, to_record, tombstone
from shared.messaging.dead_letters import DeadLetters, Fate, Letter, replay
from shared.messaging.kafka import BrokerAway, Origin, Received, TopicPartition, fetch_record
from shared.messaging.topics import PARTITIONS, dead_letters


async def replayed(bench: RealBench, app: Recorder, *, dry_run: bool = False) -> list[tuple[Letter | None, Fate]]:
    handle = bench.consumer(app).handle
    return [(one.letter, one.fate) async for one in replay(bench.settings, SERVICE, handle, dry_run=dry_run)]


async def fates(bench: RealBench, app: Recorder, *, dry_run: bool = False) -> list[Fate]:
    return [fate for _, fate in await replayed(bench, app, dry_run=dry_run)]


async def unreadable_person(bench: RealBench) -> Record:
    """A person whom the consumer cannot read, and who therefore becomes a dead letter."""
    record = to_record(person(uuid4()))
    broken = Record(record.topic, record.key, record.value.replace(b'"version":1', b'"version":"?"'), record.headers)
    await bench.send(broken)
    async with bench.running(Recorder()):
        await until(has_letters(bench))
    return broken


async def test_a_replay_handles_dead_letters_once_and_a_dry_run_leaves_them(bench: RealBench) -> None:
    poison = issued(uuid4())
    await bench.send(to_record(poison))
    async with bench.running(Recorder(fail=lambda _event: ValueError())):
        await until(has_letters(bench))
    app = Recorder()
    for _ in range(2):
        ((letter, fate),) = await replayed(bench, app, dry_run=True)
        assert letter is not None
        assert (letter.type, letter.reason, fate) == (CertificateIssued.type, "ValueError", Fate.WAITS)
    assert app.seen == []
    assert await fates(bench, app) == [Fate.HANDLED]
    assert app.seen == [poison.id]
    assert await fates(bench, app) == []


async def test_what_fails_again_is_told_and_stays_a_dead_letter(bench: RealBench) -> None:
    await bench.send(to_record(issued(uuid4())))
    broken = Recorder(fail=lambda _event: ValueError())
    async with bench.running(broken):
        await until(has_letters(bench))
    assert await fates(bench, broken) == [Fate.DEAD_AGAIN]
    assert await fates(bench, Recorder()) == [Fate.HANDLED]


async def test_a_persons_data_is_never_copied_to_the_dead_letters_and_yet_replayed(bench: RealBench) -> None:
    broken = await unreadable_person(bench)
    (copy,) = await read_all(bench.settings, dead_letters(SERVICE))
    assert isinstance(copy, TombstoneRecord)
    ((letter, fate),) = await replayed(bench, Recorder(), dry_run=True)
    assert fate is Fate.WAITS
    assert letter is not None
    assert letter.record == broken


async def test_a_person_whose_record_was_compacted_away_is_superseded_and_nobody_is_erased(bench: RealBench) -> None:
    await unreadable_person(bench)
    await forget_records(bench.settings, PersonChanged.topic)
    app = Recorder()
    assert await fates(bench, app, dry_run=True) == [Fate.SUPERSEDED]
    assert await fates(bench, app) == [Fate.SUPERSEDED]
    assert (app.erased, app.people) == ([], set())
    assert await fates(bench, app) == []


async def test_a_person_whose_topic_is_gone_is_erased_by_nobody(bench: RealBench) -> None:
    await unreadable_person(bench)
    await delete_topic(bench.settings, PersonChanged.topic)
    app = Recorder()
    assert await fates(bench, app) == [Fate.SUPERSEDED]
    assert app.erased == []


@pytest.mark.parametrize("other", ["another person", "a tombstone"])
async def test_what_else_stands_at_a_persons_place_is_not_taken_for_it(bench: RealBench, other: str) -> None:
    """A topic that was made anew has other records at the same offsets."""
    subject = uuid4()
    there = to_record(
        person(uuid4()) if other == "another person" else tombstone(PersonChanged, subject, id=uuid4(), at=AT)
    )
    await bench.send(there)
    places = [Origin(TopicPartition(PersonChanged.topic, number), 0) for number in range(PARTITIONS)]
    (place,) = [one for one in places if await fetch_record(bench.settings, one) == there]
    lost: Received[AnyRecord] = Received(place, to_record(person(subject)))
    await DeadLetters(SERVICE, bench.sender).add(lost, ValueError())
    app = Recorder()
    assert await fates(bench, app) == [Fate.SUPERSEDED]
    assert (app.erased, app.people) == ([], set())


async def test_a_person_who_cannot_be_fetched_in_time_stays_a_letter(
    bench: RealBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = await unreadable_person(bench)
    app = Recorder()
    with monkeypatch.context() as slow:
        slow.setattr("shared.messaging.kafka.receiver.FETCH_SECONDS", 0)
        with pytest.raises(BrokerAway):
            await fates(bench, app)
    assert app.erased == []
    ((letter, _),) = await replayed(bench, app, dry_run=True)
    assert letter is not None
    assert letter.record == broken


async def test_an_erasure_that_failed_says_that_it_is_one_and_is_replayed(bench: RealBench) -> None:
    subject = uuid4()
    await bench.send(to_record(tombstone(PersonChanged, subject, id=uuid4(), at=AT)))
    async with bench.running(Recorder(fail_erasure=ValueError())):
        await until(has_letters(bench))
    await forget_records(bench.settings, PersonChanged.topic)
    app = Recorder()
    ((letter, fate),) = await replayed(bench, app)
    assert letter is not None
    assert (letter.type, fate) == ("tombstone", Fate.HANDLED)
    assert app.erased == [subject]


async def test_a_letter_without_its_marks_erases_nobody_and_holds_up_no_other(bench: RealBench) -> None:
    subject, poison = uuid4(), issued(uuid4())
    topic = dead_letters(SERVICE)
    await bench.send(
        TombstoneRecord(topic, str(subject).encode(), ()),
        TombstoneRecord(topic, str(subject).encode(), (("x-origin", b"competitions.person/0/0"), ("x-reason", b"E"))),
        Record(topic, b"", b"", (("x-origin", b"nonsense"), ("x-reason", b"\xff"), ("x-content", b"value"))),
        TombstoneRecord(topic, b"", (("x-origin", b"a/0/0"), ("x-reason", b"E"), ("x-content", b"value"))),
    )
    place = Origin(TopicPartition(CertificateIssued.topic, 0), 0)
    received: Received[AnyRecord] = Received(place, to_record(poison))
    await DeadLetters(SERVICE, bench.sender).add(received, ValueError())
    app = Recorder()
    assert sorted(await fates(bench, app)) == sorted([Fate.UNREADABLE] * 4 + [Fate.HANDLED])
    assert (app.erased, app.seen) == ([], [poison.id])


async def test_what_is_too_large_for_a_letter_is_a_reference(bench: RealBench) -> None:
    poison = issued(uuid4())
    await alter(bench.settings, dead_letters(SERVICE), max_message_bytes=to_record(poison).size)
    await bench.send(to_record(poison))
    async with bench.running(Recorder(fail=lambda _event: ValueError())):
        await until(has_letters(bench))
    (letter,) = await read_all(bench.settings, dead_letters(SERVICE))
    assert isinstance(letter, TombstoneRecord)
    app = Recorder()
    assert await fates(bench, app) == [Fate.HANDLED]
    assert app.seen == [poison.id]


async def test_a_reference_to_what_is_no_longer_kept_is_told_as_lost(bench: RealBench) -> None:
    poison = issued(uuid4())
    await alter(bench.settings, dead_letters(SERVICE), max_message_bytes=to_record(poison).size)
    await bench.send(to_record(poison))
    async with bench.running(Recorder(fail=lambda _event: ValueError())):
        await until(has_letters(bench))
    await forget_records(bench.settings, CertificateIssued.topic)
    app = Recorder()
    assert await fates(bench, app) == [Fate.GONE]
    assert app.seen == list[UUID]()
