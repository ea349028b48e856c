"""One award by another system: once, corrected when that is asked for, and never another person's."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from tests.competitions.awards.granting import Granting, offered
from tests.competitions.pages.reading import page
from tests.competitions.playing import HOME, Play

from competitions.commands.awards.offers import record_offers
from competitions.domain.awards.offers import Offer, Want
from shared.text import Text


@pytest.fixture
async def granting(play: Play) -> Granting:
    return await offered(play)


def wish(granting: Granting, **other: Any) -> dict[str, Any]:
    person = {"family_name": "Пробный", "given_name": "Вымысел", "birth_date": "2001-03-14", "email": "p@example.org"}
    said = {"granted_on": "2026-05-28", "recipient": person, "facts": {"hours": 72}}
    return {"achievement_id": str(granting.achievement), **said, **other}


async def test_what_is_sent_again_is_granted_once(granting: Granting) -> None:
    key = str(uuid4())
    first = await granting.call("POST", "/awards", wish(granting), expect=201, idempotency_key=key)
    await granting.play.app.database["idempotency"].delete_many({})
    assert await granting.call("POST", "/awards", wish(granting), expect=201, idempotency_key=key) == first
    assert await granting.call("POST", "/awards", wish(granting), expect=201) == first, "by another key, too"
    assert (await granting.count("people"), await granting.count("awards")) == (1, 1)
    [told] = await granting.told()
    assert (told["award_id"], told["revision"], told["organisation"]) == (first["id"], 1, HOME)
    [listed] = (await granting.call("GET", "/awards"))["items"]
    assert listed == first == await granting.call("GET", f"/awards/{first['id']}")


async def test_other_facts_are_a_correction_that_is_asked_for(granting: Granting) -> None:
    first = await granting.call("POST", "/awards", wish(granting), expect=201)
    other = wish(granting, facts={"hours": 144})
    refused = await granting.call("POST", "/awards", other, expect=409)
    assert refused["type"].endswith("/granted-otherwise")
    assert "hours" in refused["errors"][0]["message"]
    corrected = await granting.call("POST", "/awards", {**other, "correct": True}, expect=201)
    assert (corrected["id"], corrected["revision"]) == (first["id"], 2)
    assert [(one["revision"], one["facts"]["hours"]) for one in await granting.told()] == [(1, 72), (2, 144)]


async def test_a_namesake_without_a_birth_date_is_asked_about(granting: Granting) -> None:
    first = await granting.call("POST", "/awards", wish(granting), expect=201)
    nameless = {"family_name": "ПРОБНЫЙ", "given_name": "Вымысел"}
    asked = await granting.call("POST", "/awards", wish(granting, recipient=nameless), expect=409)
    assert first["subject_id"] in asked["errors"][0]["message"]
    other = await granting.call("POST", "/awards", wish(granting, recipient=nameless, is_another=True), expect=201)
    assert other["subject_id"] != first["subject_id"]
    same = wish(granting, recipient=None, subject_id=first["subject_id"])
    assert await granting.call("POST", "/awards", same, expect=201) == first


async def test_a_key_is_one_persons(granting: Granting) -> None:
    await granting.call("POST", "/awards", wish(granting, key="17"), expect=201)
    other = {"family_name": "Вторая", "given_name": "Вымысел", "birth_date": "2002-03-14"}
    refused = await granting.call("POST", "/awards", wish(granting, recipient=other, key="17"), expect=409)
    assert refused["type"].endswith("/key-of-another")
    assert await granting.count("people") == 1, "nobody is kept for what is refused"


async def test_what_was_granted_under_a_key_says_who_of_a_name_is_meant(granting: Granting) -> None:
    undated = {"family_name": "Пробный", "given_name": "Вымысел"}
    first = await granting.call("POST", "/awards", wish(granting, recipient=undated, key="17"), expect=201)
    assert await granting.call("POST", "/awards", wish(granting, recipient=undated, key="17"), expect=201) == first
    unsure = wish(granting, recipient=undated, key="18")
    asked = await granting.call("POST", "/awards", unsure, expect=409, idempotency_key="asked")
    assert asked["type"].endswith("/who-is-meant")
    kept = [one.get("body") or b"" for one in await granting.play.app.database["idempotency"].find({}).to_list()]
    assert first["subject_id"].encode() not in b"".join(kept), (
        "whom the organisation keeps stands in no answer that is kept"
    )
    answered = {**unsure, "is_another": True}
    await granting.call("POST", "/awards", answered, expect=201, idempotency_key="asked")


@pytest.mark.parametrize(
    ("other", "problem"),
    [
        ({"facts": {}}, "facts-missing"),
        ({"facts": {"hours": 1, "score": "101", "out_of": 100}}, "score-too-high"),
        ({"facts": {"hours": 1, "score": "10.125"}}, "invalid"),
        ({"facts": {"hours": 1, "score": "0", "out_of": "0"}}, "invalid"),
        ({"granted_on": "2199-01-01"}, "granted-too-late"),
        ({"recipient": None}, "recipient-needed"),
        ({"subject_id": str(uuid4())}, "recipient-needed"),
        ({"language": "both", "context": {"kind": "course"}}, "context-title"),
        ({"context": {"kind": "none", "starts_on": "2026-05-02", "ends_on": "2026-05-01"}}, "context-ends-before-it-starts"),
        ({"context": {"kind": "championship", "id": str(uuid4())}}, "unknown"),
        ({"achievement_id": str(uuid4())}, "unknown"),
    ],
)  # fmt: skip
async def test_what_cannot_be_granted_is_refused_by_name(granting: Granting, other: Any, problem: str) -> None:
    status = {"unknown": 404}.get(problem, 422)
    refused = await granting.call("POST", "/awards", wish(granting, **other), expect=status)
    assert refused["type"].endswith(f"/{problem}")
    assert refused["errors"][0]["fix"]
    assert await granting.count("awards") == 0


async def test_what_its_issuer_withdraws_is_not_handed_out_and_the_newest_word_counts(granting: Granting) -> None:
    known = await granting.play.app.offers.get(granting.achievement)

    def told(edition: int, *, is_offered: bool) -> Offer:
        title = Text("Робототехника", "Robotics")
        return Offer(known.id, HOME, edition, known.code, "course", title, ("ru",), (Want("pages", True),), is_offered)

    await record_offers(granting.play.app, [told(3, is_offered=False), told(2, is_offered=True)])
    refused = await granting.call("POST", "/awards", wish(granting), expect=409)
    assert refused["type"].endswith("/achievement-withdrawn")
    await record_offers(granting.play.app, [told(4, is_offered=True)])
    english = await granting.call("POST", "/awards", wish(granting, language="en"), expect=422)
    assert english["type"].endswith("/language-not-offered")
    await granting.call("POST", "/awards", wish(granting, facts={}), expect=201)


async def test_an_officer_of_another_organisation_sees_nothing(granting: Granting) -> None:
    award = await granting.call("POST", "/awards", wish(granting), expect=201)
    boris = granting.play.issuer.bearer("boris", "officer", organisation="region-50")
    assert (await granting.play.call("GET", "/awards", boris))["items"] == []
    assert await granting.play.call("GET", "/achievements", boris) == []
    await granting.play.call("GET", f"/awards/{award['id']}", boris, expect=404)
    await granting.play.call("POST", "/awards", boris, wish(granting), expect=404)


async def test_in_a_championship_its_own_events_say_what_it_is_called(granting: Granting) -> None:
    await granting.play.open()
    within = {"kind": "championship", "id": granting.play.championship}
    known = await granting.play.app.offers.get(granting.achievement)
    wants = (Want("period", required=True),)
    await record_offers(granting.play.app, [replace(known, edition=2, wants=wants)])
    await granting.call("POST", "/awards", wish(granting, context=within), expect=201)
    [told] = await granting.told()
    assert told["context"] == {**within, "title": None, "starts_on": None, "ends_on": None}


async def test_what_somebody_was_granted_is_theirs_to_take_away(granting: Granting) -> None:
    play = granting.play
    subject = await play.person("Альфин", account="alfin")
    paper = {"file_number": "17-03"}
    body = wish(granting, recipient=None, subject_id=subject, paper_consent=paper)
    award = await granting.call("POST", "/awards", body, expect=201)
    alfin = play.issuer.bearer("alfin")
    [own] = (await play.get("/me/data", alfin))["people"]
    [kept] = own["awards"]
    assert (kept["issuer"], kept["award"]) == (HOME, award)
    assert "У организации есть согласие на бумаге." in await page(play, "/me/data", alfin)


async def test_a_guardian_who_is_kept_by_more_of_a_name_is_no_other_guardian_when_the_same_is_sent_again(
    granting: Granting,
) -> None:
    def of(name: str, email: str, family_name: str = "Пробная", **more: str) -> dict[str, Any]:
        guardian = {"family_name": family_name, "given_name": "Проба", "email": email, **more}
        ward = {"family_name": "Пробный", "given_name": name, "birth_date": "2015-03-14"}
        return wish(granting, recipient={**ward, "guardian": guardian})

    await granting.call("POST", "/awards", of("Первый", "g@example.org", patronymic="Тестовна"), expect=201)
    key, second = str(uuid4()), of("Второй", "g@example.org")
    first = await granting.call("POST", "/awards", second, expect=201, idempotency_key=key)
    assert await granting.call("POST", "/awards", second, expect=201, idempotency_key=key) == first
    await granting.play.app.database["idempotency"].delete_many({})
    other = of("Второй", "g@example.org", "Иная")
    refused = await granting.call("POST", "/awards", other, expect=409, idempotency_key=key)
    assert refused["type"].endswith("/kept-otherwise")
