"""People enter themselves, by the API: who is kept, who is asked, what is refused."""

import asyncio
import json
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI
from tests import days
from tests.competitions.entering.self_entry import (
    AHEAD,
    GUARDIAN,
    SELF,
    YES,
    announced,
    another_skill,
    born,
    by,
    change,
    change_skill,
    enter,
)
from tests.competitions.playing import Play

from competitions.api.entering.applying import EnterIn
from competitions.commands.own.entries import enter_oneself
from shared.identity.principal import Principal
from shared.web.guards import RateLimit

APPLICANT = SELF["applicant"]


def aged(age: int, **more: Any) -> dict[str, Any]:
    return {**APPLICANT, "birth_date": born(age), **more}  # type: ignore[dict-item]


async def asked(play: Play) -> list[str]:
    """Who is written to about consents, in the order of the letters."""
    told = [json.loads(one["value"]) for one in await play.told("consents")]
    return [one["giver_id"] for one in told]


async def test_an_adult_has_a_place_and_a_record_of_their_own(play: Play) -> None:
    await announced(play)
    entry = await enter(play)
    assert (entry["state"], entry["member"], entry["waiting_place"]) == ("entered", "R-01", None)
    person = await play.app.people.get(UUID(entry["subject_id"]))
    assert (person.organisation, person.account, person.email) == ("region-47", "newcomer", "lesnichy@people.example")
    consents = (await play.app.consents.about(UUID(play.championship), [person.id]))[person.id]
    (said,) = consents[person.id].answers
    assert (said.purpose, said.decision, said.way) == ("participation", "given", "page")
    assert await asked(play) == []
    assert [one["id"] for one in (await play.get("/me/registrations", by(play)))["items"]] == [entry["id"]]
    await play.post(f"/registrations/{entry['id']}/confirmation")


async def test_a_repeat_answers_with_the_same(play: Play) -> None:
    await announced(play)
    first = await enter(play, key="once")
    await play.post(f"/championships/{play.championship}/closing")
    assert await enter(play, key="once") == first
    assert await play.app.people.collection.count_documents({}) == 1


async def test_a_repeat_gives_no_consent_again_that_was_taken_back(play: Play) -> None:
    await announced(play)
    entry = await enter(play, key="once")
    (kept,) = (await play.get("/me/consents", by(play)))["items"]
    taken = f"/me/consents/{kept['id']}/withdrawal"
    await play.post(taken, {"purpose": "participation"}, by=by(play))
    body = {"skill_id": play.skill, **SELF, "answers": YES}
    application = EnterIn.model_validate_json(json.dumps(body)).application()
    principal = Principal("newcomer", "")
    await enter_oneself(play.app, UUID(play.championship), application, UUID(entry["id"]), principal)
    (kept,) = (await play.get("/me/consents", by(play)))["items"]
    assert [one["decision"] for one in kept["answers"]] == ["given", "withdrawn"]


async def test_a_repeat_completes_what_a_crash_left_undone(play: Play) -> None:
    await announced(play)
    entry = await enter(play, applicant=aged(16), guardian=GUARDIAN)
    await play.app.consents.collection.delete_many({})
    body = {"skill_id": play.skill, **SELF, "applicant": aged(16), "guardian": GUARDIAN, "answers": YES}
    application = EnterIn.model_validate_json(json.dumps(body)).application()
    await enter_oneself(play.app, UUID(play.championship), application, UUID(entry["id"]), Principal("newcomer", ""))
    (kept,) = (await play.get("/me/consents", by(play)))["items"]
    assert [one["decision"] for one in kept["answers"]] == ["given"]
    assert len(await asked(play)) == 1


async def test_two_forms_at_once_enter_one_person_once(play: Play) -> None:
    await announced(play)
    body = {"skill_id": play.skill, **SELF, "answers": YES}
    at = f"/api/competitions/v1/championships/{play.championship}/entering"
    answers = await asyncio.gather(*(play.http.post(at, json=body, headers=by(play)) for _ in range(4)))
    assert sorted(one.status_code for one in answers) == [201, 409, 409, 409]
    assert await play.app.people.collection.count_documents({"account": "newcomer"}) == 1
    assert await play.app.registrations.collection.count_documents({}) == 1


async def test_a_second_skill_uses_the_same_record(play: Play) -> None:
    await announced(play)
    first = await enter(play)
    other = await another_skill(play, "02")
    second = await enter(play, skill_id=other, applicant=None)
    assert first["subject_id"] == second["subject_id"]
    refused = await enter(play, skill_id=other, applicant=None, expect=409)
    assert refused["errors"][0]["where"] == "/subject_id"


