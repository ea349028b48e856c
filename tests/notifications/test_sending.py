"""Letters against a real SMTP server: what it answers decides what becomes of the delivery."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from pymongo.errors import AutoReconnect
from tests.notifications.people import DAY, occasion, person
from tests.notifications.smtp import Server
from tests.notifications.waiting import until

from notifications.commands.choosing import choose
from notifications.commands.notifying import notify
from notifications.commands.people import erase_person, record_person
from notifications.commands.sending import claim_due, send
from notifications.domain.deliveries import Delivery, Outcome, Reason, State, Wording
from notifications.domain.preferences import Category, Channel, Choice, QuietHours
from notifications.domain.recipients import Recipient
from notifications.domain.templates import TemplateId
from notifications.mail.post import MailServer, Post
from notifications.sender import Sender
from notifications.store import Deliveries
from notifications.wiring import App
from shared.ending import end
from shared.errors import Stale
from shared.events import Outgoing

NIGHT = datetime(2026, 11, 22, 19, tzinfo=UTC)
MORNING = datetime(2026, 11, 23, 5, tzinfo=UTC)
"""22:00 and 8:00 in Moscow."""
OF_CERTIFICATE = {name: Wording("1", "1") for name in ("title", "skill", "championship", "number")}


class Clock:
    def __init__(self) -> None:
        self.time = DAY

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def server() -> Iterator[Server]:
    with Server().running() as server:
        yield server


@pytest.fixture
def here(app: App, server: Server, clock: Clock) -> App:
    """The application with the test's server and clock."""
    mail = MailServer(server.host, server.port, "none", None, None, 5)
    return replace(app, post=Post(mail, "no-reply@skillproof.example"), now=clock)


async def told(app: App, reader: Recipient) -> Delivery:
    """A letter that waits for its sending."""
    await record_person(app, reader)
    await notify(app, occasion(reader.id))
    (delivery,) = await app.deliveries.find_many({"channel": Channel.EMAIL, "recipient_id": reader.id})
    return delivery


async def attempt(app: App) -> Delivery:
    (claimed,) = await claim_due(app, "a", 10)
    return await send(app, claimed)


async def test_an_accepted_letter_is_sent(here: App, server: Server) -> None:
    await told(here, person())
    sent = await attempt(here)
    assert await here.deliveries.get(sent.id) == replace(sent, version=sent.version + 1)
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


async def test_a_retry_waits_for_the_end_of_the_quiet_hours(here: App, server: Server, clock: Clock) -> None:
    server.at_data = ["451 later"]
    clock.time = NIGHT - timedelta(seconds=2)
    reader = person()
    await choose(here, reader, set(), QuietHours(22, 8))
    await told(here, reader)
    assert (await attempt(here)).not_before == MORNING
    clock.time = MORNING
    assert (await attempt(here)).state is State.SENT


async def test_a_letter_that_is_claimed_in_the_quiet_hours_waits(here: App, server: Server, clock: Clock) -> None:
    """They were chosen, or began, after it was due."""
    reader = person()
    clock.time = NIGHT
    await told(here, reader)
    await choose(here, reader, set(), QuietHours(22, 8))
    waiting = await attempt(here)
    assert (waiting.state, waiting.not_before, waiting.attempts) == (State.QUEUED, MORNING, ())
    assert server.received == []
    clock.time = MORNING
    assert (await attempt(here)).state is State.SENT


async def test_a_letter_about_validity_does_not_wait(here: App, server: Server, clock: Clock) -> None:
    reader = person()
    clock.time = NIGHT
    await record_person(here, reader)
    await choose(here, reader, set(), QuietHours(22, 8))
    await notify(here, replace(occasion(reader.id, template=TemplateId.CERTIFICATE_REVOKED), details=OF_CERTIFICATE))
    assert (await attempt(here)).state is State.SENT
    assert len(server.received) == 1


class Away(Deliveries):
    """The database fails this often at what comes after the mail server's answer, as while a new primary is elected."""

    def __init__(self, app: App, times: int) -> None:
        super().__init__(app.database)
        self.times = times

    async def save(self, aggregate: Delivery, *events: Outgoing, seen: int) -> None:
        if aggregate.state is State.SENT and self.times:
            self.times -= 1
            raise AutoReconnect
        await super().save(aggregate, *events, seen=seen)


