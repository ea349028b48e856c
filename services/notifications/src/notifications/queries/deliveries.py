"""What became of an organisation's deliveries."""

from datetime import datetime
from uuid import UUID

from notifications.domain.deliveries import Delivery, State
from notifications.domain.preferences import Channel
from notifications.wiring import App


async def count_deliveries(
    app: App, organisation: str, since: datetime | None, championship_id: UUID | None = None
) -> list[tuple[str, Channel, State, int]]:
    """(template, channel, state, how many), of the organisation's events, made at or after `since`; of one championship, or of all."""
    return await app.deliveries.counts(organisation, since, championship_id)


async def list_deliveries(
    app: App,
    organisation: str,
    event_id: UUID | None,
    recipient_id: UUID | None,
    state: State | None,
    *,
    limit: int,
    after: UUID | None,
) -> tuple[list[Delivery], UUID | None]:
    """Those of the organisation's events that have what is asked for, by id, and the id to go on after."""
    return await app.deliveries.matching(organisation, event_id, recipient_id, state, limit=limit, after=after)
