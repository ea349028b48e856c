from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from notifications.channels.email.addresses import AddressInvalid, mailbox
from notifications.channels.email.compose import Letter
from notifications.channels.email.smtp import SmtpReply
from notifications.commands.destinations import held_until, learn, refusing
from notifications.commands.gathering import gather, members, must_wait, settle
from notifications.domain.deliveries import Delivery, Outcome, Reason
from notifications.domain.destinations import Destination
from notifications.domain.notices import obstacle_to
from notifications.domain.preferences import Preferences
from notifications.domain.recipients import Recipient
from notifications.events import of_delivery
from notifications.queries.preferences import preferences_of
from notifications.queries.titles import discreet_among, names_of
from notifications.wiring import App
from shared.errors import Stale


async def claim_due(app: App, worker: str, limit: int) -> list[Delivery]:
    """Up to `limit` due deliveries that are now this worker's until their lease ends.

    A claim is one update guarded by the version that was read: of two workers, one gets it.
    """
    term = timedelta(seconds=app.settings.lease_seconds)
    claimed = []
    for delivery in await app.deliveries.due(app.now(), limit):
        if await must_wait(app, delivery):
            continue
        taken = delivery.claim(worker, app.now(), term)
        try:
            claimed.append(await gather(app, await app.deliveries.save(taken)))
        except Stale:
            continue
    return claimed


@dataclass(frozen=True, slots=True)
class Persons:
    """Those whom a letter is to and about, and what the reader wants, as of its sending."""

    reader: Recipient
    about: Recipient
    preferences: Preferences


@dataclass(frozen=True, slots=True)
class Ready:
    """A letter that may be handed over now, and those on its way that have refused us before."""

    letter: Letter
    refusing: Sequence[Destination]


async def send(app: App, delivery: Delivery) -> Delivery:
    """Sends a claimed delivery and records what became of it.

    At least once: killed between the server's answer and the record, it is sent again after the lease, under the same
    Message-ID. Raises Stale where the lease ran out meanwhile and another worker has taken over, Unrecorded where the
    server has answered and the database stays away.
    """
    persons = await _persons(app, delivery)
    ready = await _ready(app, delivery, persons)
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


async def _persons(app: App, delivery: Delivery) -> Persons:
    reader = await app.recipients.now(delivery.recipient_id)
    about = await _about(app, delivery, reader)
    return Persons(reader, about, await preferences_of(app, reader))


async def _about(app: App, delivery: Delivery, reader: Recipient) -> Recipient:
    return await app.recipients.now(delivery.about_id) if delivery.is_for_guardian else reader


async def _ready(app: App, delivery: Delivery, persons: Persons) -> Ready | Delivery:
    """The letter, or what becomes of a delivery that must not go out, or not now."""
    at = app.now()
    obstacle = _obstacle(delivery, persons)
    if obstacle is not None:
        return delivery.suppressed(at, obstacle)
    try:
        to = mailbox(persons.reader.email or "")
    except AddressInvalid:
        return delivery.suppressed(at, Reason.ADDRESS_INVALID)
    if await app.suppressions.covers(to, at):
        return delivery.suppressed(at, Reason.ADDRESS_BOUNCED)
    moment = persons.preferences.not_before(delivery.category, persons.reader, at)
    if moment > at:
        return delivery.postponed(moment)
    known = await refusing(app, to)
    until = await held_until(app, delivery, known)
    if until is not None:
        return delivery.held(at, until)
    news = await app.news.of(delivery.calendar) if delivery.calendar else None
    others = [(one, await _about(app, one, persons.reader)) for one in await members(app, delivery)]
    told = [delivery, *(one for one, _ in others)]
    names, discreet = await names_of(app, told), await discreet_among(app, told)
    files = news.calendar if news else None
    written = app.letters.write(delivery, to, persons.reader, persons.about, at, files, others, names, discreet)
    return Ready(written, known)


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
