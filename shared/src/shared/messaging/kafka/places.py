"""Where a record stands in Kafka."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from shared.events import AnyRecord

R_co = TypeVar("R_co", bound=AnyRecord, covariant=True)


@dataclass(frozen=True, slots=True)
class TopicPartition:
    topic: str
    partition: int


@dataclass(frozen=True, slots=True)
class Origin:
    """The place of one record, written `topic/partition/offset`."""

    partition: TopicPartition
    offset: int

    def __str__(self) -> str:
        return f"{self.partition.topic}/{self.partition.partition}/{self.offset}"

    @classmethod
    def parse(cls, text: str) -> "Origin":
        """Raises ValueError."""
        topic, partition, offset = text.split("/")
        return cls(TopicPartition(topic, int(partition)), int(offset))


@dataclass(frozen=True, slots=True)
class Received(Generic[R_co]):
    origin: Origin
    record: R_co
