from dataclasses import replace
from datetime import timedelta

from notifications.commands.ended import ended
from notifications.domain.deliveries import Delivery, Outcome, Reason
from notifications.domain.occasions import obstacle_to
from notifications.domain.recipients import Recipient
from notifications.mail.letters import AddressInvalid
from notifications.mail.post import Answer
from notifications.wiring import App
from shared.errors import Stale


async def claim_due(app: App, worker: str, limit: int) -> list[Delivery]:
    """Up to `limit` due deliveries that are now this worker's until their lease ends.

    A claim is one update guarded by the version that was read: of two workers, one gets it.
    """
    term = timedelta(seconds=app.settings.lease_seconds)
    claimed = []
    for delivery in await app.deliveries.due(app.now(), limit):
        taken = delivery.claim(worker, app.now(), term)
        try:
            await app.deliveries.save(taken, seen=delivery.version)
        except Stale:
            continue
        claimed.append(replace(taken, version=delivery.version + 1))
    return claimed


async def send(app: App, delivery: Delivery) -> Delivery:
    """Sends a claimed delivery and records what became of it.

    At least once: killed between the server's answer and the record, it is sent again after the lease, under the same
    Message-ID. Raises Stale where the lease ran out meanwhile and another worker has taken over.
    """
    after = await _attempt(app, delivery)
    await app.deliveries.save(after, *ended(after, before=delivery), seen=delivery.version)
    return after


async def give_back(app: App, delivery: Delivery) -> None:
    """After a fault of our own: it is tried again like a letter that the server deferred."""
    after = delivery.deferred(app.now(), Reason.FAULT)
    await app.deliveries.save(after, *ended(after, before=delivery), seen=delivery.version)


async def _attempt(app: App, delivery: Delivery) -> Delivery:
    reader = await app.recipients.get(delivery.recipient_id)
    about = await app.recipients.get(delivery.about_id) if delivery.is_for_guardian else reader
    obstacle = await _obstacle(app, delivery, reader, about)
    if obstacle is not None:
        return delivery.suppressed(app.now(), obstacle)
    try:
        letter = app.letters.write(delivery, reader, about, app.now())
    except AddressInvalid:
        return delivery.suppressed(app.now(), Reason.ADDRESS_INVALID)
    answer = await app.post.hand_over(letter)
    if answer.dead_address and reader.email:
        await app.suppressions.start(reader.email, app.now())
    return _concluded(app, delivery, answer)


async def _obstacle(app: App, delivery: Delivery, reader: Recipient, about: Recipient) -> Reason | None:
    if about.erased:
        return Reason.ERASED
    obstacle = obstacle_to(delivery, reader, await app.preferences.of(reader.id))
    if obstacle is None and await app.suppressions.covers(reader.email or "", app.now()):
        return Reason.ADDRESS_BOUNCED
    return obstacle


def _concluded(app: App, delivery: Delivery, answer: Answer) -> Delivery:
    at = app.now()
    if answer.outcome is Outcome.ACCEPTED:
        return delivery.accepted(at, answer.code)
    if answer.outcome is Outcome.REFUSED:
        return delivery.refused(at, answer.code)
    return delivery.deferred(at, Reason.DEFERRED if answer.code else Reason.UNREACHABLE, answer.code)
