"""Which waiting events may be offered to Kafka now, and what is to be written after its answers."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from shared.messaging.kafka import BrokerAway, Outcome, Refused
from shared.mongo.database import Document
from shared.mongo.pending_events import Id, Key, Settled, Waiting, key_of


class Queue:
    """The waiting events of one key, in the order in which they happened. The next is offered when Kafka has the one before."""

    def __init__(self, document: Waiting, topic: str, waiting: list[Document], held: list[Id]) -> None:
        """`held`: ids of the key's events that are put aside already."""
        self.document = document
        self.topic = topic
        self.waiting = waiting
        self.aside: list[Document] = []
        """To be put aside."""
        self.published: list[Id] = []
        self.superseded: list[Id] = []
        self._held = held
        self._is_away = False
        if self._held:
            self._line_up_behind()

    def offers(self) -> Document | None:
        return self.waiting[0] if self.waiting and not self._is_away else None

    def take(self, outcome: Outcome, at: datetime) -> None:
        """What became of the event that was offered."""
        if isinstance(outcome, BrokerAway):
            self._is_away = True
            return
        event = self.waiting.pop(0)
        if isinstance(outcome, Refused):
            self.aside.append({**event, "reason": outcome.reason, "since": at})
            self._line_up_behind()
            return
        self.published.append(event["id"])
        if event.get("tombstone"):
            self.superseded += [*self._held, *(one["id"] for one in self.aside)]
            self._held, self.aside = [], []

    def _line_up_behind(self) -> None:
        """All that is left waits behind what is put aside, up to a tombstone: an erasure waits behind nobody.

        Once it is told, what stands before it is told no more.
        """
        tombstones = [number for number, event in enumerate(self.waiting) if event.get("tombstone")]
        end = tombstones[-1] if tombstones else len(self.waiting)
        self.aside += self.waiting[:end]
        self.waiting = self.waiting[end:]


class Queues:
    """Those of some documents."""

    def __init__(self, documents: Sequence[Waiting]) -> None:
        self._all = [queue for document in documents for queue in _queues(document)]

    def next(self, closed: Collection[str]) -> list[tuple[Queue, Document]]:
        """At most one event a key, and none for the topics that are closed now."""
        offered = ((queue, queue.offers()) for queue in self._all if queue.topic not in closed)
        return [(queue, event) for queue, event in offered if event is not None]

    def settled(self) -> Iterator[Settled]:
        by_document: defaultdict[tuple[str, Id], list[Queue]] = defaultdict(list)
        for queue in self._all:
            by_document[queue.document.collection, queue.document.id].append(queue)
        for queues in by_document.values():
            yield Settled(
                queues[0].document,
                published=[id for queue in queues for id in queue.published],
                superseded=[id for queue in queues for id in queue.superseded],
                refused=[event for queue in queues for event in queue.aside],
            )


def _queues(document: Waiting) -> Iterator[Queue]:
    waiting: defaultdict[Key, list[Document]] = defaultdict(list)
    for event in document.pending:
        waiting[key_of(event)].append(event)
    for key, events in waiting.items():
        held = [event["id"] for event in document.put_aside if key_of(event) == key]
        yield Queue(document, key[0], events, held)
