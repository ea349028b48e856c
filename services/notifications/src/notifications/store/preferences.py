from collections.abc import Sequence
from typing import Final
from uuid import UUID

from notifications.domain.preferences import Preferences
from notifications.domain.recipients import RecipientUnknown
from shared.errors import Stale
from shared.mongo.aggregates import Aggregates, following
from shared.mongo.database import Database

UNSTORED: Final = 0


class PreferencesStore(Aggregates[Preferences]):
    """A person who has chosen nothing has no document."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, "preferences", Preferences, RecipientUnknown)

    async def of(self, recipient_id: UUID) -> Preferences:
        return await self.find(recipient_id) or Preferences(recipient_id, version=UNSTORED)

    async def of_each(self, recipients: Sequence[UUID]) -> list[Preferences]:
        known = {one.id: one for one in await self.some(recipients)}
        return [known.get(id) or Preferences(id, version=UNSTORED) for id in recipients]

    async def keep(self, chosen: Preferences) -> Preferences:
        """Stores what was chosen, also for the first time. Raises Stale where somebody else was faster."""
        if chosen.version != UNSTORED:
            return await self.save(chosen)
        first = following(chosen)
        if (stored := await self.add(first)) is not first:
            raise Stale(str(chosen.id))
        return stored

    async def forget(self, recipient_id: UUID) -> None:
        await self.collection.delete_one({"_id": recipient_id})
