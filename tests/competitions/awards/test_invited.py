"""Whom a letter about a certificate reaches is invited by it: without an account nobody is shown a document."""

import json
from typing import Any
from uuid import UUID

import pytest
from tests.competitions.awards.granting import Granting, as_csv, offered, row
from tests.competitions.pages.reading import post
from tests.competitions.playing import Play

from competitions.queries.people import INVITATION
from shared.identity import links


@pytest.fixture
async def granting(play: Play) -> Granting:
    return await offered(play)


async def told(granting: Granting) -> dict[str, Any]:
    """What the others know of people, by given name and e-mail."""
    events = [json.loads(bytes(event["value"])) for event in await granting.play.told("people")]
    return {one["email"] or "none": one for one in events if "family_name" in one}


CHILD = {
    "Дата рождения": "14.03.2016",
    "Родитель: ФИО": "Пробная Мать Тестовна",
    "Родитель: почта": "mother@example.org",
}


async def test_who_comes_by_a_table_connects_an_account_by_the_letter(granting: Granting) -> None:
    await granting.granted(as_csv([row(1), row(2, **CHILD), row(3, **{"Электронная почта": None})]))
    known = await told(granting)
    assert {email: bool(one["invitation_id"]) for email, one in known.items()} == {
        "a1@example.org": True,
        "mother@example.org": True,
        "none": False,
    }, "the child's address is not kept, and of whom no letter reaches nobody waits for an account"
    play, who = granting.play, known["a1@example.org"]
    token = links.token(INVITATION, UUID(who["invitation_id"]), play.app.link_secret)
    assert (await post(play, f"/invitation/{token}", play.issuer.bearer("masha", "competitor"))).status_code == 303
    assert (await play.app.people.get(UUID(who["subject_id"]))).account == "masha"
    bound = (await told(granting))["a1@example.org"]
    assert (bound["account"], bound.get("invitation_id")) == ("masha", None)


async def test_a_letter_of_the_organiser_ends_the_link_of_the_one_before(granting: Granting) -> None:
    await granting.granted(as_csv([row(1)]))
    before = (await told(granting))["a1@example.org"]
    await granting.play.post(f"/persons/{before['subject_id']}/invitation", expect=202)
    after = (await told(granting))["a1@example.org"]
    assert after["invitation_id"] not in {None, before["invitation_id"]}, "the next letter has the link that holds"
    person = await granting.play.app.people.get(UUID(before["subject_id"]))
    assert person.invitation
    assert str(person.invitation.id) == after["invitation_id"]
