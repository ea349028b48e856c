"""Who refuses us is left alone for a while: all senders know it, and no letter is lost by it."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from notifications.channels.email.smtp import SmtpReply
from notifications.domain.deliveries import Delivery, Outcome
from notifications.domain.destinations import Destination
from notifications.domain.mailboxes import Mailbox
from notifications.store.destinations import DestinationUnknown, domain_id, server_id
from notifications.wiring import App
from shared.errors import Stale
from shared.mongo.retry import retry_on_conflict
from shared.observability import metrics
from shared.observability.telemetry import log


async def refusing(app: App, to: Iterable[Mailbox]) -> Mapping[Mailbox, list[Destination]]:
    """Of the two that each letter passes, our mail server and its reader's domain, those that have refused us of late."""
    passed = {one: _ids(app, one) for one in to}
    ids = {id for both in passed.values() for id in both}
    known = {one.id: one for one in await app.destinations.among(ids)} if ids else {}
    return {one: [known[id] for id in both if id in known] for one, both in passed.items()}


async def held_until(app: App, delivery: Delivery, known: Sequence[Destination]) -> datetime | None:
    """When a letter may be tried; None: now. `known` are those that have refused us.

    Where a pause has ended, one letter goes first, and the others wait for what becomes of it. What is mandatory never
    waits: it is tried in its own time, and ends the pause where it is taken.
    """
    if delivery.category.is_mandatory:
        return None
    at = app.now()
    paused = [one for one in known if one.is_paused]
    ends = [until for one in paused if (until := one.held_until(at)) is not None]
    if ends:
        return max(ends)
    term = timedelta(seconds=app.settings.lease_seconds)
    for one in paused:
        try:
            await app.destinations.save(one.probe(at, term))
        except Stale:
            return at + term
        except DestinationUnknown:  # it has taken a letter meanwhile
            continue
    return None


async def learn(app: App, delivery: Delivery, to: Mailbox, reply: SmtpReply, known: Sequence[Destination]) -> None:
    """What a reply says of where the letter went: that letters are taken, or that we are refused.

    `known` had refused us before it was sent.
    """
    if reply.outcome is Outcome.ACCEPTED:
        await _accepted(app, known)
    elif reply.outcome is Outcome.BLOCKED:
        metrics.mail_refusals.labels("notifications", str(reply.code)).inc()
        log.warning("a mail server refuses us", delivery=str(delivery.id), code=reply.code, status=reply.status)
        await _refused(app, delivery.recipient_id, to, reply)
    elif reply.outcome is Outcome.DEFERRED:
        await _deferred(app, known)


async def _accepted(app: App, known: Sequence[Destination]) -> None:
    if not known:
        return
    await app.destinations.forget(one.id for one in known)
    for one in known:
        if one.is_paused:
            log.info("letters are taken again", destination=one.name)


async def _deferred(app: App, known: Sequence[Destination]) -> None:
    for one in await app.destinations.among(one.id for one in known) if known else ():
        after = one.unsure(app.now())
        if after != one:
            with suppress(Stale):  # somebody else has learned of it meanwhile
                await _keep(app, after, one)


async def _refused(app: App, reader_id: UUID, to: Mailbox, reply: SmtpReply) -> None:
    server, domain = _ids(app, to)
    id, name = (server, app.settings.smtp_host) if reply.to_anybody else (domain, to.domain)

    async def attempt() -> None:
        known = await app.destinations.find(id)
        before = known or Destination(id, app.now())
        after = before.refuse(reader_id, name, app.now())
        await _keep(app, after, known)
        if after.pauses > before.pauses:
            log.error("letters are refused and wait", destination=name, until=str(after.paused_until), code=reply.code)

    # One refusal that is not counted, where many come at once, changes nothing: the next one is.
    with suppress(Stale):
        await retry_on_conflict(attempt)


async def _keep(app: App, after: Destination, known: Destination | None) -> None:
    """Raises Stale where somebody else was faster."""
    if known is None:
        if await app.destinations.add(after) is not after:
            raise Stale(str(after.id))
        return
    try:
        await app.destinations.save(after)
    except DestinationUnknown:
        raise Stale(str(after.id)) from None


def _ids(app: App, to: Mailbox) -> tuple[UUID, UUID]:
    return server_id(app.settings.smtp_host), domain_id(to.domain)
