"""What people who enter themselves cannot come to: by many forms at once, by two records, by another's id, too late."""

import asyncio
import json
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.competitions.entering.self_entry import (
    GUARDIAN,
    YES,
    announced,
    another_skill,
    born,
    by,
    enter,
)
from tests.competitions.playing import Play

from competitions.api.entering.applying import EnterIn
from competitions.commands.keeping.erasures import erase_the_forgotten
from competitions.commands.own.entries import enter_oneself
from competitions.domain.entering.places import Places
from shared.clock import now
from shared.errors import KeyReused
from shared.identity.principal import Principal


@pytest.mark.parametrize("changed", ["skill_id", "ward"])
async def test_one_id_is_of_one_person_and_skill(play: Play, changed: str) -> None:
    await announced(play)
    child = {"family_name": "Лесной", "given_name": "Ребёнок", "birth_date": born(12)}
    both = [*YES, {"purpose": "permission", "decision": "given"}]
    body: dict[str, Any] = {"applicant": GUARDIAN, "is_ward": True, "ward": child, "answers": both, "member": "R-01"}
    entry = await enter(play, "parent", **body)
    other = {"skill_id": await another_skill(play, "02"), "ward": {**child, "given_name": "Другой"}}[changed]
    refused = [{"purpose": "participation", "decision": "refused"}, *both[1:]]
    sent = {**body, "skill_id": play.skill, "answers": refused, changed: other}
    application = EnterIn.model_validate_json(json.dumps(sent)).application()
    with pytest.raises(KeyReused):
        await enter_oneself(play.app, UUID(play.championship), application, UUID(entry["id"]), Principal("parent", ""))
    (kept,) = await play.app.consents.find_many({})
    assert {one.decision.value for one in kept.answers} == {"given"}


async def test_six_forms_at_once_enter_no_more_than_the_rules_allow(play: Play) -> None:
    await announced(play)
    await play.person("Быстров", account="newcomer", birth_date="1999-01-01", email="fast@people.example")
    skills = [play.skill, *[await another_skill(play, f"0{number}") for number in range(2, 7)]]
    at = f"/api/competitions/v1/championships/{play.championship}/entering"
    bodies = [{"skill_id": skill, "member": "R-01", "answers": YES} for skill in skills]
    sent = await asyncio.gather(*(play.http.post(at, json=body, headers=by(play)) for body in bodies))
    assert sorted(one.status_code for one in sent) == [201, 201, 201, 409, 409, 409]
    assert {one.json()["type"].rpartition("/")[2] for one in sent if one.status_code == 409} == {"too-many-entries"}
    entry = next(one.json() for one in sent if one.status_code == 201)
    await play.post(f"/registrations/{entry['id']}/withdrawal", {}, by=by(play))
    free = next(body for body, one in zip(bodies, sent, strict=True) if one.status_code == 409)
    assert (await play.http.post(at, json=free, headers=by(play))).status_code == 201, "one was given back"


async def test_a_merged_person_is_one_person(play: Play) -> None:
    await announced(play)
    staying = await play.person("Двойнов", account="newcomer", birth_date="1999-01-01", email="a@people.example")
    going = await play.person("Двойнов", birth_date="1999-01-01")
    skills = [play.skill, *[await another_skill(play, f"0{number}") for number in (2, 3, 4)]]
    register = {"subject_id": going, "member": "R-01"}
    for skill in skills[:3]:
        await play.post(f"/skills/{skill}/registrations", register, expect=201)
    version = (await play.app.people.get(UUID(staying))).version
    merging = f"/persons/{going}/merged-into/{staying}"
    await play.call("PUT", merging, play.anna(), expect=204, if_match=f'"{version}"')
    refused = await enter(play, skill_id=skills[0], applicant=None, expect=409)
    assert refused["type"].endswith("already-registered")
    refused = await enter(play, skill_id=skills[3], applicant=None, expect=409)
    assert refused["type"].endswith("too-many-entries")
    await play.post(f"/skills/{skills[3]}/registrations", {**register, "subject_id": staying}, expect=201)
    again = await play.post(f"/skills/{skills[3]}/registrations", register, expect=409)
    assert again["type"].endswith("already-registered")


async def test_who_got_no_place_does_not_stay(play: Play) -> None:
    await announced(play)
    places = Places(UUID(play.skill), UUID(play.championship), is_closed=True)
    await play.app.places.add(places)  # as it is while the championship is being cancelled
    child = {"family_name": "Лесной", "given_name": "Ребёнок", "birth_date": born(12)}
    both = [*YES, {"purpose": "permission", "decision": "given"}]
    body: dict[str, Any] = {"applicant": GUARDIAN, "is_ward": True, "ward": child, "answers": both}
    await enter(play, "parent", **body, expect=409)
    later = replace(play.app, now=lambda: now() + timedelta(hours=25))
    await erase_the_forgotten(later)
    assert "Ребёнок" not in {one.given_name for one in await play.app.people.find_many({"erased_at": None})}


async def test_who_has_a_place_is_on_no_list_of_those_who_go(play: Play) -> None:
    await announced(play)
    await enter(play)
    assert (await play.get(f"/championships/{play.championship}/erasures"))["items"] == []


async def test_entries_are_over_when_it_begins_and_moments_are_those_of_its_clocks(play: Play) -> None:
    await announced(play, time_zone="Asia/Kamchatka", starts_on="2026-11-01")
    at = f"/championships/{play.championship}/entering"
    assert (await play.get(at, {}))["period"] == "over"
    told = (await enter(play, expect=409))["errors"][0]["message"]
    assert told == "Приём заявок закрыт 1 ноября 2026, 00:00 (UTC+12)."
    late = {"subject_id": await play.person("Поздних"), "member": "R-01"}
    await play.post(f"/skills/{play.skill}/registrations", late, expect=201)


async def test_an_answer_to_a_text_that_is_shown_no_more_is_refused(play: Play) -> None:
    await announced(play)
    old = [{**YES[0], "text_sha256": "0" * 64}]
    refused = await enter(play, answers=old, expect=409)
    assert refused["type"].endswith("text-changed")
    assert await play.app.people.collection.count_documents({}) == 0
    entry = await enter(play)
    home = f"/registrations/{entry['id']}/consents"
    refused = await play.call("PUT", f"/me{home}", by(play), {"answers": old}, expect=409)
    assert refused["type"].endswith("text-changed")
    paper = {**old[0], "giver_id": entry["subject_id"]}
    refused = await play.call("PUT", home, play.anna(), paper, expect=409)
    assert refused["type"].endswith("text-changed")
    (kept,) = (await play.get("/me/consents", by(play)))["items"]
    current = [{**YES[0], "text_sha256": kept["answers"][0]["text_sha256"]}]
    await play.call("PUT", f"/me{home}", by(play), {"answers": current})
