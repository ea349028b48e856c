"""When letters leave, and what becomes of them when the database or the process stops in between."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from pymongo.errors import AutoReconnect
from tests.notifications.people import OF_CERTIFICATE, notice, person
from tests.notifications.sending import Clock, attempt, told
from tests.notifications.smtp import Server
from tests.plans import listening
from tests.waiting import until

from notifications.channels.email.addresses import mailbox
from notifications.channels.email.smtp import MailServer, SmtpTransport
from notifications.commands.notifying import notify
from notifications.commands.people import record_people
from notifications.commands.preferences import choose
from notifications.domain.deliveries import Delivery, Reason, State
from notifications.domain.preferences import QuietHours
from notifications.domain.recipients import Reader
from notifications.domain.templates import TemplateId
from notifications.sender import Sender
from notifications.settings import Settings
from notifications.store import Deliveries
from notifications.wiring import App, assemble
from shared.cancellation import end
from shared.events import Outgoing

NIGHT = datetime(2026, 11, 22, 19, tzinfo=UTC)
MORNING = datetime(2026, 11, 23, 5, tzinfo=UTC)
"""22:00 and 8:00 in Moscow."""


async def test_a_retry_waits_for_the_end_of_the_quiet_hours(here: App, server: Server, clock: Clock) -> None:
    server.at_data = ["451 later"]
    clock.time = NIGHT - timedelta(seconds=2)
    reader = person()
    await choose(here, Reader((reader,)), set(), QuietHours(22, 8))
    await told(here, reader)
    assert (await attempt(here)).not_before == MORNING
    clock.time = MORNING
    assert (await attempt(here)).state is State.SENT


async def test_a_letter_that_is_claimed_in_the_quiet_hours_waits(here: App, server: Server, clock: Clock) -> None:
    """They were chosen, or began, after it was due."""
    reader = person()
    clock.time = NIGHT
    await told(here, reader)
    await choose(here, Reader((reader,)), set(), QuietHours(22, 8))
    waiting = await attempt(here)
    assert (waiting.state, waiting.not_before, waiting.attempts) == (State.QUEUED, MORNING, ())
    assert server.received == []
    clock.time = MORNING
    assert (await attempt(here)).state is State.SENT


async def test_a_letter_about_validity_does_not_wait(here: App, server: Server, clock: Clock) -> None:
    reader = person()
    clock.time = NIGHT
    await record_people(here, [reader])
    await choose(here, Reader((reader,)), set(), QuietHours(22, 8))
    await notify(here, replace(notice(reader.id, template=TemplateId.CERTIFICATE_REVOKED), details=OF_CERTIFICATE))
    assert (await attempt(here)).state is State.SENT
    assert len(server.received) == 1


class Away(Deliveries):
    """The database fails this often at what comes after the mail server's answer, as while a new primary is elected."""

    def __init__(self, app: App, times: int) -> None:
        super().__init__(app.database)
        self.times = times

    async def _record(self, delivery: Delivery, events: Sequence[Outgoing]) -> Delivery:
        if delivery.state is State.SENT and self.times:
            self.times -= 1
            raise AutoReconnect
        return await super()._record(delivery, events)


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
    await letters_for(here, 200)
    task = asyncio.ensure_future(Sender(here, "me").run())

    async def all_sent() -> bool:
        return await here.deliveries.collection.count_documents({"channel": "email", "state": "sent"}) == 200

    await until(all_sent)
    await end(task)
    ids = [one["Message-ID"] for one in server.received]
    assert len(ids) == len(set(ids)) == 200
    assert len(server.sessions) <= here.settings.smtp_connections


class Slow(Deliveries):
    """A database that takes its time with outcomes, and counts the letters that are out while nothing says so."""

    def __init__(self, app: App, server: Server) -> None:
        super().__init__(app.database)
        self.server = server
        self.begun = 0
        self.recorded = 0
        self.most = 0
        self.may_record = asyncio.Event()

    async def _record(self, delivery: Delivery, events: Sequence[Outgoing]) -> Delivery:
        self.begun += 1
        await self.may_record.wait()
        self.most = max(self.most, len(self.server.received) - self.recorded)
        recorded = await super()._record(delivery, events)
        self.recorded += 1
        return recorded


async def test_a_kill_repeats_at_most_as_many_letters_as_there_are_connections(here: App, server: Server) -> None:
    await letters_for(here, 30)
    slow = Slow(here, server)
    task = asyncio.ensure_future(Sender(replace(here, deliveries=slow), "me").run())
    connections = here.settings.smtp_connections

    async def all_wait() -> bool:
        return slow.begun == connections

    async def all_sent() -> bool:
        return slow.recorded == 30

    await until(all_wait)
    slow.may_record.set()
    await until(all_sent)
    await end(task)
    assert slow.most == connections
    assert len(server.received) == 30


async def test_a_letter_costs_two_commands_of_the_database_at_most(
    settings: Settings, app: App, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("notifications.sender.FRESH_SECONDS", 3600.0)
    client, database, sent = await listening(settings.mongo_url, app.database.name)
    async with client:
        mail = MailServer(server.host, server.port, "none", None, None, 5)
        here = replace(assemble(settings, database), smtp=SmtpTransport(mail, mailbox("no-reply@skillproof.example")))
        await letters_for(here, 60)
        sent.commands.clear()
        task = asyncio.ensure_future(Sender(here, "me").run())

        async def all_ended() -> bool:
            return len(server.received) == 60

        await until(all_ended)
        await end(task)
    assert len(sent.commands) <= 120


async def test_what_was_claimed_and_not_begun_is_given_back_when_the_sender_stops(here: App, server: Server) -> None:
    await letters_for(here, 30)
    server.gate.clear()
    task = asyncio.ensure_future(Sender(here, "me").run())
    await until(server.reached_data)
    task.cancel()

    async def given_back() -> bool:
        waiting = await here.deliveries.collection.count_documents({"channel": "email", "state": State.QUEUED})
        return waiting >= 30 - here.settings.smtp_connections

    await until(given_back)
    server.gate.set()
    await asyncio.wait([task])
    found = await here.deliveries.find_many({"channel": "email"})
    waiting = [one for one in found if one.state is State.QUEUED]
    assert len(waiting) + len(server.received) == 30
    assert all((one.attempts, one.lease) == ((), None) for one in waiting)


async def letters_for(app: App, number: int) -> None:
    reader = person()
    await record_people(app, [reader])
    for _ in range(number):
        await notify(app, notice(reader.id))
