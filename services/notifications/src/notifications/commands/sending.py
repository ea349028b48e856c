from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from notifications.channels.email.addresses import AddressInvalid, mailbox
from notifications.channels.email.compose import Letter
from notifications.channels.email.smtp import SmtpReply
from notifications.commands.correspondence import Correspondence, Persons, correspondence
from notifications.commands.destinations import held_until, learn
from notifications.commands.gathering import gather, members, must_wait, settle
from notifications.domain.deliveries import Delivery, Outcome, Reason
from notifications.domain.destinations import Destination
from notifications.domain.notices import obstacle_to
from notifications.events import of_delivery
from notifications.store.suppressions import address_id
from notifications.wiring import App
from shared.errors import Stale


async def claim_due(app: App, worker: str, limit: int) -> list[Delivery]:
    """Up to `limit` due deliveries that are now this worker's until their lease ends.

    Claims are guarded by the version that was read: of two workers, one gets a delivery.
    """
    term, at = timedelta(seconds=app.settings.lease_seconds), app.now()
    due, token = await app.deliveries.due(at, limit), uuid4()
    alone = [one.claim(worker, at, term, token) for one in due if not one.gathers]
    claimed = await app.deliveries.claim(alone, token)
    for delivery in due:
        if not delivery.gathers or await must_wait(app, delivery):
            continue
        with suppress(Stale):
            claimed.append(await gather(app, await app.deliveries.save(delivery.claim(worker, app.now(), term))))
    return claimed


@dataclass(frozen=True, slots=True)
class Ready:
    """A letter that may be handed over now, and those on its way that have refused us before."""

    letter: Letter
    refusing: Sequence[Destination]


async def send(app: App, delivery: Delivery, known: Correspondence | None = None) -> Delivery:
    """Sends a claimed delivery and records what became of it; `known`: what was read ahead for it.

    At least once: killed between the server's answer and the record, it is sent again after the lease, under the same
    Message-ID. Raises Stale where the lease ran out meanwhile and another worker has taken over, Unrecorded where the
    server has answered and the database stays away.
    """
    if not delivery.is_held_for(app.settings.smtp_seconds, app.now()):
        return await app.deliveries.save(delivery.returned())
    others = await members(app, delivery)
    if known is None or others:
        known = await correspondence(app, [delivery, *others])
    persons = known.persons(delivery)
    ready = await _ready(app, delivery, persons, others, known)
    if isinstance(ready, Delivery):
        saved = await app.deliveries.save(ready, *of_delivery(ready, ready.end))
        await settle(app, saved)
        return saved
    reply = await app.smtp.hand_over(ready.letter)
    after = _concluded(app, delivery, persons, reply)
    concluded = await app.deliveries.conclude(after, *of_delivery(after, after.end))
    await settle(app, concluded)
    if reply.dead_address:
        await app.suppressions.start(ready.letter.to, app.now())
    await learn(app, delivery, ready.letter.to, reply, ready.refusing)
    return concluded


async def give_back(app: App, delivery: Delivery) -> None:
    """After a fault of our own: it is tried again like a letter that the server deferred."""
    after = delivery.deferred(app.now(), Reason.FAULT)
    await app.deliveries.save(after, *of_delivery(after, after.end))


async def _ready(
    app: App, delivery: Delivery, persons: Persons, others: Sequence[Delivery], known: Correspondence
) -> Ready | Delivery:
    """The letter, or what becomes of a delivery that must not go out, or not now."""
    at = app.now()
    obstacle = _obstacle(delivery, persons)
    if obstacle is not None:
        return delivery.suppressed(at, obstacle)
    try:
        to = mailbox(persons.reader.email or "")
    except AddressInvalid:
        return delivery.suppressed(at, Reason.ADDRESS_INVALID)
    if address_id(to) in known.bounced:
        return delivery.suppressed(at, Reason.ADDRESS_BOUNCED)
    moment = persons.preferences.not_before(delivery.category, persons.reader, at)
    if moment > at:
        return delivery.postponed(moment)
    until = await held_until(app, delivery, known.refusing[to])
    if until is not None:
        return delivery.held(at, until)
    files = known.files[delivery.calendar] if delivery.calendar else None
    along = [(one, known.about(one)) for one in others]
    written = app.letters.write(
        delivery, to, persons.reader, persons.about, at, files, along, known.names, known.discreet
    )
    return Ready(written, known.refusing[to])


def _obstacle(delivery: Delivery, persons: Persons) -> Reason | None:
    if persons.about.erased:
        return Reason.ERASED
    return obstacle_to(delivery, persons.reader, persons.preferences)


def _concluded(app: App, delivery: Delivery, persons: Persons, reply: SmtpReply) -> Delivery:
    at = app.now()
    if reply.outcome is Outcome.ACCEPTED:
        return delivery.accepted(at, reply.code)
    if reply.outcome is Outcome.REFUSED:
        return delivery.refused(at, reply.code)
    again = _deferred(delivery, reply, at)
    retry = persons.preferences.not_before(delivery.category, persons.reader, again.not_before)
    return again.waiting_until(retry)


def _deferred(delivery: Delivery, reply: SmtpReply, at: datetime) -> Delivery:
    if reply.outcome is Outcome.BLOCKED:
        return delivery.blocked(at, reply.code)
    return delivery.deferred(at, Reason.DEFERRED if reply.code else Reason.UNREACHABLE, reply.code)