async def test_what_the_organisation_knows_stays(play: Play) -> None:
    await announced(play)
    known = await play.person("Полянин", account="newcomer", birth_date="1999-01-01", email="known@people.example")
    entry = await enter(play)
    person = await play.app.people.get(UUID(known))
    assert entry["subject_id"] == known
    assert (person.family_name, person.email) == ("Полянин", "known@people.example")


async def test_from_14_to_17_both_are_asked(play: Play) -> None:
    await announced(play)
    refused = await enter(play, applicant=aged(16), expect=422)
    assert refused["errors"][0]["where"] == "/guardian/family_name"
    same = {**GUARDIAN, "email": "LESNICHY@people.example"}
    assert (await enter(play, applicant=aged(16), guardian=same, expect=422))["errors"][0]["where"] == "/guardian/email"
    assert await play.app.people.collection.count_documents({}) == 0
    entry = await enter(play, applicant=aged(16), guardian=GUARDIAN)
    person = await play.app.people.get(UUID(entry["subject_id"]))
    (guardian,) = person.guardians
    assert (await play.app.people.get(guardian)).email == "opekana@people.example"
    assert [UUID(one) for one in await asked(play)] == [guardian]
    missing = await play.call("POST", f"/registrations/{entry['id']}/confirmation", play.anna(), expect=409)
    assert missing["type"].endswith("consent-missing")


async def test_under_14_only_what_asks_the_guardian_is_kept(play: Play) -> None:
    await announced(play)
    refused = await enter(play, applicant=aged(12), guardian=GUARDIAN, expect=409)
    assert refused["type"].endswith("not-asked")  # nobody under 14 consents
    entry = await enter(play, applicant=aged(12), guardian=GUARDIAN, answers=[])
    person = await play.app.people.get(UUID(entry["subject_id"]))
    assert person.email is None
    assert len(await asked(play)) == 1


async def test_a_guardian_enters_a_ward(play: Play) -> None:
    await announced(play)
    parent = {**GUARDIAN}
    child = {"family_name": "Лесной", "given_name": "Ребёнок", "birth_date": born(12)}
    both = [*YES, {"purpose": "permission", "decision": "given"}]
    first = await enter(play, "parent", applicant=parent, is_ward=True, ward=child, answers=both)
    ward = await play.app.people.get(UUID(first["subject_id"]))
    assert ward.account is None
    assert await asked(play) == []
    await play.post(f"/registrations/{first['id']}/confirmation")
    other = await another_skill(play, "02")
    again = await enter(play, "parent", applicant=None, is_ward=True, ward=child, skill_id=other)
    assert again["subject_id"] == first["subject_id"]
    third = await another_skill(play, "03")
    by_id = await enter(play, "parent", applicant=None, is_ward=True, ward_id=str(ward.id), skill_id=third)
    assert by_id["subject_id"] == first["subject_id"]
    await enter(play, "stranger", is_ward=True, ward_id=str(ward.id), skill_id=third, expect=404)


async def test_a_ward_of_14_is_asked_too(play: Play) -> None:
    await announced(play)
    child = {"family_name": "Лесной", "given_name": "Подросток", "birth_date": born(15)}
    both = [*YES, {"purpose": "permission", "decision": "given"}]
    refused = await enter(play, "parent", applicant=GUARDIAN, is_ward=True, ward=child, answers=both, expect=422)
    assert refused["errors"][0]["where"] == "/ward/email"
    child["email"] = "teen@people.example"
    entry = await enter(play, "parent", applicant=GUARDIAN, is_ward=True, ward=child, answers=both)
    assert [UUID(one) for one in await asked(play)] == [UUID(entry["subject_id"])]


