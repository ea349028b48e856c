"""Records on their way to Kafka."""

import asyncio
from collections.abc import Collection, Sequence
from contextlib import suppress
from typing import Any, Final

from aiokafka import AIOKafkaProducer, errors

from shared.events import AnyRecord, Record
from shared.messaging.kafka.names import CLIENT, is_legal
from shared.messaging.kafka.refusals import OF_THE_RECORD, BrokerAway, Outcome, outcome_of
from shared.settings import ServiceSettings

TOPIC_SECONDS: Final = 1.0
"""So long a topic that the client does not know is looked for. aiokafka's own patience of 40 s would hold up all others."""
CLOSE_SECONDS: Final = 3.0
"""So long what is on its way may still arrive when the process ends. aiokafka would wait for a broker that is away for ever."""


class Producer:
    """Sends in the order given; a key keeps its order through retries (idempotent producer)."""

    def __init__(self, settings: ServiceSettings) -> None:
        self._prefix = settings.topic_prefix
        self._producer: Any = None
        self._starting = asyncio.Lock()
        self._bootstrap = settings.kafka_bootstrap
        self._given_up: set[asyncio.Task[None]] = set()

    async def send(self, records: Sequence[AnyRecord]) -> None:
        """Returns when the broker has them all. Raises Refused, BrokerAway."""
        for outcome in await self.offer(records):
            if outcome is not None:
                raise outcome

    async def offer(self, records: Sequence[AnyRecord]) -> list[Outcome]:
        """Returns when it is known what became of each: None where the broker has it.

        What is refused stops none of the others. They are sent at once, so where one is not taken, a later one of the same
        key may be: who needs their order offers one a key and looks before the next.
        """
        outcomes, doubtful = await self._attempt(records)
        for number in doubtful:
            # One record that is too large takes along all that stood in the same batch. Alone, each gets its own answer.
            (outcomes[number],), _ = await self._attempt([records[number]])
        return outcomes

    async def _attempt(self, records: Sequence[AnyRecord]) -> tuple[list[Outcome], list[int]]:
        """What became of each, and the numbers of those that may have been refused for another's sake."""
        try:
            producer = await self._started()
        except errors.KafkaError as error:
            return [BrokerAway(type(error).__name__)] * len(records), []
        queued = await self._queue(producer, records)
        acks = [one for one in queued if isinstance(one, asyncio.Future)]
        await asyncio.gather(*acks, return_exceptions=True)
        outcomes = [outcome_of(_error(one)) for one in queued]
        if any(ack.exception() for ack in acks):
            self._give_up(producer)
        refused = [number for number, one in enumerate(queued) if isinstance(_error(one), OF_THE_RECORD)]
        return outcomes, refused if len(records) > 1 else []

    async def _queue(
        self, producer: Any, records: Sequence[AnyRecord]
    ) -> list["asyncio.Future[Any] | errors.KafkaError"]:
        """For each the future of its acknowledgement, or why it was not even sent."""
        unusable = await self._unusable(producer, {record.topic for record in records})
        queued: list[asyncio.Future[Any] | errors.KafkaError] = []
        for record in records:
            value = record.value if isinstance(record, Record) else None
            try:
                if record.topic in unusable:
                    raise unusable[record.topic]
                topic, headers = self._prefix + record.topic, list(record.headers)
                queued.append(await producer.send(topic, key=record.key, value=value, headers=headers))
            except errors.KafkaError as error:
                queued.append(error)
        return queued

    async def _unusable(self, producer: Any, topics: Collection[str]) -> dict[str, errors.KafkaError]:
        found: dict[str, errors.KafkaError] = {}
        for topic in topics:
            try:
                await _must_be_usable(producer, self._prefix + topic)
            except errors.KafkaError as error:
                found[topic] = error
        return found

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

    def _give_up(self, producer: Any) -> None:
        """The next send connects anew: after a batch that was refused, the broker refuses all that this one numbers."""
        if self._producer is producer:
            self._producer = None
            closing = asyncio.create_task(_close(producer))
            self._given_up.add(closing)
            closing.add_done_callback(self._given_up.discard)

    async def stop(self) -> None:
        if self._producer is not None:
            await _close(self._producer)
        await asyncio.gather(*self._given_up, return_exceptions=True)

    async def ping(self) -> None:
        """Raises BrokerAway."""
        try:
            producer = await self._started()
            await producer.client.fetch_all_metadata()
        except errors.KafkaError as error:
            raise BrokerAway(type(error).__name__) from error


async def _must_be_usable(producer: Any, topic: str) -> None:
    """Raises InvalidTopicError, UnknownTopicOrPartitionError, TopicAuthorizationFailedError."""
    if not is_legal(topic):
        raise errors.InvalidTopicError
    try:
        async with asyncio.timeout(TOPIC_SECONDS):
            await producer.partitions_for(topic)
    except TimeoutError:
        raise errors.UnknownTopicOrPartitionError from None


def _error(queued: "asyncio.Future[Any] | errors.KafkaError") -> BaseException | None:
    return queued.exception() if isinstance(queued, asyncio.Future) else queued


async def _close(producer: Any) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(CLOSE_SECONDS):
            await producer.stop()
