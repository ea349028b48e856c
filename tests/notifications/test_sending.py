"""Letters against a real SMTP server: what it answers decides what becomes of the delivery."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.notifications.people import person
from tests.notifications.sending import Clock, attempt, told
from tests.notifications.smtp import Server

from notifications.channels.email.addresses import mailbox
from notifications.channels.email.smtp import MailServer, SmtpTransport
from notifications.commands.people import erase_person
from notifications.commands.preferences import choose
from notifications.commands.sending import claim_due, send
from notifications.domain.deliveries import Outcome, Reason, State
from notifications.domain.preferences import Category, Channel, Choice
from notifications.domain.recipients import Reader
from notifications.wiring import App
from shared.errors import Stale

SENDER = mailbox("no-reply@skillproof.example")


async def test_an_accepted_letter_is_sent(here: App, server: Server) -> None:
    await told(here, person())
    sent = await attempt(here)
    assert await here.deliveries.get(sent.id) == sent
    assert (sent.state, sent.attempts[0].outcome, sent.attempts[0].code) == (State.SENT, Outcome.ACCEPTED, 250)
    assert [one["Message-ID"] for one in server.received] == [f"<{sent.id}@skillproof.example>"]


async def test_a_letter_deferred_twice_is_sent_at_the_third_attempt(here: App, server: Server, clock: Clock) -> None:
    server.at_data = ["451 later"] * 2
    await told(here, person())
    for seconds in (5, 10):
        deferred = await attempt(here)
        assert (deferred.state, deferred.reason, deferred.attempts[-1].code) == (State.QUEUED, Reason.DEFERRED, 451)
        assert deferred.not_before == clock.time + timedelta(seconds=seconds)
        assert await claim_due(here, "a", 10) == []
        clock.time = deferred.not_before
    sent = await attempt(here)
    assert sent.state is State.SENT
    assert [one.code for one in sent.attempts] == [451, 451, 250]
    assert len(server.received) == 1


async def test_a_refused_mailbox_fails_at_once_and_is_not_written_to_for_90_days(
    here: App, server: Server, clock: Clock
) -> None:
    server.at_recipient = ["550 5.1.1 <primer@example.org> unknown"]
    await told(here, person())
    failed = await attempt(here)
    assert (failed.state, failed.reason, failed.attempts[-1].code) == (State.FAILED, Reason.REFUSED, 550)
    clock.time += timedelta(days=89)
    await told(here, person(email="Primer@example.org"))
    assert (await attempt(here)).reason is Reason.ADDRESS_BOUNCED
    clock.time += timedelta(days=2)
    await told(here, person())
    assert (await attempt(here)).state is State.SENT
    assert len(server.received) == 1


async def test_a_full_mailbox_does_not_condemn_it(here: App, server: Server) -> None:
    server.at_data = ["552 5.2.2 over quota"]
    await told(here, person())
    assert (await attempt(here)).state is State.FAILED
    await told(here, person())
    assert (await attempt(here)).state is State.SENT


async def test_a_server_that_is_away_is_asked_again(here: App, clock: Clock) -> None:
    nowhere = replace(here, smtp=SmtpTransport(MailServer("127.0.0.1", 1, "none", None, None, 2), SENDER))
    await told(here, person())
    waiting = await attempt(nowhere)
    assert (waiting.state, waiting.reason, waiting.attempts[-1].code) == (State.QUEUED, Reason.UNREACHABLE, None)
    clock.time += timedelta(seconds=5)
    assert (await attempt(here)).state is State.SENT


async def test_nothing_is_sent_in_the_clear_where_tls_is_asked_for(here: App, server: Server) -> None:
    secure = SmtpTransport(MailServer(server.host, server.port, "starttls", None, None, 5), SENDER)
    await told(here, person())
    waiting = await attempt(replace(here, smtp=secure))
    assert (waiting.state, waiting.reason) == (State.QUEUED, Reason.UNREACHABLE)
    assert server.received == []


async def test_no_words_of_the_server_are_kept(here: App, server: Server) -> None:
    server.at_recipient = ["550 5.1.1 <primer@example.org> Образцов does not live here"]
    await told(here, person())
    await attempt(here)
    documents = await here.deliveries.collection.find().to_list()
    assert not any(word in str(documents) for word in ("primer", "Образцов"))


async def test_letters_share_a_connection_also_after_a_refusal(here: App, server: Server) -> None:
    server.at_recipient = ["550 5.1.1 unknown"]
    for number in range(4):
        await told(here, person(email=f"primer{number}@example.org"))
        await attempt(here)
    assert len(server.received) == 3
    assert len(server.sessions) == 1


async def test_what_was_switched_off_meanwhile_is_not_sent(here: App, server: Server) -> None:
    reader = person()
    await told(here, reader)
    await choose(here, Reader((reader,)), {Choice(Category.RESULTS, Channel.EMAIL)}, None)
    assert (await attempt(here)).reason is Reason.UNWANTED
    assert server.received == []


async def test_nothing_is_sent_to_or_about_an_erased_person(here: App, server: Server) -> None:
    delivery = await told(here, person())
    await erase_person(here, delivery.recipient_id)
    assert await claim_due(here, "a", 10) == []
    assert (await here.deliveries.get(delivery.id)).reason is Reason.ERASED
    assert server.received == []


async def test_what_is_no_address_is_suppressed_without_asking_the_server(here: App) -> None:
    await told(here, person(email="нет адреса"))
    assert (await attempt(here)).reason is Reason.ADDRESS_INVALID


async def test_of_many_workers_one_gets_the_delivery(here: App) -> None:
    for _ in range(5):
        await told(here, person())
    claimed = await asyncio.gather(*(claim_due(here, worker, 5) for worker in "abcdef"))
    ids = [one.id for batch in claimed for one in batch]
    assert len(ids) == len(set(ids)) == 5


async def test_a_letter_whose_worker_died_is_sent_by_another_after_the_lease(
    here: App, server: Server, clock: Clock
) -> None:
    await told(here, person())
    (lost,) = await claim_due(here, "dead", 10)
    assert await claim_due(here, "alive", 10) == []
    clock.time += timedelta(seconds=here.settings.lease_seconds)
    (taken,) = await claim_due(here, "alive", 10)
    with pytest.raises(Stale):
        await send(here, lost)
    assert (await send(here, taken)).state is State.SENT
    # Both may have got through: at least once, and whoever gets two sees that they are one.
    assert {one["Message-ID"] for one in server.received} == {f"<{lost.id}@skillproof.example>"}


async def test_a_worker_that_is_back_does_not_wait_for_its_own_leases(here: App) -> None:
    await told(here, person())
    assert len(await claim_due(here, "me", 10)) == 1
    assert await here.deliveries.release("another", here.now()) == 0
    assert await claim_due(here, "me", 10) == []
    assert await here.deliveries.release("me", here.now()) == 1
    assert len(await claim_due(here, "me", 10)) == 1
