"""Events that miss something: what wakes them, and what does not hold up the others."""

from uuid import uuid4

from tests.shared.consuming import Bench, Recorder, has_letters, until
from tests.shared.things import AT, issued, person

from shared.contracts.certificates import CertificateIssued
from shared.contracts.competitions import PersonChanged
from shared.events import Event, to_record, tombstone
from shared.messaging.parking import Missing


async def is_empty(bench: Bench) -> bool:
    return await bench.parking.count() == 0


async def is_parked(bench: Bench, number: int = 1) -> bool:
    return await bench.parking.count() == number


async def test_an_event_waits_for_what_it_misses_and_blocks_nobody(bench: Bench) -> None:
    waiting, other = issued(uuid4(), 1), issued(uuid4(), 2)
    app = Recorder()
    subject = waiting.data.subject_id
    missing = Missing(f"person:{subject}")
    app.fail = lambda event: missing if event.id == waiting.id and subject not in app.people else None
    await bench.send(to_record(waiting), to_record(other))
    async with bench.running(app):
        await until(lambda: app.seen == [other.id])

        async def is_parked() -> bool:
            return await bench.parking.count() == 1

        await until(is_parked)
        await bench.send(to_record(person(subject)))
        await until(lambda: app.seen == [other.id, waiting.id])

        async def is_empty() -> bool:
            return await bench.parking.count() == 0

        await until(is_empty)


async def test_poison_that_was_parked_holds_up_nothing_that_waits_behind_it(bench: Bench) -> None:
    poison, waiting = issued(uuid4(), 1), issued(uuid4(), 2)
    person_ = person(uuid4())
    missing = Missing(f"person:{person_.data.subject_id}")

    def fail(event: Event[CertificateIssued]) -> Exception | None:
        if person_.data.subject_id not in app.people:
            return missing
        return ValueError() if event.id == poison.id else None

    app = Recorder(fail=fail)
    await bench.send(to_record(poison), to_record(waiting))
    async with bench.running(app):
        await until(lambda: is_parked(bench, 2))
        await bench.send(to_record(person_))
        await until(lambda: app.seen == [waiting.id])
        await until(has_letters(bench))
        await until(lambda: is_empty(bench))
    (letter,) = await bench.letters()
    assert dict(letter.headers)["ce_id"] == str(poison.id).encode()


async def test_who_is_erased_is_waited_for_no_longer(bench: Bench) -> None:
    waiting, subject = issued(uuid4()), uuid4()
    missing = Missing(f"person:{subject}")
    app = Recorder(fail=lambda _event: missing if subject not in app.erased else None)
    await bench.send(to_record(waiting))
    async with bench.running(app):
        await until(lambda: is_parked(bench))
        await bench.send(to_record(tombstone(PersonChanged, subject, id=uuid4(), at=AT)))
        await until(lambda: app.seen == [waiting.id])
        await until(lambda: is_empty(bench))


async def test_what_misses_another_thing_after_the_first_looks_once_more_for_it(bench: Bench) -> None:
    """The second arrives between the look and the parking: nothing will wake the event for it later."""
    waiting = issued(uuid4())
    looks = iter([Missing("a"), Missing("a"), Missing("b")])
    app = Recorder(fail=lambda _event: next(looks, None))
    await bench.send(to_record(waiting))
    async with bench.running(app):
        await until(lambda: is_parked(bench))
        assert await bench.consumer(app).wake("a") == 1
        await until(lambda: app.seen == [waiting.id])
        await until(lambda: is_empty(bench))
