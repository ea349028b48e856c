from uuid import UUID

from notifications.domain.preferences import Preferences
from notifications.domain.recipients import RecipientUnknown
from shared.errors import Stale
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database


class PreferencesStore(Aggregates[Preferences]):
    """A person who has chosen nothing has no document."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, "preferences", Preferences, RecipientUnknown)

    async def of(self, recipient_id: UUID) -> Preferences:
        return await self.find(recipient_id) or Preferences(recipient_id)

    async def keep(self, chosen: Preferences, known: Preferences | None) -> None:
        """`known` is what was read before, None where there was nothing. Raises Stale where somebody else was faster."""
        if known is not None:
            await self.save(chosen)
        elif await self.add(chosen) is not chosen:
            raise Stale(str(chosen.id))

    async def forget(self, recipient_id: UUID) -> None:
        await self.collection.delete_one({"_id": recipient_id})
