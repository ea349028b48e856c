"""What the service tells the others."""

from notifications.domain.deliveries import Delivery, Ended
from shared.contracts.notifications import DeliveryEnded
from shared.events import Event, event
from shared.ids import derive


def of_delivery(delivery: Delivery, happened: Ended | None) -> tuple[Event[DeliveryEnded], ...]:
    """That it ended. Nobody is told of a delivery that is on its way."""
    if happened is None:
        return ()
    data = DeliveryEnded(
        delivery_id=delivery.id,
        event_id=delivery.event_id,
        subject_id=delivery.recipient_id,
        channel=delivery.channel.value,
        outcome=happened.outcome,
        reason=happened.reason.value if happened.reason else None,
        ended_at=happened.at,
    )
    return (event(data, id=derive(delivery.id, DeliveryEnded.type), at=happened.at),)
