"""Why the broker does not have a record: it never will (as the record is), or it does not answer now."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final, Protocol

from aiokafka import errors

from shared.errors import Transient
from shared.events import AnyRecord


class BrokerAway(Transient):
    """Kafka does not answer now; the same record may get through later."""


class TopicAway(BrokerAway):
    """Kafka answers, but the record's topic does not take it now. Others may."""


class Refused(Exception):
    """Kafka will not take this record, however often it is sent, until somebody changes something. `reason`: the error's name."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Sender(Protocol):
    async def offer(self, records: Sequence[AnyRecord]) -> Sequence["Outcome"]:
        """Returns when it is known what became of each."""

    async def send(self, records: Sequence[AnyRecord]) -> None:
        """Returns when the broker has them all. Raises Refused, BrokerAway."""


Outcome = Refused | BrokerAway | None
"""Of one record: None where the broker has it."""

OF_THE_RECORD: Final = (
    errors.MessageSizeTooLargeError,
    errors.RecordListTooLargeError,
    errors.RecordTooLargeError,
    errors.InvalidTimestampError,
    errors.UnsupportedForMessageFormatError,
    errors.PolicyViolationError,
)
"""The record itself is refused, and with it all that stood in the same batch."""
OF_THE_TOPIC: Final = (errors.InvalidTopicError, errors.TopicAuthorizationFailedError)
"""No record gets into this topic. What keeps us from the whole broker (its own authorisation, the sign-in) is no record's
fault: everything waits then, and nobody has to send a thing by hand afterwards."""


def outcome_of(error: BaseException | None) -> Outcome:
    """What the broker's answer to one record means.

    aiokafka's `retriable` does not tell it: that is false also for a producer which has merely lost its number.
    """
    if error is None:
        return None
    kind = Refused if isinstance(error, (*OF_THE_RECORD, *OF_THE_TOPIC)) else TopicAway
    return kind(type(error).__name__)


@contextmanager
def as_away() -> Iterator[None]:
    """Tells Kafka's errors as BrokerAway, where the same thing may succeed later."""
    try:
        yield
    except errors.KafkaError as error:
        raise BrokerAway(type(error).__name__) from error
