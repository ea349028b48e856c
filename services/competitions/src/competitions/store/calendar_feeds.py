"""The private addresses by which calendar programs read what somebody takes part in."""

from typing import ClassVar

from competitions.domain.refusal import Unknown
from competitions.domain.schedule.feeds import CalendarFeed
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database


class AccountHasOne(Exception):
    """An account has one address, and somebody else has just made it."""


class CalendarFeeds(Aggregates[CalendarFeed]):
    NAME: ClassVar = "calendar_feeds"

    def __init__(self, database: Database) -> None:
        super().__init__(database, self.NAME, CalendarFeed, lambda id: Unknown("calendar feed", id))

    async def ensure_indexes(self) -> None:
        await super().ensure_indexes()
        await self.collection.create_index("account", unique=True)

    def duplicate(self, _feed: CalendarFeed, _index: str) -> AccountHasOne:
        return AccountHasOne()

    async def of_account(self, account: str) -> CalendarFeed | None:
        return await self.find_one({"account": account})
