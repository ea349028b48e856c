"""Who was erased stays erased."""

from uuid import uuid4

import pytest
from tests.notifications.people import changed, happened

from notifications.commands.people import erase_person
from notifications.domain.recipients import LAST_VERSION, Recipient
from notifications.handlers import record
from notifications.wiring import App
from shared.contracts.competitions import PersonChanged
from shared.events import Event


def told(**given: object) -> Event[PersonChanged]:
    event = happened(changed(**given))
    assert isinstance(event.data, PersonChanged)
    return Event(event.id, event.time, event.data)


@pytest.mark.parametrize("known", [True, False])
async def test_a_version_that_comes_late_does_not_bring_an_erased_person_back(app: App, known: bool) -> None:
    """As a replay of dead letters has it: version 3 could not be handled, and the person was erased meanwhile."""
    who = uuid4()
    if known:
        await record([told(subject_id=who, version=2)], app)
    await erase_person(app, who)
    await record([told(subject_id=who, version=3)], app)
    assert await app.recipients.get(who) == Recipient(who, 1 + int(known), LAST_VERSION, erased=True)


async def test_a_person_who_was_erased_before_the_rule_stays_erased(app: App) -> None:
    who = uuid4()
    await app.recipients.add(Recipient(who, person_version=2, erased=True))
    await record([told(subject_id=who, version=3)], app)
    found = await app.recipients.get(who)
    assert (found.erased, found.given_name, found.email) == (True, "", None)
