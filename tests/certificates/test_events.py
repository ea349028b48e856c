"""By events alone, on a real Kafka: results in, certificates out, whatever the order."""

import asyncio
from collections.abc import AsyncIterator
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from tests.awards import BRONZE, GOLD, PARTICIPATION, SILVER
from tests.certificates.playing import AT, described, granted, person, result
from tests.waiting import until

from certificates.__main__ import SERVICE
from certificates.commands.issuers import NewIssuer, open_issuer
from certificates.settings import Settings
from certificates.wiring import App, wire
from shared.cancellation import end
from shared.contracts import Earned
from shared.contracts.certificates import CertificateIssued
from shared.contracts.competitions import PersonChanged, ResultStatus
from shared.events import Record, event, to_record, tombstone
from shared.messaging.kafka import Producer, Receiver
from shared.messaging.told_titles import title_key
from shared.mongo.aggregates import publishing
from shared.text import Text

NEW = NewIssuer("region-47", Text("Центр навыков", "Skills Centre"), "47")


@pytest.fixture
def on_kafka(settings: Settings, database_name: str, kafka_bootstrap: str, topic_prefix: str) -> Settings:
    of_the_test = {"mongo_database": database_name, "kafka_bootstrap": kafka_bootstrap, "topic_prefix": topic_prefix}
    return settings.model_copy(update=of_the_test)


@pytest.fixture
async def producer(on_kafka: Settings) -> AsyncIterator[Producer]:
    producer = Producer(on_kafka)
    yield producer
    await producer.stop()


@pytest.fixture
async def working(on_kafka: Settings, producer: Producer) -> AsyncIterator[App]:
    """The service's consumer and relay, running."""
    async with wire(on_kafka) as app:
        loops = [SERVICE.consumer(on_kafka, app, producer).run(), SERVICE.relay(app, producer).run()]
        tasks = [asyncio.ensure_future(loop) for loop in loops]
        yield app
        await end(*tasks)


async def tell(producer: Producer, *told: Any) -> None:
    await producer.send([to_record(event(data, id=uuid4(), at=AT)) for data in told])


async def _parked(app: App, key: str) -> bool:
    return await app.database["parked"].find_one({"missing": key}) is not None


async def test_a_result_waits_for_its_issuer_and_its_person_and_is_certified_once(
    working: App, producer: Producer, on_kafka: Settings
) -> None:
    who = person()
    awards = [Earned(subject_id=who.subject_id, award=award) for award in (PARTICIPATION, SILVER)]
    told = result(*awards)
    championship, skill = described()
    await tell(producer, told, told)
    await until(lambda: _parked(working, title_key(told.championship_id)))
    await tell(producer, championship)
    await until(lambda: _parked(working, title_key(told.skill_id)))
    await tell(producer, skill)
    await until(lambda: _parked(working, "issuer:region-47"))
    await open_issuer(working, NEW, uuid4())
    await until(lambda: _parked(working, f"person:{who.subject_id}"))
    await tell(producer, who)
    await until(lambda: _issued(working, 2))
    published = await _published(on_kafka, 2)
    assert {each.achievement for each in published} == {"participation", "silver"}
    assert {each.organisation for each in published} == {"region-47"}
    assert "Снежана" not in "".join(each.model_dump_json() for each in published)
    await until(lambda: _nothing_waits(working))
    assert len(await working.certificates.find_many({})) == 2


async def test_an_unofficial_result_earns_nothing(working: App, producer: Producer) -> None:
    await open_issuer(working, NEW, uuid4())
    someone = person()
    earned = Earned(subject_id=someone.subject_id, award=GOLD)
    unofficial = result(earned, status="unofficial")
    official = unofficial.model_copy(update={"status": ResultStatus.OFFICIAL, "revision": 2, "total": Decimal("71.00")})
    await tell(producer, *described(), someone, unofficial, official)

    async def issued() -> bool:
        return bool(await working.certificates.find_many({}))

    await until(issued)
    (certificate,) = await working.certificates.find_many({})
    assert certificate.score is not None
    assert certificate.score.total == "71.00", "of the official result, which came after the other"


async def test_a_tombstone_erases_the_name_everywhere_and_for_good(working: App, producer: Producer) -> None:
    await open_issuer(working, NEW, uuid4())
    who = person()
    await tell(producer, *described(), who, result(Earned(subject_id=who.subject_id, award=GOLD)))
    await until(lambda: _issued(working, 1))
    unknown = uuid4()
    said = {"evidence": "мост Снежаны", "result": "Снежана защитила"}
    await tell(producer, granted(who.subject_id, unknown, facts=said))
    await until(lambda: _parked(working, f"achievement:{unknown}"))
    await producer.send([to_record(tombstone(PersonChanged, who.subject_id, id=uuid4(), at=AT))])

    async def erased() -> bool:
        found = await working.certificates.find_many({"subject_id": who.subject_id})
        return all(each.document is None for each in found)

    await until(erased)
    await until(lambda: _nothing_waits(working))
    late = person()
    await tell(producer, granted(who.subject_id, unknown, facts=said))
    await tell(producer, who, result(Earned(subject_id=who.subject_id, award=BRONZE)), late)
    await until(lambda: working.holders.find(late.subject_id))
    await tell(producer, result(Earned(subject_id=late.subject_id, award=GOLD)))
    await until(lambda: _issued(working, 2))
    for name in await working.database.list_collection_names():
        for document in await working.database[name].find({}).to_list():
            if document.get("subject_id") != late.subject_id and document["_id"] != late.subject_id:
                assert "Снежан" not in str(document), name
                assert str("Снежан".encode())[2:-1] not in str(document), name


async def _issued(app: App, number: int) -> bool:
    return len(await app.certificates.find_many({})) >= number


async def _nothing_waits(app: App) -> bool:
    pending = await app.database["certificates"].count_documents({"pending.0": {"$exists": True}})
    return pending == 0 and await app.database["parked"].count_documents({}) == 0


async def _published(settings: Settings, number: int) -> list[CertificateIssued]:
    """The first events on the topic of certificates."""
    receiver = Receiver(settings, [CertificateIssued.topic], f"test-{uuid4().hex}")
    await receiver.start()
    found: list[CertificateIssued] = []
    try:
        async with asyncio.timeout(30):
            while len(found) < number:
                for batch in (await receiver.poll()).values():
                    values = [each.record.value for each in batch if isinstance(each.record, Record)]
                    found += [CertificateIssued.model_validate_json(value) for value in values]
    finally:
        await receiver.stop()
    return found


async def test_the_relay_looks_where_events_are_stored_and_nowhere_else(wired: App) -> None:
    assert {store.collection.name for store in publishing(wired)} == {"issuers", "achievements", "certificates"}
