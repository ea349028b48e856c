"""Letters about entries wait a little and are then one; none is lost by it, and each message ends once."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from tests.notifications.people import notice, person
from tests.notifications.sending import Clock
from tests.notifications.smtp import Server

from notifications.commands.correspondence import correspondence
from notifications.commands.gathering import gather, members, settle_all
from notifications.commands.notifying import notify
from notifications.commands.people import erase_person, record_people
from notifications.commands.sending import claim_due, send
from notifications.domain.deliveries import Delivery, State
from notifications.domain.preferences import Channel
from notifications.domain.recipients import Language, Recipient
from notifications.domain.templates import TemplateId
from notifications.wiring import App

WAIT = 300
STEPS = (TemplateId.REGISTRATION_ENTERED, TemplateId.REGISTRATION_CONFIRMED, TemplateId.REGISTRATION_WITHDRAWN)


@pytest.fixture
def waiting(here: App) -> App:
    """The application of tests, in which letters about entries wait."""
    return replace(here, settings=here.settings.model_copy(update={"letters_wait_seconds": WAIT}))


async def known(app: App, **given: object) -> Recipient:
    reader = person(**given)
    await record_people(app, [reader])
    return reader


async def tell(app: App, about: UUID, *templates: TemplateId) -> None:
    for template in templates:
        await notify(app, notice(about, template=template))


async def letters(app: App) -> list[Delivery]:
    return await app.deliveries.find_many({"channel": Channel.EMAIL})


async def sent(app: App) -> list[Delivery]:
    return [await send(app, one) for one in await claim_due(app, "a", 10)]


def states(found: Sequence[Delivery]) -> set[State]:
    return {one.state for one in found}


async def test_what_happens_within_the_wait_is_one_letter(waiting: App, server: Server, clock: Clock) -> None:
    reader = await known(waiting, language=Language.ENGLISH)
    await tell(waiting, reader.id, STEPS[0])
    for step in STEPS[1:]:
        clock.time += timedelta(seconds=WAIT // 2 - 1)
        await tell(waiting, reader.id, step)
    assert await sent(waiting) == []
    inbox = await waiting.deliveries.find_many({"channel": Channel.INBOX})
    assert states(inbox) == {State.SENT}
    clock.time += timedelta(seconds=2)
    await sent(waiting)
    (mail,) = server.received
    assert mail["Subject"] == "News about entries: 3"
    body = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    places = [body.index(word) for word in ("Entered:", "Registration confirmed:", "Entry withdrawn:")]
    assert places == sorted(places)
    assert body.count("Hello") == 1
    found = await letters(waiting)
    assert states(found) == {State.SENT}
    assert await sent(waiting) == []
    assert len(await told(waiting)) == 2 * len(STEPS)


async def told(app: App) -> list[object]:
    """Everything that was said to have ended."""
    found = app.database["deliveries"].find({"pending.0": {"$exists": True}}, {"pending": True})
    return [event["id"] async for one in found for event in one["pending"]]


async def test_what_does_not_wait_goes_at_once_and_by_itself(waiting: App, server: Server) -> None:
    reader = await known(waiting)
    await tell(waiting, reader.id, STEPS[0], TemplateId.RESULT_PUBLISHED, TemplateId.CHAMPIONSHIP_CANCELLED)
    await sent(waiting)
    assert len(server.received) == 2


async def test_each_reader_has_a_letter_and_a_guardian_one_about_all_wards(
    waiting: App, server: Server, clock: Clock
) -> None:
    guardian = await known(waiting, email="parent@example.org")
    wards = [
        await known(waiting, birth_date=clock.time.date() - timedelta(days=9 * 365), guardians=(guardian.id,))
        for _ in range(2)
    ]
    for ward in wards:
        await tell(waiting, ward.id, *STEPS[:2])
    clock.time += timedelta(seconds=WAIT)
    await sent(waiting)
    (mail,) = server.received
    assert mail["To"].endswith("<parent@example.org>")
    assert mail["Subject"].endswith("4")


async def test_two_workers_make_one_letter(waiting: App, server: Server, clock: Clock) -> None:
    reader = await known(waiting)
    await tell(waiting, reader.id, *STEPS)
    clock.time += timedelta(seconds=WAIT)
    both = await asyncio.gather(claim_due(waiting, "a", 10), claim_due(waiting, "b", 10))
    claimed = [one for found in both for one in found]
    for one in claimed:
        await send(waiting, one)
    await sent(waiting)
    assert len(server.received) == 1
    assert states(await letters(waiting)) == {State.SENT}


async def test_one_that_comes_while_the_letter_is_written_is_the_next_letter(
    waiting: App, server: Server, clock: Clock
) -> None:
    reader = await known(waiting)
    await tell(waiting, reader.id, STEPS[0])
    clock.time += timedelta(seconds=WAIT)
    (lead,) = await claim_due(waiting, "a", 10)
    await tell(waiting, reader.id, STEPS[1])
    clock.time += timedelta(seconds=WAIT // 10)
    assert await claim_due(waiting, "b", 10) == []
    await send(waiting, lead)
    clock.time += timedelta(seconds=WAIT)
    await sent(waiting)
    assert len(server.received) == 2
    assert states(await letters(waiting)) == {State.SENT}


@pytest.mark.parametrize("dies", ["claimed", "joined", "gathered", "answered"])
async def test_wherever_a_worker_dies_nothing_is_lost(waiting: App, server: Server, clock: Clock, dies: str) -> None:
    reader = await known(waiting, language=Language.ENGLISH)
    await tell(waiting, reader.id, *STEPS)
    clock.time += timedelta(seconds=WAIT)
    due = sorted(await waiting.deliveries.due(clock.time, 10), key=lambda one: (one.not_before, one.id))
    term = timedelta(seconds=waiting.settings.lease_seconds)
    lead = await waiting.deliveries.save(due[0].claim("a", clock.time, term))
    if dies == "joined":
        await waiting.deliveries.save(replace(due[1], joined=lead.id))
    elif dies != "claimed":
        lead = await gather(waiting, lead)
    if dies == "answered":
        assert await send_without_record(waiting, lead)
    for _ in range(4):
        clock.time += term + timedelta(seconds=1)
        await settle_all(waiting)
        await sent(waiting)
    found = await letters(waiting)
    assert states(found) == {State.SENT}
    assert len(set(await told(waiting))) == len(await told(waiting)) == 2 * len(STEPS)
    said = "".join(mail.get_body(("plain",)).get_content() for mail in server.received)  # type: ignore[union-attr]
    assert all(word in said for word in ("You are entered", "You are registered", "is withdrawn"))
    ids = [mail["Message-ID"] for mail in server.received]
    if dies == "answered":
        assert len(ids) == 2
        assert len(set(ids)) == 1


async def send_without_record(app: App, lead: Delivery) -> bool:
    """What a worker does before it is killed: the letter is out, and nothing says so."""
    from notifications.commands.sending import _ready

    others = await members(app, lead)
    written_of = await correspondence(app, [lead, *others])
    ready = await _ready(app, lead, written_of.persons(lead), others, written_of)
    assert not isinstance(ready, Delivery)
    return (await app.smtp.hand_over(ready.letter)).code == 250


async def test_what_one_of_them_may_not_be_told_holds_up_none_of_the_others(
    waiting: App, server: Server, clock: Clock
) -> None:
    guardian = await known(waiting, email="parent@example.org")
    wards = [
        await known(waiting, birth_date=clock.time.date() - timedelta(days=9 * 365), guardians=(guardian.id,))
        for _ in range(2)
    ]
    for ward in wards:
        await tell(waiting, ward.id, STEPS[0])
    clock.time += timedelta(seconds=WAIT)
    (lead,) = await claim_due(waiting, "a", 10)
    await erase_person(waiting, lead.about_id)
    await settle_all(waiting)
    await sent(waiting)
    (mail,) = server.received
    assert mail["To"].endswith("<parent@example.org>")
    assert {one.state for one in await letters(waiting)} == {State.SENT, State.SUPPRESSED}


async def test_a_letter_that_is_given_up_ends_all_that_was_in_it(waiting: App, server: Server, clock: Clock) -> None:
    reader = await known(waiting)
    await tell(waiting, reader.id, *STEPS)
    clock.time += timedelta(seconds=WAIT)
    server.at_recipient.append("550 5.1.1 no such user")
    await sent(waiting)
    assert states(await letters(waiting)) == {State.FAILED}
    assert len(await told(waiting)) == 2 * len(STEPS)