async def test_an_answer_of_the_mail_server_outlives_a_database_that_is_away_for_a_moment(
    here: App, server: Server
) -> None:
    delivery = await told(here, person())
    assert (await attempt(replace(here, deliveries=Away(here, 3)))).state is State.SENT
    assert (await here.deliveries.get(delivery.id)).state is State.SENT
    assert len(server.received) == 1


async def test_a_letter_whose_answer_cannot_be_stored_is_never_given_back(
    here: App, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("notifications.store.deliveries.RECORD_PAUSES", (0.0, 0.0))
    delivery = await told(here, person())
    away = Away(here, 3)
    task = asyncio.ensure_future(Sender(replace(here, deliveries=away), "me").run())

    async def tried() -> bool:
        return away.times == 0

    await until(tried)
    await end(task)
    assert (await here.deliveries.get(delivery.id)).state is State.SENDING
    assert len(server.received) == 1


async def test_a_letter_on_the_way_is_finished_however_often_the_sender_is_asked_to_stop(
    here: App, server: Server
) -> None:
    delivery = await told(here, person())
    server.gate.clear()
    task = asyncio.ensure_future(Sender(here, "me").run())
    await until(server.reached_data)
    for _ in range(3):
        task.cancel()
        await asyncio.wait([task], timeout=0.1)
    assert not task.done()
    server.gate.set()
    await asyncio.wait([task])
    assert task.cancelled()
    assert (await here.deliveries.get(delivery.id)).state is State.SENT
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


async def test_a_refused_letter_does_not_condemn_the_mailbox(here: App, server: Server) -> None:
    server.at_data = ["554 5.7.1 looks like spam"]
    await told(here, person())
    assert (await attempt(here)).state is State.FAILED
    await told(here, person())
    assert (await attempt(here)).state is State.SENT


async def test_a_refused_sender_is_our_fault_and_may_be_mended(here: App, server: Server) -> None:
    server.at_sender = ["550 5.7.1 not you"]
    await told(here, person())
    waiting = await attempt(here)
    assert (waiting.state, waiting.reason) == (State.QUEUED, Reason.DEFERRED)


async def test_a_server_that_is_away_is_asked_again(here: App, clock: Clock) -> None:
    nowhere = replace(here, post=Post(MailServer("127.0.0.1", 1, "none", None, None, 2), "x@skillproof.example"))
    await told(here, person())
    waiting = await attempt(nowhere)
    assert (waiting.state, waiting.reason, waiting.attempts[-1].code) == (State.QUEUED, Reason.UNREACHABLE, None)
    clock.time += timedelta(seconds=5)
    assert (await attempt(here)).state is State.SENT


async def test_nothing_is_sent_in_the_clear_where_tls_is_asked_for(here: App, server: Server) -> None:
    secure = Post(MailServer(server.host, server.port, "starttls", None, None, 5), "x@skillproof.example")
    await told(here, person())
    waiting = await attempt(replace(here, post=secure))
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
    await choose(here, reader, {Choice(Category.RESULTS, Channel.EMAIL)}, None)
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


async def test_the_sender_survives_a_fault_and_sends_the_others(here: App, server: Server) -> None:
    bad, good = await told(here, person()), await told(here, person(email="drugoy@example.org"))
    await here.deliveries.collection.update_one({"_id": bad.id}, {"$set": {"template": "gone"}})
    task = asyncio.ensure_future(Sender(here, "me").run())

    async def sent() -> bool:
        return (await here.deliveries.get(good.id)).state.is_end and bool((await here.deliveries.get(bad.id)).reason)

    await until(sent)
    await end(task)
    assert (await here.deliveries.get(bad.id)).reason is Reason.FAULT
    assert len(server.received) == 1


async def test_two_hundred_letters_go_out_once_each(here: App, server: Server) -> None:
    reader = person()
    await record_person(here, reader)
    for _ in range(200):
        await notify(here, occasion(reader.id))
    task = asyncio.ensure_future(Sender(here, "me").run())

    async def all_sent() -> bool:
        return await here.deliveries.collection.count_documents({"channel": "email", "state": "sent"}) == 200

    await until(all_sent)
    await end(task)
    ids = [one["Message-ID"] for one in server.received]
    assert len(ids) == len(set(ids)) == 200
    assert len(server.sessions) <= here.settings.smtp_connections
