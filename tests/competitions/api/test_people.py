"""Personal data: who reads it, how it travels, and that an erasure leaves nothing."""

import json
from typing import Any
from uuid import UUID

from tests.competitions.entering.entrants_file import file
from tests.competitions.entering.self_entry import announced, enter
from tests.competitions.playing import HOME, V1, Play

from client.championships import XLSX, Text, add_skill
from competitions.api.people import PersonIn
from competitions.commands.people import change_person
from shared.identity.principal import Principal, Role
from shared.ids import derive

MINOR = {
    "family_name": "Юнкин",
    "given_name": "Вымысел",
    "patronymic": "Примерович",
    "birth_date": "2010-02-03",
    "language": "en",
    "email": "junkin@example.org",
    "account": "junkin",
}


async def told(play: Play) -> list[dict[str, Any]]:
    return [json.loads(event["value"]) if "value" in event else {} for event in await play.told("people")]


async def test_a_person_travels_on_the_person_topic(play: Play) -> None:
    guardian = await play.person("Опекунов", email="opekunov@example.org")
    subject = (await play.post("/persons", {**MINOR, "guardians": [guardian]}, expect=201))["subject_id"]
    event = next(one for one in await told(play) if one["subject_id"] == subject)
    assert {key: event[key] for key in MINOR} == MINOR
    assert (event["guardians"], event["version"], event["publicity"]) == ([guardian], 1, [])
    assert {one["topic"] for one in await play.told("people")} == {"competitions.person"}


async def test_a_change_needs_the_version_and_is_told_with_the_next(play: Play) -> None:
    subject = (await play.post("/persons", MINOR, expect=201))["subject_id"]
    changed = {**MINOR, "patronymic": "Пробович"}
    await play.call("PUT", f"/persons/{subject}", play.anna(), changed, expect=428)
    await play.call("PUT", f"/persons/{subject}", play.anna(), changed, If_Match='"1"')
    await play.call("PUT", f"/persons/{subject}", play.anna(), changed, If_Match='"1"', expect=412)
    assert [(one["version"], one["patronymic"]) for one in await told(play)] == [
        (1, MINOR["patronymic"]),
        (2, "Пробович"),
    ]


async def test_a_person_is_read_by_the_organisation_themselves_and_their_guardian(play: Play) -> None:
    guardian = await play.person("Опекунов", account="guardian")
    subject = (await play.post("/persons", {**MINOR, "guardians": [guardian]}, expect=201))["subject_id"]
    for account, role in (("junkin", "competitor"), ("guardian", "guardian")):
        person = await play.get(f"/persons/{subject}", by=play.issuer.bearer(account, role))
        assert person["family_name"] == "Юнкин"
    for by in (play.stranger(), play.issuer.bearer("other", "competitor"), play.expert("one")):
        await play.get(f"/persons/{subject}", by=by, expect=403)


async def test_an_erasure_leaves_nothing_but_a_tombstone(play: Play) -> None:
    await play.open()
    subject = await play.compete("Юнкин", "R-02", email="junkin@example.org", account="junkin")
    await play.app.database["people"].update_many({}, {"$set": {"pending": []}})
    for _ in range(2):
        await play.call("DELETE", f"/persons/{subject}", play.anna(), expect=204)
    await play.get(f"/persons/{subject}", expect=404)
    waiting = await play.told("people")
    assert [(event.get("tombstone"), "value" in event, event["key"].decode()) for event in waiting] == [
        (True, False, subject)
    ]
    for name in await play.app.database.list_collection_names():
        kept = [str(document) async for document in play.app.database[name].find({})]
        assert not any("Юнкин" in one or "junkin" in one for one in kept), name


async def test_an_erased_person_has_no_name_on_the_scoreboard(play: Play) -> None:
    await play.gather()
    await play.mark_all()
    await play.sign_all()
    await play.publish()
    found = (await play.get(f"/skills/{play.skill}/registrations"))["items"]
    alfin = next(one["subject_id"] for one in found if one["id"] == play.registrations["Альфин"])
    await play.call("DELETE", f"/persons/{alfin}", play.anna(), expect=204)
    board = (await play.http.get(f"{V1}/championships/{play.championship}/scoreboard")).json()
    assert board["skills"][0]["lines"][0]["name"] == "—"


async def test_nobody_is_their_own_guardian_and_a_guardian_is_there(play: Play) -> None:
    subject = (await play.post("/persons", MINOR, expect=201))["subject_id"]
    own = {**MINOR, "guardians": [subject]}
    problem = await play.call("PUT", f"/persons/{subject}", play.anna(), own, If_Match='"1"', expect=422)
    assert problem["type"].endswith("/own-guardian")
    stranger = {**MINOR, "account": None, "guardians": ["6f1a2e3c-6c0e-5d0e-9d57-0f5c0d3a7b11"]}
    await play.post("/persons", stranger, expect=404)


