"""A service whose effects are seen: in which order, and that nobody comes back who was erased."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from tests.shared.simulation.processes import Part, Process

from shared.contracts.certificates import CertificateIssued
from shared.contracts.competitions import PersonChanged
from shared.events import Event
from shared.messaging.handling import MOST
from shared.messaging.subscriptions import Missed, Subscriptions

ERASED: Final = -1


@dataclass
class Effects:
    """What all processes of the service have done, in one store. An id that is there is left as it is."""

    poison: frozenset[UUID] = frozenset()
    needs_a_person: frozenset[UUID] = frozenset()
    """Certificates whose events wait until their person is known."""
    seen: dict[UUID, int] = field(default_factory=dict)
    """How often each event was handled, in the order in which they were for the first time."""
    people: dict[UUID, int] = field(default_factory=dict)
    """The version of each, or ERASED."""
    heard: dict[UUID, list[int]] = field(default_factory=dict)
    """What was heard of each person, in the order in which it was for the first time."""

    def hear(self, subject: UUID, version: int) -> None:
        heard = self.heard.setdefault(subject, [])
        if version not in heard:
            heard.append(version)
        known = self.people.get(subject, 0)
        self.people[subject] = ERASED if ERASED in {known, version} else max(known, version)


@dataclass(frozen=True)
class Desk:
    effects: Effects
    process: Process


def table() -> Subscriptions[Desk]:
    subscriptions: Subscriptions[Desk] = Subscriptions()

    @subscriptions.on_many(CertificateIssued)
    async def tell(events: Sequence[Event[CertificateIssued]], app: Desk) -> Missed:
        effects, ids = app.effects, {event.id for event in events}
        assert len(ids) == len(events) <= MOST, "each id once, and no more than are promised"
        if effects.poison & ids:
            raise ValueError
        await app.process.ask(Part.MONGO)
        missed = {
            event.id: f"person:{event.data.subject_id}"
            for event in events
            if event.data.certificate_id in effects.needs_a_person and event.data.subject_id not in effects.people
        }
        await app.process.ask(Part.MONGO)
        for event in events:
            if event.id not in missed:
                effects.seen[event.id] = effects.seen.get(event.id, 0) + 1
        await app.process.hear(Part.MONGO)
        return missed

    @subscriptions.on_many(PersonChanged, provides=lambda event: f"person:{event.data.subject_id}")
    async def remember(events: Sequence[Event[PersonChanged]], app: Desk) -> Missed:
        await app.process.ask(Part.MONGO)
        for event in events:
            app.effects.hear(event.data.subject_id, event.data.version)
        await app.process.hear(Part.MONGO)
        return {}

    @subscriptions.on_tombstone(PersonChanged, provides=lambda subject_id: f"person:{subject_id}")
    async def forget(subject_id: UUID, app: Desk) -> None:
        await app.process.ask(Part.MONGO)
        app.effects.hear(subject_id, ERASED)
        await app.process.hear(Part.MONGO)

    return subscriptions
