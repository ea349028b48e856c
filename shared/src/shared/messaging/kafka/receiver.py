"""Records on their way from Kafka."""

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Final

import aiokafka
from aiokafka import AIOKafkaConsumer, ConsumerRebalanceListener
from aiokafka.errors import CommitFailedError, IllegalStateError
from aiokafka.structs import ConsumerRecord

from shared.events import AnyRecord, Record, TombstoneRecord
from shared.messaging.kafka.members import Leave
from shared.messaging.kafka.names import CLIENT
from shared.messaging.kafka.places import Origin, Received, TopicPartition
from shared.messaging.kafka.refusals import BrokerAway, as_away
from shared.observability.telemetry import log
from shared.settings import ServiceSettings

POLL_MS: Final = 500
SHORT_POLL_MS: Final = 20
"""While some partitions are left out: they may be asked for again any moment."""
BATCH: Final = 1000
HEARTBEATS: Final = 5
"""So many within the time after which silence means death."""
FETCH_SECONDS: Final = 15.0
"""So long one record is looked for at its place."""


NOBODYS: Final = aiokafka.TopicPartition("", 0)


class Receiver:
    """The records of some topics, shared within a group (`Member`). Offsets are committed by the caller, after the effects."""

    def __init__(self, settings: ServiceSettings, topics: Sequence[str], group: str) -> None:
        self._prefix = settings.topic_prefix
        self._topics = [self._prefix + topic for topic in topics]
        self._group = self._prefix + group
        self._bootstrap = settings.kafka_bootstrap
        self._silence_ms = int(settings.silence_seconds * 1000)
        self._consumer: Any = None

    async def start(self, leave: Leave | None = None) -> None:
        self._consumer = AIOKafkaConsumer(
            bootstrap_servers=self._bootstrap,
            client_id=CLIENT,
            group_id=self._group,
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            session_timeout_ms=self._silence_ms,
            heartbeat_interval_ms=self._silence_ms // HEARTBEATS,
            metadata_max_age_ms=30_000,
        )
        self._consumer.subscribe(self._topics, listener=_Leaving(self._ours, leave) if leave else None)
        try:
            with as_away():
                await self._consumer.start()
        except BrokerAway:
            await self._consumer.stop()
            raise

    async def stop(self) -> None:
        if self._consumer is not None:
            await self._consumer.stop()

    async def poll(self, full: Collection[TopicPartition] = ()) -> dict[TopicPartition, list[Received[AnyRecord]]]:
        wanted: list[aiokafka.TopicPartition] = []
        if full:
            left_out = {self._theirs(partition) for partition in full}
            # Also where nothing is wanted the group has to hear that we are still here; no partition at all would mean every one.
            wanted = [at for at in self._consumer.assignment() if at not in left_out] or [NOBODYS]
        with as_away():
            batches = await self._consumer.getmany(
                *wanted, timeout_ms=SHORT_POLL_MS if full else POLL_MS, max_records=BATCH
            )
        return {self._ours(at): _received(self._ours(at), records) for at, records in batches.items()}

    async def commit(self, offsets: Mapping[TopicPartition, int]) -> None:
        kept = {self._theirs(partition): offset for partition, offset in offsets.items() if self.has(partition)}
        if not kept:
            return
        with as_away():
            try:
                await self._consumer.commit(kept)
            except (CommitFailedError, IllegalStateError) as error:
                log.info("offsets were not committed: the group has changed", error=type(error).__name__)

    def has(self, partition: TopicPartition) -> bool:
        return self._theirs(partition) in self._consumer.assignment()

    def lag(self, partition: TopicPartition, next_offset: int) -> int | None:
        if not self.has(partition):
            return None
        return max(0, (self._consumer.highwater(self._theirs(partition)) or 0) - next_offset)

    async def end_offsets(self) -> dict[TopicPartition, int]:
        """The offsets after the last record of every partition of the topics that exist. Raises BrokerAway."""
        partitions = [
            aiokafka.TopicPartition(topic, partition)
            for topic in self._topics
            for partition in self._consumer.partitions_for_topic(topic) or ()
        ]
        with as_away():
            offsets = await self._consumer.end_offsets(partitions)
        return {self._ours(at): offset for at, offset in offsets.items()}

    async def position(self, partition: TopicPartition) -> int:
        """Of the next record. Raises BrokerAway, also where the partition is not ours any more."""
        with as_away():
            return int(await self._consumer.position(self._theirs(partition)))

    def _theirs(self, partition: TopicPartition) -> aiokafka.TopicPartition:
        return aiokafka.TopicPartition(self._prefix + partition.topic, partition.partition)

    def _ours(self, partition: aiokafka.TopicPartition) -> TopicPartition:
        return TopicPartition(partition.topic.removeprefix(self._prefix), partition.partition)


class _Leaving(ConsumerRebalanceListener):  # type: ignore[misc] # aiokafka has no types
    def __init__(self, ours: Callable[[aiokafka.TopicPartition], TopicPartition], leave: Leave) -> None:
        self._ours = ours
        self._leave = leave

    async def on_partitions_revoked(self, revoked: Collection[aiokafka.TopicPartition]) -> None:
        await self._leave([self._ours(partition) for partition in revoked])

    def on_partitions_assigned(self, assigned: Collection[aiokafka.TopicPartition]) -> None:
        """They are read from where the group has come to."""


async def fetch_record(settings: ServiceSettings, origin: Origin) -> AnyRecord | None:
    """The record at one place, or None where it is not kept any more. Raises BrokerAway where that is not known in time."""
    consumer: Any = AIOKafkaConsumer(bootstrap_servers=settings.kafka_bootstrap, client_id=CLIENT)
    topic = settings.topic_prefix + origin.partition.topic
    try:
        with as_away():
            async with asyncio.timeout(FETCH_SECONDS):
                await consumer.start()
                found = await _find(consumer, aiokafka.TopicPartition(topic, origin.partition.partition), origin.offset)
    except TimeoutError as error:
        raise BrokerAway(type(error).__name__) from error
    finally:
        await consumer.stop()
    return _record(origin.partition.topic, found) if found else None


async def _find(consumer: Any, partition: aiokafka.TopicPartition, offset: int) -> ConsumerRecord | None:
    if partition.topic not in await consumer.topics():
        return None
    consumer.assign([partition])
    first = (await consumer.beginning_offsets([partition]))[partition]
    end = (await consumer.end_offsets([partition]))[partition]
    if not first <= offset < end:
        return None
    consumer.seek(partition, offset)
    # Compaction leaves gaps: the first record from here on may be another, and there may be none up to the end.
    while await consumer.position(partition) <= offset:
        batches = await consumer.getmany(partition, timeout_ms=POLL_MS, max_records=1)
        for found in batches.get(partition, []):
            return found if found.offset == offset else None
    return None


def _received(partition: TopicPartition, records: Sequence[ConsumerRecord]) -> list[Received[AnyRecord]]:
    return [Received(Origin(partition, one.offset), _record(partition.topic, one)) for one in records]


def _record(topic: str, one: ConsumerRecord) -> AnyRecord:
    headers = tuple([(name, value or b"") for name, value in one.headers])
    if one.value is None:
        return TombstoneRecord(topic, one.key or b"", headers)
    return Record(topic, one.key or b"", one.value, headers)
