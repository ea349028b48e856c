"""In which order the records of a partition are handled: many of a type at once, those of a key one after the other."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from shared.events import AnyRecord, TombstoneRecord, type_of
from shared.messaging.kafka import Received

R = TypeVar("R", bound=AnyRecord)


def groups(records: Sequence[Received[R]]) -> Iterator[list[Received[R]]]:
    """Each group has records of one type, in their order. A record comes after all earlier ones of its key.

    What happened to two keys is told in no certain order by anybody, so a later record of another key may come before.
    """
    left = records
    while left:
        wave: dict[str, list[Received[R]]] = {}
        types: dict[bytes, str] = {}
        behind: set[bytes] = set()
        later = []
        for received in left:
            key, type_ = received.record.key, _type(received.record)
            if key in behind or types.setdefault(key, type_) != type_:
                behind.add(key)
                later.append(received)
            else:
                wave.setdefault(type_, []).append(received)
        yield from wave.values()
        left = later


def _type(record: AnyRecord) -> str:
    return "tombstone" if isinstance(record, TombstoneRecord) else type_of(record.headers) or ""
