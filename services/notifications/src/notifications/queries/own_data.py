"""What is kept of who is signed in."""

from collections.abc import Sequence
from dataclasses import dataclass

from notifications.domain.deliveries import Delivery
from notifications.domain.preferences import Preferences
from notifications.domain.recipients import Reader, Recipient
from notifications.queries.preferences import read_preferences
from notifications.wiring import App


@dataclass(frozen=True, slots=True)
class OwnData:
    records: Sequence[Recipient]
    preferences: Preferences | None
    deliveries: Sequence[Delivery]


async def own_data(app: App, reader: Reader | None) -> OwnData:
    """`reader`: None for an account that belongs to nobody here."""
    if reader is None:
        return OwnData((), None, ())
    return OwnData(reader.records, await read_preferences(app, reader), await app.deliveries.of_recipients(reader.ids))
