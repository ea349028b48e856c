"""Handlers that take many events: what they are given, and what becomes of those that fail or have to wait. Without a broker."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.shared.things import AT, issued, person

from shared.contracts import Payload
from shared.contracts.certificates import CertificateIssued
from shared.contracts.competitions import PersonChanged
from shared.errors import Transient
from shared.events import AnyRecord, Event, Record, TombstoneRecord, to_record, tombstone
from shared.messaging.dead_letters import DeadLetters
from shared.messaging.handling import Handling
from shared.messaging.kafka import Origin, Outcome, Received, TopicPartition
from shared.messaging.parking import Parking
from shared.messaging.subscriptions import Missed, Subscriptions
from shared.messaging.waves import groups
from shared.mongo.database import Database


@dataclass
class Letters:
    """Takes every record."""

    taken: list[AnyRecord] = field(default_factory=list)

    async def send(self, records: Sequence[AnyRecord]) -> None:
        self.taken += records

    async def offer(self, records: Sequence[AnyRecord]) -> list[Outcome]:
        self.taken += records
        return [None for _ in records]


@dataclass
class Desk:
    """An app that notes in what company each event came."""

    batches: list[list[UUID]] = field(default_factory=list)
    people: set[UUID] = field(default_factory=set)
    erased: list[UUID] = field(default_factory=list)
    poison: set[UUID] = field(default_factory=set)
    away: int = 0
    """So many times something does not answer."""
    needs_people: bool = False

    @property
    def seen(self) -> list[UUID]:
        return [id for batch in self.batches for id in batch]


def table() -> Subscriptions[Desk]:
    subscriptions: Subscriptions[Desk] = Subscriptions()

    @subscriptions.on_many(CertificateIssued)
    async def tell(events: Sequence[Event[CertificateIssued]], app: Desk) -> Missed:
        if app.away:
            app.away -= 1
            raise Transient
        if app.poison & {event.id for event in events}:
            raise ValueError
        missed = {
            event.id: f"person:{event.data.subject_id}"
            for event in events
            if app.needs_people and event.data.subject_id not in app.people
        }
        app.batches.append([event.id for event in events if event.id not in missed])
        return missed

    @subscriptions.on_many(PersonChanged, provides=lambda event: f"person:{event.data.subject_id}")
    async def remember(events: Sequence[Event[PersonChanged]], app: Desk) -> Missed:
        app.people.update(event.data.subject_id for event in events)
        return {}

    @subscriptions.on_tombstone(PersonChanged)
    async def forget(subject_id: UUID, app: Desk) -> None:
        app.erased.append(subject_id)

    return subscriptions


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def letters() -> Letters:
    return Letters()


@pytest.fixture
def handling(desk: Desk, letters: Letters, db: Database) -> Handling[Desk]:
    return Handling(table(), desk, Parking(db), DeadLetters("notifications", letters), "notifications")


def received(*events: Event[Payload]) -> list[Received[AnyRecord]]:
    return placed([to_record(one) for one in events])


def placed(records: Sequence[AnyRecord]) -> list[Received[AnyRecord]]:
    return [Received(Origin(TopicPartition(one.topic, 0), offset), one) for offset, one in enumerate(records)]


async def test_many_come_together_each_once_and_in_their_order(handling: Handling[Desk], desk: Desk) -> None:
    """The relay told two of them twice."""
    sent = [issued(uuid4()) for _ in range(5)]
    done: set[Origin] = set()
    batch = received(*sent, sent[0], sent[3])
    await handling.all(batch, done)
    assert desk.batches == [[one.id for one in sent]]
    assert done == {one.origin for one in batch}


async def test_poison_in_a_batch_is_put_aside_alone(
    handling: Handling[Desk], desk: Desk, letters: Letters, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.messaging.handling.TRIES", 1)
    sent = [issued(uuid4()) for _ in range(5)]
    desk.poison = {sent[2].id}
    done: set[Origin] = set()
    await handling.all(received(*sent), done)
    assert desk.seen == [one.id for one in sent if one is not sent[2]]
    assert [dict(one.headers)["ce_id"] for one in letters.taken] == [str(sent[2].id).encode()]
    assert len(done) == 5


async def test_what_cannot_be_read_is_put_aside_alone(handling: Handling[Desk], desk: Desk, letters: Letters) -> None:
    sent = [to_record(issued(uuid4())) for _ in range(3)]
    sent[1] = Record(sent[1].topic, sent[1].key, b"{", sent[1].headers)
    await handling.all(placed(sent), set())
    assert len(desk.seen) == 2
    assert [one.key for one in letters.taken] == [sent[1].key]


async def test_what_is_transient_is_raised_and_nothing_counts_as_done(
    handling: Handling[Desk], desk: Desk, letters: Letters
) -> None:
    desk.away = 1
    batch, done = received(*(issued(uuid4()) for _ in range(3))), set[Origin]()
    with pytest.raises(Transient):
        await handling.all(batch, done)
    assert done == set()
    await handling.all(batch, done)
    assert len(done) == 3
    assert letters.taken == []


async def test_those_that_miss_something_wait_and_are_woken_together(
    handling: Handling[Desk], desk: Desk, db: Database
) -> None:
    desk.needs_people = True
    ready, later = [issued(uuid4()) for _ in range(3)], [issued(uuid4()) for _ in range(4)]
    desk.people = {one.data.subject_id for one in ready}
    await handling.all(received(*later[:2], *ready, *later[2:]), set())
    assert desk.seen == [one.id for one in ready]
    assert await Parking(db).count() == 4
    await handling.all(received(*(person(one.data.subject_id) for one in later)), set())
    assert desk.batches[-1] == [one.id for one in later]
    assert await Parking(db).count() == 0


async def test_poison_that_waited_goes_alone_too(
    handling: Handling[Desk], desk: Desk, letters: Letters, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.messaging.handling.TRIES", 1)
    desk.needs_people = True
    later = [issued(uuid4()) for _ in range(4)]
    await handling.all(received(*later), set())
    desk.poison = {later[1].id}
    await handling.all(received(*(person(one.data.subject_id) for one in later)), set())
    assert set(desk.seen) == {one.id for one in later if one is not later[1]}
    assert len(letters.taken) == 1
    assert await Parking(db).count() == 0


async def test_an_erasure_comes_after_what_was_told_of_the_person_before(handling: Handling[Desk], desk: Desk) -> None:
    gone, other = uuid4(), uuid4()
    end = to_record(tombstone(PersonChanged, gone, id=uuid4(), at=AT))
    await handling.all(placed([to_record(person(gone)), end, to_record(person(other))]), set())
    assert desk.people == {gone, other}
    assert desk.erased == [gone]


@given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from(["a", "b", "c", None])), max_size=40))
def test_a_group_has_one_type_and_a_key_keeps_its_order(told: list[tuple[int, str | None]]) -> None:
    batch = placed(
        [
            Record("t", bytes([key]), b"", (("ce_type", type_.encode()),))
            if type_
            else TombstoneRecord("t", bytes([key]), ())
            for key, type_ in told
        ]
    )
    formed = list(groups(batch))
    handled = [one for group in formed for one in group]
    assert sorted(one.origin.offset for one in handled) == list(range(len(batch)))
    for group in formed:
        assert len({(type(one.record), one.record.headers) for one in group}) == 1
    for key in range(5):
        offsets = [one.origin.offset for one in handled if one.record.key == bytes([key])]
        assert offsets == sorted(offsets)


def test_types_that_take_turns_make_two_groups() -> None:
    """As when each of many people is entered and confirmed."""
    keys = [Random(number).randbytes(4) for number in range(50)]
    batch = placed(
        [Record("t", key, b"", (("ce_type", type_),)) for key in keys for type_ in (b"entered", b"confirmed")]
    )
    assert [len(group) for group in groups(batch)] == [50, 50]