async def test_wrong_facts_are_refused_without_being_repeated(play: Play) -> None:
    problem = await play.post("/persons", {**MINOR, "email": "secret nonsense"}, expect=422)
    assert "/email" in {one["where"] for one in problem["errors"]}
    assert "nonsense" not in str(problem)
    await play.post("/persons", {**MINOR, "birth_date": "2199-01-01"}, expect=422)


async def test_events_but_the_persons_carry_no_names(play: Play) -> None:
    await play.gather()
    await play.mark_all()
    await play.sign_all()
    await play.post(f"/championships/{play.championship}/announcement")
    await play.publish()
    names = ("Альфин", "Бетин", "Гаммин", "Вымысел", "chief")
    for collection in ("championships", "skills", "registrations", "sheets", "results"):
        for event in await play.told(collection):
            assert not any(name in event["value"].decode() for name in names)
            assert event["topic"] != "competitions.person"


async def test_a_member_may_be_a_college_by_its_full_name(play: Play) -> None:
    college = "Государственное автономное профессиональное образовательное учреждение «Вымышленский колледж ремёсел»"
    assert len(college) > 60
    await play.open()
    await play.appoint("one", college)
    await play.compete("Бетин", college)
    too_long = {"subject_id": await play.person("Гаммин"), "member": "К" * 121}
    await play.post(f"/skills/{play.skill}/registrations", too_long, expect=422)


async def test_a_change_that_is_sent_again_after_a_crash_is_answered_as_done(play: Play) -> None:
    subject = (await play.post("/persons", MINOR, expect=201))["subject_id"]
    facts = {**MINOR, "given_name": "Вымышлен"}
    path = f"{V1}/persons/{subject}"
    app = play.app
    by = Principal("anna", "Анна", frozenset({Role.ORGANISER}), HOME)
    change_id = derive("idempotency", by.account, "PUT", path, "sent-again")
    person = PersonIn.model_validate(facts).person(UUID(subject), by.organisation or "")
    await change_person(app, person, by, 1, change_id)
    headers = {**play.anna(), "if-match": '"1"', "idempotency-key": "sent-again"}
    answer = await play.http.put(path, json=facts, headers=headers)
    assert (answer.status_code, answer.headers["etag"]) == (200, '"2"')
    assert (await app.people.get(UUID(subject))).version == 2
    other = await play.http.put(path, json=facts, headers={**headers, "idempotency-key": "another"})
    assert other.status_code == 412


async def test_an_erasure_takes_along_what_was_written_of_the_person(play: Play) -> None:
    await play.open()
    subject = await play.compete("Альфин", "R-01", account="alfin", confirmed=False)
    registration = play.registrations["Альфин"]
    by = play.issuer.bearer("alfin", "competitor")
    await play.post(f"/registrations/{registration}/withdrawal", {"reason": "Болею"}, by, idempotency_key="once")
    answers = [one async for one in play.app.database["idempotency"].find({})]
    assert "Болею".encode() not in b"".join(one.get("body") or b"" for one in answers), "no answer is kept with it"
    await play.call("DELETE", f"/persons/{subject}", play.anna(), expect=204)
    kept = await play.app.registrations.collection.find_one({"subject_id": UUID(subject)}, {"pending": False})
    assert kept
    assert "Болею" not in str(kept)
    assert "alfin" not in str(kept)


async def test_an_erasure_takes_along_the_account_of_who_entered_themselves_and_files_that_wait(play: Play) -> None:
    await announced(play)
    entry = await enter(play)
    (person,) = await play.app.people.find_many({})
    row = ["01", person.family_name, person.given_name, None, person.birth_date, None, None, "R-02", "ru", None]
    await add_skill(play.organiser, play.championship, "02", Text(ru="Иное", en="Other"))
    path = f"{V1}/championships/{play.championship}/imports"
    sent = await play.organiser.request("POST", path, {"content-type": XLSX}, content=file([["02", *row[1:]]]))
    assert sent.status_code == 201, sent.text
    await play.call("DELETE", f"/persons/{person.id}", play.anna(), expect=204)
    places = await play.app.places.collection.find_one({"entries.registration_id": UUID(entry["id"])})
    assert "newcomer" not in str(places)
    await play.post(f"/imports/{sent.json()['id']}/keeping", expect=404)
    assert person.family_name not in str([one async for one in play.app.imports.collection.find({})])
