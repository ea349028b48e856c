"""The private address by which calendar programs read what somebody takes part in: made, renewed, ended."""

from contextlib import suppress
from uuid import UUID, uuid4

from competitions.domain.refusal import Unknown
from competitions.domain.schedule.feeds import CalendarFeed
from competitions.store.calendar_feeds import AccountHasOne
from competitions.wiring import App
from shared.errors import Stale
from shared.identity.principal import Principal
from shared.mongo.retry import retry_on_conflict


async def renew(app: App, by: Principal, asked: UUID | None = None) -> CalendarFeed:
    """A new address; the one before leads nowhere from now on. `asked`: the request; its repetition has the same address, as long
    as that leads anywhere."""

    async def attempt() -> CalendarFeed:
        known = await app.calendar_feeds.of_account(by.account)
        if known is not None and known.made_by is not None and known.made_by == asked:
            return known
        await end(app, by.account)
        try:
            return await app.calendar_feeds.add(CalendarFeed(uuid4(), by.account, app.now(), asked))
        except AccountHasOne:
            raise Stale(by.account) from None

    return await retry_on_conflict(attempt)


async def end(app: App, account: str) -> None:
    """Where there is none, nothing changes."""
    if feed := await app.calendar_feeds.of_account(account):
        with suppress(Unknown):  # ended elsewhere this very moment
            await app.calendar_feeds.remove(feed)
