"""Who has which lease until when: a document each, which others may take when it has run out."""

from dataclasses import dataclass
from datetime import datetime

from pymongo.errors import DuplicateKeyError

from shared.mongo.database import Database


@dataclass(frozen=True, slots=True)
class Leases:
    database: Database

    async def take(self, name: str, owner: str, at: datetime, until: datetime) -> bool:
        """Takes or renews it. False while somebody else has it."""
        free = {"$or": [{"owner": owner}, {"until": {"$lt": at}}]}
        term = {"$set": {"owner": owner, "until": until}}
        try:
            await self.database["leases"].update_one({"_id": name, **free}, term, upsert=True)
        except DuplicateKeyError:
            return False
        return True

    async def release(self, name: str, owner: str) -> None:
        """Of whoever has it. What is somebody else's stays."""
        await self.database["leases"].delete_one({"_id": name, "owner": owner})
