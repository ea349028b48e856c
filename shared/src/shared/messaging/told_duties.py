"""How a service hears what accounts may do: each one that is told keeps it in its own store."""

from typing import Protocol, TypeVar
from uuid import UUID

from shared.contracts.duties import DutyGranted
from shared.events import Event
from shared.messaging.subscriptions import Subscriptions
from shared.mongo.told_duties import ToldDuties


class Keeping(Protocol):
    @property
    def told_duties(self) -> ToldDuties: ...


A = TypeVar("A", bound=Keeping)


def listen(subscriptions: Subscriptions[A]) -> None:
    @subscriptions.on(DutyGranted)
    async def given(event: Event[DutyGranted], app: A) -> None:
        await app.told_duties.record(event.data)

    @subscriptions.on_tombstone(DutyGranted)
    async def ended(duty_id: UUID, app: A) -> None:
        await app.told_duties.end(duty_id)
