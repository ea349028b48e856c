"""Which of Kafka's refusals pass, which stay, and what a producer does after one."""

from uuid import uuid4

import pytest
from aiokafka import errors
from tests.shared.messaging.test_put_aside import large, published
from tests.shared.things import issued
from tests.shared.topic_settings import alter

from shared.contracts.certificates import CertificateIssued
from shared.events import to_record
from shared.messaging.kafka import BrokerAway, Producer, Refused
from shared.messaging.kafka.refusals import outcome_of
from shared.settings import ServiceSettings

TOPIC = CertificateIssued.topic
SMALL = 2_000
"""Bytes that the topic takes. The usual event has fewer, a large one more."""


@pytest.mark.parametrize(
    "permanent",
    [
        errors.MessageSizeTooLargeError,
        errors.RecordListTooLargeError,
        errors.RecordTooLargeError,
        errors.InvalidTopicError,
        errors.TopicAuthorizationFailedError,
        errors.InvalidTimestampError,
        errors.PolicyViolationError,
        errors.UnsupportedForMessageFormatError,
    ],
)
def test_what_stays_refused_is_told_from_what_passes(permanent: type[errors.KafkaError]) -> None:
    assert isinstance(outcome_of(permanent()), Refused)


@pytest.mark.parametrize(
    "passing",
    [
        errors.KafkaConnectionError,
        errors.KafkaTimeoutError,
        errors.NotLeaderForPartitionError,
        errors.NotEnoughReplicasError,
        errors.OutOfOrderSequenceNumber,
        errors.UnknownProducerId,
        errors.UnknownTopicOrPartitionError,
        errors.RequestTimedOutError,
        errors.ClusterAuthorizationFailedError,
        errors.UnknownError,
        errors.KafkaStorageError,
    ],
)
def test_what_passes_is_not_put_aside(passing: type[errors.KafkaError]) -> None:
    assert isinstance(outcome_of(passing()), BrokerAway)


async def test_a_producer_whose_batch_was_refused_is_not_used_again(settings: ServiceSettings) -> None:
    producer = Producer(settings)
    await alter(settings, TOPIC, max_message_bytes=SMALL)
    usual = to_record(issued(uuid4()))
    await producer.send([usual])
    failed = producer._producer
    with pytest.raises(Refused):
        await producer.send([to_record(large(uuid4(), 1))])
    await producer.send([usual])
    assert producer._producer is not failed
    await producer.stop()


async def test_neighbours_of_a_refused_record_are_taken(settings: ServiceSettings) -> None:
    """aiokafka fails the whole batch for one record's sake."""
    await alter(settings, TOPIC, max_message_bytes=SMALL)
    producer = Producer(settings)
    keys = [uuid4() for _ in range(60)]
    records = [to_record(large(key, 1) if number in {7, 40} else issued(key)) for number, key in enumerate(keys)]
    for _ in range(3):
        outcomes = await producer.offer(records)
        assert [number for number, one in enumerate(outcomes) if isinstance(one, Refused)] == [7, 40]
    await producer.stop()
    assert set(await published(settings)) == {key for number, key in enumerate(keys) if number not in {7, 40}}
