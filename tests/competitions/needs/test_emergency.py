"""Whom to call in an emergency: said by who takes part, read at the door and by the organiser, gone with the last day."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.competitions.needs.asking import Asking
from tests.competitions.pages.reading import page, post
from tests.competitions.unit.preparation.test_plans import championship

from competitions.commands.needs.forgetting import forget_what_is_over
from competitions.commands.needs.resealing import reseal
from competitions.domain.championship import Stage
from competitions.domain.needs.asked import WhyErased
from competitions.domain.needs.emergency import EmergencyContact, EmergencyContacts, may_call
from competitions.domain.needs.rules import NeedsRules
from competitions.domain.registration import Registration, State
from competitions.store import STORES, EmergencyStore
from shared.identity.sealing import KeyRing

MOTHER, TRAINER = "Матушкина Проба", "Тренерова Проба"
TYPED, PHONE = "8 (900) 000-00-17", "+79000000017"
CALLED = {"name": MOTHER, "phone": PHONE}
AT = datetime(2026, 3, 1, 9, tzinfo=UTC)


def own(asking: Asking) -> str:
    return f"/me/registrations/{asking.entry}/emergency-contacts"


async def raw(asking: Asking) -> Mapping[str, Any]:
    found = await asking.play.app.database["emergency_contacts"].find_one({"registration_id": UUID(asking.entry)})
    assert found is not None
    return found


def test_what_is_said_again_changes_nothing_and_nobody_stands_there_twice() -> None:
    entry = UUID(int=1)
    mother, trainer = EmergencyContact(MOTHER, PHONE), EmergencyContact(TRAINER, PHONE)
    none = EmergencyContacts(entry, entry, entry, entry)
    both = none.say([mother, trainer, mother], AT)
    assert both.contacts == (mother, trainer), "two may answer one telephone"
    assert both.say([mother, trainer], AT) is both
    assert both.say([trainer, mother], AT).contacts == (trainer, mother), "who is called first"
    gone = both.say([], AT)
    assert (gone.contacts, gone.forgotten and gone.forgotten.ground) == ((), WhyErased.TAKEN_BACK)
    assert gone.say([mother], AT).forgotten is None
    assert none.say([], AT) is none
    erased = both.forget(AT, WhyErased.PERSON)
    assert erased.subject_id is None
    assert erased.forget(AT + timedelta(days=1), WhyErased.OVER) == erased


@pytest.mark.parametrize(
    ("stage", "at", "may"),
    [
        (Stage.EMBARGO, datetime(2026, 12, 3, 20, tzinfo=UTC), True),
        (Stage.PUBLISHED, datetime(2026, 12, 3, 20, tzinfo=UTC), True),
        (Stage.EMBARGO, datetime(2026, 12, 3, 21, tzinfo=UTC), False),
        (Stage.CANCELLED, datetime(2026, 12, 1, tzinfo=UTC), False),
    ],
)
def test_somebody_may_have_to_be_called_until_the_last_day_ends_where_it_is_held(
    stage: Stage, at: datetime, may: bool
) -> None:
    held = championship(stage=stage, time_zone="Europe/Moscow")
    id = UUID(int=1)
    person = Registration(id, id, id, id, "R-01", state=State.CONFIRMED)
    assert may_call(held, person, at) is may
    assert not may_call(held, replace(person, state=State.WITHDRAWN), at)


async def test_they_are_said_on_a_page_and_lie_sealed(asking: Asking) -> None:
    """By a ruleset that asks for nothing and where nobody comes along."""
    await asking.open()
    play = asking.play
    bare = replace(play.app.rulesets["worldskills"], needs=NeedsRules(ask=False, companions=0))
    play.app = replace(play.app, rulesets={**play.app.rulesets, "worldskills": bare})
    asking.calendar.go(asking.calendar.today)
    at = f"/me/entries/{asking.entry}/emergency-contacts"
    assert "Whom to call in an emergency" in await page(play, "/me", asking.alfin(), language="en")
    assert f'{at}"' in await page(play, f"{asking.place}/entries/{asking.entry}", asking.alfin())
    beside = await page(play, f"/me/entries/{asking.entry}/companions", asking.alfin())
    assert "contacts-0" not in beside, "two forms on a page: who sends one loses what was typed in the other"
    typed = {"contacts-0-name": " ", "contacts-1-name": MOTHER, "contacts-1-phone": "12-34"}
    refused = await post(play, at, asking.alfin(), typed)
    assert refused.status_code == 422
    for part in ('href="#contacts-1-phone"', f'value="{MOTHER}"', 'value="12-34"'):
        assert part in refused.text
    nameless = await post(play, at, asking.alfin(), {"contacts-0-phone": TYPED})
    assert 'href="#contacts-0-name"' in nameless.text
    said = await post(play, at, asking.alfin(), {**typed, "contacts-1-phone": TYPED})
    assert (said.status_code, said.headers["location"]) == (303, f"{at}?kept#outcome")
    assert f'value="{PHONE}"' in await page(play, at, asking.alfin())
    assert await play.get(own(asking), by=asking.alfin()) == {"contacts": [CALLED], "may_change": True}
    assert PHONE in str(await play.get("/me/data", by=asking.alfin()))
    assert MOTHER in await page(play, "/me/data", asking.alfin())
    stored = await raw(asking)
    for word in (MOTHER, PHONE):
        assert word not in str(stored)
        assert word.encode() not in bytes(stored["sealed"])
    other = EmergencyStore(play.app.database, KeyRing("needs", b"new" * 12, ()))
    assert (await reseal(replace(play.app, emergency=other))).unopened == (UUID(asking.entry),)
    await play.call("DELETE", f"/persons/{stored['subject_id']}", play.anna(), expect=204)
    erased = await raw(asking)
    assert (erased["sealed"], erased["subject_id"], erased["forgotten"]["ground"]) == (None, None, "person")


async def test_they_are_read_at_the_door_and_by_the_organiser_until_the_last_day(
    asking: Asking, capsys: pytest.CaptureFixture[str]
) -> None:
    await asking.open()
    play, alfin = asking.play, asking.alfin()
    await asking.calendar.sign("Альфин")
    await play.post(f"/registrations/{asking.entry}/confirmation")
    body = {"contacts": [{**CALLED, "phone": TYPED}]}
    await play.call("PUT", own(asking), alfin, {"contacts": body["contacts"] * 3}, expect=422)
    await play.call("PUT", own(asking), asking.rita(), body, expect=403)
    await play.call("PUT", own(asking), alfin, body)
    entry, door = f"{asking.place}/entries/{asking.entry}", f"{asking.place}/check-in?entry={asking.entry}"
    for path in (entry, door):
        html = await page(play, path, play.anna())
        assert MOTHER in html
        assert f'href="tel:{PHONE}"' in html
    read = f"/registrations/{asking.entry}/emergency-contacts"
    assert [one["contacts"] for one in (await play.get(read))["people"]] == [[CALLED]]
    await play.call("GET", read, alfin, expect=403)
    assert MOTHER not in str(await play.get(f"{asking.place}/registrations"))
    told = capsys.readouterr().out + "".join([str(await play.told(one.NAME)) for one in STORES if one.publishes])
    assert "/emergency-contacts" in told, "the test looks for what is not there"
    for word in (MOTHER, PHONE, PHONE[2:], TYPED):
        assert word not in told

    held = await play.app.championships.get(UUID(play.championship))
    asking.calendar.go(datetime.combine(held.ends_on, datetime.min.time(), UTC) + timedelta(days=2))
    assert (await play.get(read))["people"] == []
    for path in (entry, door):
        assert PHONE not in await page(play, path, play.anna())
    late = await play.call("PUT", own(asking), alfin, {"contacts": [{**CALLED, "name": TRAINER}]}, expect=409)
    assert late["type"].endswith("/emergency-over")
    await forget_what_is_over(play.app)
    gone = await raw(asking)
    assert (gone["sealed"], gone["called"], gone["forgotten"]["ground"]) == (None, 0, "over")
