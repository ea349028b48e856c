"""Letters about entries that are one: found when the first of them is due, ended when it has ended.

Which messages go in a letter stands in the delivery that leads it, before it is sent, in one write: a kill between any two writes
costs at most a repetition, and loses nothing.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from uuid import UUID

from notifications.domain.deliveries import Delivery, State
from notifications.domain.gathering import becoming, joining
from notifications.events import of_delivery
from notifications.wiring import App
from shared.errors import Stale

AT_ONCE = 200


async def must_wait(app: App, delivery: Delivery) -> bool:
    """Whether an older one of the same reader leads: it takes this one along, or this one comes after it."""
    return delivery.gathers and not delivery.attempts and await app.deliveries.has_leader(delivery, app.now())


async def gather(app: App, lead: Delivery) -> Delivery:
    """A delivery that was just claimed, with all that waits for its reader. Those that are tried again keep what they had."""
    if not lead.gathers or len(lead.attempts) > 1:
        return lead
    found = []
    for member in await app.deliveries.to_gather(lead):
        with suppress(Stale):
            found.append(await app.deliveries.save(joining(member, lead)))
    if not found:
        return lead
    return await app.deliveries.save(replace(lead, gathered=(*lead.gathered, *(one.id for one in found))))


async def members(app: App, lead: Delivery) -> list[Delivery]:
    """Those that go in its letter, in the order in which they happened."""
    found = [one for one in await app.deliveries.some(lead.gathered) if one.joined == lead.id]
    return sorted((one for one in found if one.state is State.QUEUED), key=lambda one: (one.created_at, one.id))


async def settle(app: App, lead: Delivery) -> None:
    """Those that went in its letter end with it."""
    await _settle(app, await members(app, lead), {lead.id: lead})


async def settle_all(app: App) -> None:
    """What a kill left half done."""
    found = await app.deliveries.joined(AT_ONCE)
    leads = await app.deliveries.some({one.joined for one in found if one.joined})
    await _settle(app, found, {one.id: one for one in leads})


async def _settle(app: App, found: Iterable[Delivery], leads: dict[UUID, Delivery]) -> None:
    for member in found:
        after = becoming(member, leads.get(member.joined) if member.joined else None, app.now())
        if after is not member:
            with suppress(Stale):  # done elsewhere this very moment
                await app.deliveries.save(after, *of_delivery(after, after.end))
