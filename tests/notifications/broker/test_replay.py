"""The replay command, as an operator starts it."""

import asyncio
import socket
from uuid import UUID, uuid4

from tests.environment import environment
from tests.forks.forked import ended
from tests.notifications.people import DAY, changed, happened
from tests.shared.topic_settings import forget_records
from tests.waiting import until

from notifications.commands.people import record_people
from notifications.domain.recipients import Language, Recipient
from notifications.settings import Settings
from notifications.wiring import App
from shared.contracts.competitions import PersonChanged
from shared.events import AnyRecord, Record, to_record, tombstone
from shared.messaging.dead_letters import DeadLetters
from shared.messaging.kafka import Origin, Producer, Received, TopicPartition, fetch_record
from shared.messaging.topics import PARTITIONS


async def replay(settings: Settings, *options: str) -> tuple[int, list[str], str]:
    env = environment(settings, "NOTIFICATIONS")
    code, out, err = await asyncio.to_thread(ended, ["notifications", "replay", *options], env)
    sentences = [line for line in err.splitlines() if not line.startswith("{")]
    return code, [line.split("\t")[-1] for line in out.splitlines()], "\n".join(sentences)


async def dead(settings: Settings, producer: Producer, record: AnyRecord) -> None:
    """The record stands on its topic, and a letter says that it could not be handled."""
    await producer.send([record])
    places = [Origin(TopicPartition(record.topic, number), 0) for number in range(PARTITIONS)]
    (place,) = [one for one in places if await fetch_record(settings, one) == record]
    received: Received[AnyRecord] = Received(place, record)
    await DeadLetters("notifications", producer).add(received, ValueError())


async def known(app: App, id: UUID) -> None:
    await record_people(app, [Recipient(id=id, person_version=1, language=Language.RUSSIAN, email="e@example.org")])


async def test_a_person_whose_record_was_compacted_away_stays(app: App, producer: Producer, settings: Settings) -> None:
    person = changed()
    await known(app, person.subject_id)
    record = to_record(happened(person))
    await dead(settings, producer, record)
    await forget_records(settings, PersonChanged.topic)
    assert await replay(settings, "--dry-run") == (0, ["superseded: skipped"], "")
    assert await replay(settings) == (0, ["superseded: skipped"], "")
    kept = await app.recipients.get(person.subject_id)
    assert (kept.erased, kept.email) == (False, "e@example.org")
    assert await replay(settings) == (0, [], "")


async def test_an_erasure_is_replayed_as_one(app: App, producer: Producer, settings: Settings) -> None:
    who = uuid4()
    await known(app, who)
    await dead(settings, producer, to_record(tombstone(PersonChanged, who, id=uuid4(), at=DAY)))
    assert await replay(settings) == (0, ["handled"], "")
    assert (await app.recipients.get(who)).erased


async def test_a_broker_that_does_not_answer_is_told_and_the_letter_stays(
    app: App, producer: Producer, settings: Settings
) -> None:
    person = changed()
    record = to_record(happened(person))
    assert isinstance(record, Record)
    await dead(settings, producer, record)
    with socket.socket() as nobody:  # bound, and nobody listens
        nobody.bind(("127.0.0.1", 0))
        away = settings.model_copy(update={"kafka_bootstrap": f"127.0.0.1:{nobody.getsockname()[1]}"})
        code, told, sentence = await replay(away)
    assert (code, told) == (1, [])
    assert "does not answer" in sentence
    assert "Traceback" not in sentence
    assert await replay(settings) == (0, ["handled"], "")
    assert await until(lambda: app.recipients.find(person.subject_id))
