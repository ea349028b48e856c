"""A topic that takes little, events that are too large for it, and what it has taken."""

import re
from uuid import UUID

from tests.shared.reading import read_all
from tests.shared.things import issued

from shared.contracts.certificates import CertificateIssued
from shared.events import Event, Record
from shared.settings import ServiceSettings

TOPIC = CertificateIssued.topic
SMALL = 2_000
"""Bytes that the topic takes. The usual event has fewer, a large one more."""


def large(key: UUID, number: int) -> Event[CertificateIssued]:
    usual = issued(key, number)
    return Event(usual.id, usual.time, usual.data.model_copy(update={"organisation": "o" * SMALL}))


async def published(settings: ServiceSettings) -> dict[UUID, list[int]]:
    """By key, the numbers of its events in their order."""
    numbers: dict[UUID, list[int]] = {}
    for record in await read_all(settings, TOPIC):
        assert isinstance(record, Record)
        found = re.search(rb'"T-2026-(\d+)"', record.value)
        assert found
        numbers.setdefault(UUID(record.key.decode()), []).append(int(found[1]))
    return numbers
