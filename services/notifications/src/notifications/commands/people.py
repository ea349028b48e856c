from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from uuid import UUID

from notifications.channels.email.addresses import AddressInvalid, mailbox
from notifications.domain.recipients import Recipient
from notifications.events import of_delivery
from notifications.wiring import App
from shared.errors import Stale
from shared.mongo.newest import keep_newest
from shared.mongo.retry import retry_on_conflict

BATCH = 100


async def record_people(app: App, people: Sequence[Recipient]) -> None:
    """The newest version of each wins, whatever order they arrive in."""
    await retry_on_conflict(partial(keep_newest, app.recipients, people))


async def erase_person(app: App, id: UUID) -> None:
    """Forgets the person and their choices, and what deliveries to or about them said. What remains is counted only."""
    known = await app.recipients.find(id)
    if known is not None and known.email:
        await _forget_address(app, known.email)
    await _keep(app, (known or Recipient(id)).erase(), known)
    await app.preferences.forget(id)
    while batch := await app.deliveries.concerning(id, BATCH):
        for delivery in batch:
            erased, happened = delivery.erase(app.now())
            await app.deliveries.save(erased, *of_delivery(erased, happened))


async def _keep(app: App, person: Recipient, known: Recipient | None) -> None:
    if known is not None:
        await app.recipients.save(person)
    elif await app.recipients.add(person) is not person:
        raise Stale(str(person.id))


async def _forget_address(app: App, email: str) -> None:
    """What is no address was never written to."""
    with suppress(AddressInvalid):
        await app.suppressions.end(mailbox(email))
