"""Kafka behind two small typed protocols. Nothing else imports aiokafka."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

import aiokafka
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import KafkaError, TopicAlreadyExistsError
from aiokafka.structs import ConsumerRecord

from shared.errors import Transient
from shared.events import Record
from shared.settings import ServiceSettings

POLL_MS: Final = 500
BATCH: Final = 200
CLIENT: Final = "skillproof"


@dataclass(frozen=True, slots=True)
class TopicPartition:
    topic: str
    partition: int


@dataclass(frozen=True, slots=True)
class Received:
    partition: TopicPartition
    offset: int
    record: Record


class Sender(Protocol):
    async def send(self, records: Sequence[Record]) -> None:
        """Returns when the broker has them all. Raises Transient where it does not answer."""


class Producer:
    """Sends in the order given; a key keeps its order through retries (idempotent producer)."""

    def __init__(self, settings: ServiceSettings) -> None:
        self._prefix = settings.topic_prefix
        self._producer: Any = None
        self._starting = asyncio.Lock()
        self._bootstrap = settings.kafka_bootstrap
        self._given_up: set[asyncio.Task[None]] = set()

    async def _started(self) -> Any:
        """Connects at the first use, so that a process may start while the broker is away."""
        async with self._starting:
            if self._producer is None:
                producer: Any = AIOKafkaProducer(
                    bootstrap_servers=self._bootstrap,
                    client_id=CLIENT,
                    acks="all",
                    enable_idempotence=True,
                    linger_ms=2,
                )
                try:
                    await producer.start()
                except BaseException:
                    await producer.stop()
                    raise
                self._producer = producer
        return self._producer

    async def stop(self) -> None:
        if self._producer is not None:
            await self._producer.stop()
        await asyncio.gather(*self._given_up, return_exceptions=True)

    def _give_up(self, producer: Any) -> None:
        """The next send connects anew. After a batch that was not sent in time the broker refuses all that this one numbers."""
        if producer is not None and self._producer is producer:
            self._producer = None
            closing = asyncio.create_task(producer.stop())
            self._given_up.add(closing)
            closing.add_done_callback(self._given_up.discard)

    async def send(self, records: Sequence[Record]) -> None:
        producer: Any = None
        try:
            producer = await self._started()
            acks = [
                await producer.send(self._prefix + one.topic, key=one.key, value=one.value, headers=list(one.headers))
                for one in records
            ]
            for ack in acks:
                await ack
        except KafkaError as error:
            self._give_up(producer)
            raise Transient(type(error).__name__) from error

    async def ping(self) -> None:
        """Raises Transient where the broker does not answer."""
        try:
            producer = await self._started()
            await producer.client.fetch_all_metadata()
        except KafkaError as error:
            raise Transient(type(error).__name__) from error


class Receiver:
    """The records of some topics, shared within a group. Offsets are committed by the caller, after the effects."""

    def __init__(self, settings: ServiceSettings, topics: Sequence[str], group: str) -> None:
        self._prefix = settings.topic_prefix
        self._topics = [self._prefix + topic for topic in topics]
        self._group = self._prefix + group
        self._bootstrap = settings.kafka_bootstrap
        self._consumer: Any = None

    async def start(self) -> None:
        """Raises Transient where the broker does not answer."""
        self._consumer = AIOKafkaConsumer(
            *self._topics,
            bootstrap_servers=self._bootstrap,
            client_id=CLIENT,
            group_id=self._group,
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            session_timeout_ms=10_000,
            heartbeat_interval_ms=2_000,
            metadata_max_age_ms=30_000,
        )
        try:
            await self._consumer.start()
        except KafkaError as error:
            await self._consumer.stop()
            raise Transient(type(error).__name__) from error

    async def stop(self) -> None:
        if self._consumer is not None:
            await self._consumer.stop()

    async def poll(self) -> dict[TopicPartition, list[Received]]:
        batches = await self._consumer.getmany(timeout_ms=POLL_MS, max_records=BATCH)
        return {self._place(at): [self._received(one) for one in records] for at, records in batches.items()}

    async def commit(self, offsets: Mapping[TopicPartition, int]) -> None:
        """`offsets`: the next record to read of each place."""
        await self._consumer.commit({self._at(place): offset for place, offset in offsets.items()})

    def rewind(self, place: TopicPartition, offset: int) -> None:
        """Reads from `offset` again, but only after `resume`."""
        if self._at(place) in self._consumer.assignment():
            self._consumer.seek(self._at(place), offset)
            self._consumer.pause(self._at(place))

    def resume(self, place: TopicPartition) -> None:
        if self._at(place) in self._consumer.assignment():
            self._consumer.resume(self._at(place))

    def lag(self, place: TopicPartition, next_offset: int) -> int:
        return max(0, (self._consumer.highwater(self._at(place)) or 0) - next_offset)

    async def ends(self) -> dict[TopicPartition, int]:
        """The offsets after the last record of every place of the topics that exist."""
        partitions = [
            aiokafka.TopicPartition(topic, partition)
            for topic in self._topics
            for partition in self._consumer.partitions_for_topic(topic) or ()
        ]
        offsets = await self._consumer.end_offsets(partitions)
        return {self._place(at): offset for at, offset in offsets.items()}

    async def position(self, place: TopicPartition) -> int:
        return int(await self._consumer.position(self._at(place)))

    def _at(self, place: TopicPartition) -> aiokafka.TopicPartition:
        return aiokafka.TopicPartition(self._prefix + place.topic, place.partition)

    def _place(self, at: aiokafka.TopicPartition) -> TopicPartition:
        return TopicPartition(at.topic.removeprefix(self._prefix), at.partition)

    def _received(self, one: ConsumerRecord) -> Received:
        place = TopicPartition(one.topic.removeprefix(self._prefix), one.partition)
        return Received(place, one.offset, Record(place.topic, one.key or b"", one.value, tuple(one.headers)))


async def fetch_one(settings: ServiceSettings, place: TopicPartition, offset: int) -> Record | None:
    """The record at one offset, or None where it is no longer kept."""
    consumer: Any = AIOKafkaConsumer(bootstrap_servers=settings.kafka_bootstrap, client_id=CLIENT)
    await consumer.start()
    try:
        at = aiokafka.TopicPartition(settings.topic_prefix + place.topic, place.partition)
        consumer.assign([at])
        consumer.seek(at, offset)
        batches = await consumer.getmany(at, timeout_ms=5_000, max_records=1)
        found = next(iter(batches.get(at, [])), None)
        if found is None or found.offset != offset:
            return None
        return Record(place.topic, found.key or b"", found.value, tuple(found.headers))
    finally:
        await consumer.stop()


async def create_topics(bootstrap: str, topics: Sequence[tuple[str, int, int, Mapping[str, str]]]) -> None:
    """Creates the topics (name, partitions, copies, settings) that are not there yet."""
    admin: Any = AIOKafkaAdminClient(bootstrap_servers=bootstrap, client_id=CLIENT)
    await admin.start()
    try:
        there = set(await admin.list_topics())
        new = [
            NewTopic(name, partitions, copies, topic_configs=dict(config))
            for name, partitions, copies, config in topics
            if name not in there
        ]
        if new:
            await _create(admin, new)
    finally:
        await admin.close()


async def _create(admin: Any, new: Sequence[NewTopic]) -> None:
    try:
        answer = await admin.create_topics(list(new))
    except TopicAlreadyExistsError:
        return
    for name, code, *_ in answer.topic_errors:
        if code not in {0, TopicAlreadyExistsError.errno}:
            raise Transient(f"topic {name} was refused with code {code}")
