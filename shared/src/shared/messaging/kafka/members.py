"""What a consumer asks of its place in a group."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from typing import Protocol

from shared.events import AnyRecord
from shared.messaging.kafka.places import Received, TopicPartition

Leave = Callable[[Collection[TopicPartition]], Awaitable[None]]


class Member(Protocol):
    """Reads its share of some topics. Partitions come and go with the other members; what is said about one that has gone is
    passed over."""

    async def start(self, leave: Leave | None = None) -> None:
        """`leave` is given the partitions before they go to others, and keeps them waiting until it returns. From then on nothing
        comes until all have their new share. Raises BrokerAway."""

    async def stop(self) -> None: ...

    async def poll(self, full: Collection[TopicPartition] = ()) -> dict[TopicPartition, list[Received[AnyRecord]]]:
        """What has come; nothing of the partitions that are `full`. Raises BrokerAway."""

    async def commit(self, offsets: Mapping[TopicPartition, int]) -> None:
        """`offsets`: the next record to read of each partition that is still ours.

        Where the group has changed meanwhile, nothing is committed: another member handles the same records again, which
        changes nothing. Raises BrokerAway.
        """

    def has(self, partition: TopicPartition) -> bool:
        """Whether it is assigned to us now."""

    def lag(self, partition: TopicPartition, next_offset: int) -> int | None:
        """How many records are not read yet, as far as the last fetch told. None where it is not ours any more."""
