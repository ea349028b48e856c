"""A mail server that refuses us: no reader is blamed, no letter is lost, and nobody knocks again and again."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from prometheus_client import REGISTRY
from structlog.testing import capture_logs
from tests.notifications.people import OF_CERTIFICATE, notice, person
from tests.notifications.sending import Clock, attempt, told
from tests.notifications.smtp import Server
from tests.waiting import until

import notifications.sender
from notifications.commands.notifying import notify
from notifications.commands.people import erase_person, record_people
from notifications.commands.sending import claim_due, send
from notifications.domain.deliveries import Delivery, Outcome, Reason, State
from notifications.domain.recipients import Recipient
from notifications.domain.templates import TemplateId
from notifications.sender import Sender
from notifications.wiring import App, assemble
from shared.cancellation import end

PAUSE = timedelta(minutes=15)
REFUSALS_OF_US = [
    "550 Blocked - see https://www.spamcop.net/bl.shtml?203.0.113.5",
    "550 Relaying denied",
    "553 sorry, that domain isn't in my list of allowed rcpthosts",
    "554 5.7.1 Service unavailable; Client host [203.0.113.5] blocked using zen.spamhaus.org",
    "550 5.4.5 Daily user sending limit exceeded",
]
LABELS = {"service": "notifications", "code": "550"}


def reader(number: int, domain: str = "example.org") -> Recipient:
    return person(email=f"primer{number}@{domain}")


async def told_all(app: App, count: int, domain: str = "example.org") -> list[Delivery]:
    return [await told(app, reader(number, domain)) for number in range(count)]


async def send_due(app: App) -> list[Delivery]:
    return [await send(app, one) for one in await claim_due(app, "a", 100)]


async def must_be_told(app: App, reader: Recipient) -> Delivery:
    """A letter that nobody can switch off waits: their certificate was revoked."""
    await record_people(app, [reader])
    event = replace(notice(reader.id, template=TemplateId.CERTIFICATE_REVOKED), details=OF_CERTIFICATE)
    await notify(app, event)
    (letter,) = await app.deliveries.find_many({"channel": "email", "recipient_id": reader.id})
    return letter


@pytest.fixture
def elsewhere(here: App) -> App:
    """The same service in another process, as far as memory goes."""
    return replace(assemble(here.settings, here.database), smtp=here.smtp, now=here.now)


@pytest.mark.parametrize("said", REFUSALS_OF_US)
@pytest.mark.parametrize("stage", ["at_sender", "at_recipient", "at_data"])
async def test_a_server_that_refuses_us_blames_no_reader(
    here: App, server: Server, clock: Clock, said: str, stage: str
) -> None:
    setattr(server, stage, [said])
    blocked = await told(here, person())
    waiting = await attempt(here)
    assert (waiting.state, waiting.reason, waiting.not_before) == (State.QUEUED, Reason.BLOCKED, clock.time + PAUSE)
    assert (waiting.attempts[-1].outcome, waiting.attempts[-1].code) == (Outcome.BLOCKED, int(said[:3]))
    await told(here, person())
    assert (await attempt(here)).state is State.SENT
    clock.time += PAUSE
    assert (await attempt(here)).id == blocked.id
    assert len(server.received) == 2


async def test_a_domain_that_refuses_reader_after_reader_is_left_alone_and_others_are_not(
    here: App, server: Server, clock: Clock
) -> None:
    server.at_recipient = [REFUSALS_OF_US[0]] * 5
    await told_all(here, 8)
    waiting = await send_due(here)
    assert len(server.asked) == 5
    assert [one.state for one in waiting] == [State.QUEUED] * 8
    assert {one.reason for one in waiting} == {Reason.BLOCKED}
    assert [len(one.attempts) for one in waiting] == [1] * 5 + [0] * 3
    assert {one.not_before for one in waiting} == {clock.time + PAUSE}
    await told(here, person(email="primer@example.net"))
    assert [one.state for one in await send_due(here)] == [State.SENT]


async def test_every_sender_knows_of_a_pause(here: App, elsewhere: App, server: Server) -> None:
    server.at_recipient = [REFUSALS_OF_US[0]] * 5
    await told_all(here, 5)
    await send_due(here)
    await told(elsewhere, person())
    assert (await attempt(elsewhere)).reason is Reason.BLOCKED
    assert len(server.asked) == 5


async def test_after_a_pause_one_letter_asks_and_when_it_is_taken_all_go(
    here: App, server: Server, clock: Clock
) -> None:
    server.at_recipient = [REFUSALS_OF_US[0]] * 6
    letters = await told_all(here, 8)
    await send_due(here)
    clock.time += PAUSE
    asked_again = await send_due(here)
    assert len(server.asked) == 6
    assert {one.state for one in asked_again} == {State.QUEUED}
    clock.time += 2 * PAUSE
    for _ in range(3):
        await send_due(here)
        clock.time += PAUSE
    assert {one["To"].addresses[0].addr_spec for one in server.received} == {
        f"primer{number}@example.org" for number in range(8)
    }
    assert len(server.received) == len(letters)
    assert await here.destinations.paused() == []


async def test_while_one_letter_asks_the_others_wait(here: App, server: Server, clock: Clock) -> None:
    server.at_recipient = [REFUSALS_OF_US[0]] * 5
    await told_all(here, 5)
    await send_due(here)
    clock.time += PAUSE
    first, *others = await claim_due(here, "a", 5)
    server.gate.clear()
    asking = asyncio.ensure_future(send(here, first))
    await until(server.reached_data)
    held = [await send(here, one) for one in others]
    assert len(server.asked) == 6
    assert {one.not_before - clock.time for one in held} == {timedelta(seconds=here.settings.lease_seconds)}
    server.gate.set()
    assert (await asking).state is State.SENT


async def test_a_busy_server_at_the_end_of_a_pause_is_not_asked_by_everybody(
    here: App, server: Server, clock: Clock
) -> None:
    server.at_recipient = [*[REFUSALS_OF_US[0]] * 5, "451 4.7.1 Greylisting in action"]
    await told_all(here, 8)
    await send_due(here)
    clock.time += PAUSE
    first, *others = await send_due(here)
    assert len(server.asked) == 6
    assert first.reason is Reason.DEFERRED
    assert {one.not_before for one in others} == {clock.time + PAUSE}


async def test_what_is_mandatory_does_not_wait_and_ends_the_pause_where_it_is_taken(here: App, server: Server) -> None:
    server.at_recipient = [REFUSALS_OF_US[0]] * 6
    await told_all(here, 5)
    await send_due(here)
    letter = await must_be_told(here, reader(9))
    (tried,) = await send_due(here)
    assert (tried.id, tried.reason, len(tried.attempts)) == (letter.id, Reason.BLOCKED, 1)
    await must_be_told(here, reader(10))
    assert [one.state for one in await send_due(here)] == [State.SENT]
    await told(here, reader(11))
    assert [one.state for one in await send_due(here)] == [State.SENT]


async def test_a_server_that_lets_nobody_in_is_left_alone_by_all_letters(here: App, server: Server) -> None:
    server.at_sender = ["530 5.7.0 Authentication required"] * 5
    for number in range(8):
        await told(here, reader(number, f"example{number}.org"))
    waiting = await send_due(here)
    assert {one.reason for one in waiting} == {Reason.BLOCKED}
    assert server.at_sender == []
    assert server.asked == []
    assert [one.name for one in await here.destinations.paused()] == [here.settings.smtp_host]


async def test_a_letter_between_others_that_is_taken_means_that_not_all_are_refused(here: App, server: Server) -> None:
    server.at_recipient = [*[REFUSALS_OF_US[0]] * 4, "250 OK", *[REFUSALS_OF_US[0]] * 4]
    await told_all(here, 9)
    await send_due(here)
    assert len(server.asked) == 9
    assert await here.destinations.paused() == []


async def test_unknown_mailboxes_pause_no_domain(here: App, server: Server) -> None:
    server.at_recipient = ["550 5.1.1 unknown"] * 8
    await told_all(here, 8)
    assert {one.state for one in await send_due(here)} == {State.FAILED}
    assert len(server.asked) == 8


async def test_who_is_erased_while_their_letter_is_held_hears_nothing(here: App, server: Server, clock: Clock) -> None:
    server.at_recipient = [REFUSALS_OF_US[0]] * 5
    await told_all(here, 5)
    held = await told(here, person())
    await send_due(here)
    await erase_person(here, held.recipient_id)
    clock.time += timedelta(hours=1)
    await send_due(here)
    assert (await here.deliveries.get(held.id)).reason is Reason.ERASED
    assert "primer@example.org" not in server.asked


async def test_operators_are_told_without_a_word_of_the_server_or_an_address(here: App, server: Server) -> None:
    server.at_recipient = ["550 5.7.1 <primer@example.org> Образцов is blocked"] * 5
    before = REGISTRY.get_sample_value("skillproof_mail_refusals_total", LABELS) or 0
    await told_all(here, 5)
    with capture_logs() as logs:
        await send_due(here)
    assert REGISTRY.get_sample_value("skillproof_mail_refusals_total", LABELS) == before + 5
    levels = [one["log_level"] for one in logs]
    assert levels == ["warning"] * 5 + ["error"]
    assert (logs[0]["code"], logs[0]["status"]) == (550, "5.7.1")
    assert logs[-1]["destination"] == "example.org"
    assert not any(word in str(logs) for word in ("primer", "Образцов"))


async def test_the_number_of_those_who_refuse_us_is_measured(
    here: App, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notifications.sender, "OBSERVE_SECONDS", 0.0)
    server.at_recipient = [REFUSALS_OF_US[0]] * 5
    await told_all(here, 5)
    task = asyncio.ensure_future(Sender(here, "me").run())

    async def measured() -> bool:
        return REGISTRY.get_sample_value("skillproof_mail_destinations_paused", {"service": "notifications"}) == 1

    await until(measured)
    await end(task)