async def test_who_is_of_age_is_nobodys_ward_and_who_is_not_is_no_guardian(play: Play) -> None:
    await announced(play)
    grown = {"family_name": "Лесной", "given_name": "Взрослый", "birth_date": born(19), "email": "a@people.example"}
    refused = await enter(play, "parent", applicant=GUARDIAN, is_ward=True, ward=grown, expect=422)
    assert refused["errors"][0]["where"] == "/ward/birth_date"
    await play.person("Юный", account="young", birth_date=born(15), email="young@people.example")
    child = {**grown, "birth_date": born(10)}
    refused = await enter(play, "young", applicant=None, is_ward=True, ward=child, expect=422)
    assert refused["type"].endswith("guardian-under-age")


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"member": "R-99"}, "/member"),
        ({"applicant": {**APPLICANT, "birth_date": None}}, "/applicant/birth_date"),  # type: ignore[dict-item]
        ({"applicant": {**APPLICANT, "email": None}}, "/applicant/email"),  # type: ignore[dict-item]
        ({"applicant": {**APPLICANT, "birth_date": f"{days.AHEAD}-01-01"}}, "/applicant/birth_date"),  # type: ignore[dict-item]
        ({"applicant": None}, "/applicant/family_name"),
        ({"answers": []}, "/answers/participation"),
        ({"answers": [{"purpose": "participation", "decision": "refused"}]}, "/answers/participation"),
        ({"answers": [*YES, {"purpose": "publication", "decision": "given"}]}, "/items-publication"),
        ({"answers": [*YES, {"purpose": "permission", "decision": "given"}]}, "/answers/permission"),
        ({"applicant": aged(14), "guardian": GUARDIAN}, "/skill_id"),
        ({"applicant": aged(29)}, "/skill_id"),
    ],
)
async def test_a_refusal_keeps_nothing(play: Play, changed: dict[str, Any], where: str) -> None:
    await announced(play)
    await play.post(f"/championships/{play.championship}/members", {"name": "R-01", "spellings": ["r 01"]}, expect=201)
    await change_skill(play, youngest=16, oldest=28)
    refused = await enter(play, **changed, expect=(await status_of(play, changed)))
    assert refused["errors"][0]["where"] == where
    assert refused["errors"][0]["fix"]
    for kept in (play.app.people, play.app.registrations, play.app.consents):
        assert await kept.collection.count_documents({}) == 0
    entry = await enter(play, member="r 01")
    assert entry["member"] == "R-01"


async def status_of(play: Play, changed: dict[str, Any]) -> int:
    at = f"/api/competitions/v1/championships/{play.championship}/entering"
    body = {"skill_id": play.skill, **SELF, "answers": YES, **changed}
    status = (await play.http.post(at, json=body, headers=by(play))).status_code
    assert status in {409, 422}
    return status


async def test_it_is_open_when_the_plan_says_so(play: Play) -> None:
    await play.open()
    await enter(play, expect=404)  # a draft
    await play.post(f"/championships/{play.championship}/announcement")
    at = f"/championships/{play.championship}/entering"
    for plan, period in (
        ({"self_entry": False}, "off"),
        ({"self_entry": True, "deadlines": {"entries_open": f"{days.AHEAD}-01-01T09:00:00Z"}}, "later"),
        ({"deadlines": {"entries_close": "2026-01-01T09:00:00Z"}}, "over"),
    ):
        await change(play, **{**AHEAD, **plan})
        assert (await play.get(at, {}))["period"] == period
        refused = await enter(play, expect=409)
        assert refused["type"].endswith("not-taking-entries")
    await change(play, deadlines={})
    await enter(play)
    await play.post(f"/championships/{play.championship}/closing")
    assert (await enter(play, "late", expect=409))["type"].endswith("not-taking-entries")


async def test_who_finds_no_place_waits(play: Play) -> None:
    await announced(play)
    await change_skill(play, quota=1)
    assert (await enter(play))["state"] == "entered"
    waiting = await enter(play, "second")
    assert (waiting["state"], waiting["waiting_place"]) == ("waiting", 1)


async def test_nobody_enters_everything(play: Play) -> None:
    await announced(play)
    skills = [play.skill, *[await another_skill(play, f"0{number}") for number in (2, 3, 4)]]
    for skill in skills[:3]:
        await enter(play, skill_id=skill)
    refused = await enter(play, skill_id=skills[3], expect=409)
    assert refused["type"].endswith("too-many-entries")


@pytest.mark.parametrize(("few", "account"), [("entries", "machine"), ("entries_of_address", "machine-{}")])
async def test_who_enters_people_by_the_dozen_is_slowed(
    play: Play, api: FastAPI, monkeypatch: pytest.MonkeyPatch, few: str, account: str
) -> None:
    limits = replace(api.state.rate_limits, **{few: RateLimit(3)})
    monkeypatch.setitem(api.state._state, "rate_limits", limits)
    await announced(play)
    body = {"skill_id": play.skill, **SELF, "answers": YES}
    at = f"/api/competitions/v1/championships/{play.championship}/entering"
    statuses = [
        (await play.http.post(at, json=body, headers=by(play, account.format(n)))).status_code for n in range(5)
    ]
    assert statuses[0] == 201
    assert statuses[3:] == [429, 429]
