from notifications.domain.deliveries import Delivery
from shared.contracts.notifications import DeliveryEnded
from shared.events import Event, event
from shared.ids import derive


def ended(after: Delivery, before: Delivery | None = None) -> tuple[Event[DeliveryEnded], ...]:
    """What others hear of the step from `before` to `after`: its end, once."""
    if after.ended_at is None or (before is not None and before.ended_at is not None):
        return ()
    data = DeliveryEnded(
        delivery_id=after.id,
        event_id=after.event_id,
        subject_id=after.recipient_id,
        channel=after.channel.value,
        outcome=after.outcome,
        reason=after.reason.value if after.reason else None,
        ended_at=after.ended_at,
    )
    return (event(data, id=derive(after.id, DeliveryEnded.type), at=after.ended_at),)
