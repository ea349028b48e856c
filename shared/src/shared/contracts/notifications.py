"""Events of the notifications service."""

from typing import ClassVar, Literal
from uuid import UUID

from shared.contracts.base import Line, Moment, Payload


class DeliveryEnded(Payload):
    """A delivery reached its end: sent, failed for good, or suppressed."""

    topic: ClassVar[str] = "notifications.delivery"
    type: ClassVar[str] = "notifications.delivery.ended.v1"

    delivery_id: UUID
    event_id: UUID
    subject_id: UUID
    channel: Literal["inbox", "email"]
    outcome: Literal["sent", "failed", "suppressed"]
    reason: Line | None = None
    ended_at: Moment

    @property
    def key(self) -> UUID:
        return self.delivery_id
