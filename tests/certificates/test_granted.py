"""What an organisation hands out in its own words: an officer writes it, the organisers grant it, a certificate follows."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from openbadgeslib.ob3 import OB3LdpVerifier
from tests.certificates.api.test_browser_reader import both, text_of
from tests.certificates.api.test_catalogue import payload
from tests.certificates.api.test_peers import asked, credential, pem
from tests.certificates.playing import API, Play, granted, person
from tests.certificates.unit.formats.test_official_schema import faults

from certificates import handlers
from certificates.commands.issuing import granted_id
from certificates.domain.achievement import ForeignAchievement
from certificates.domain.particulars import Particulars
from certificates.formats.multikey import from_multikey

ADDRESS = f"{API}/issuers/region-47/achievements"


async def certified(play: Play, made: dict[str, Any], **fields: Any) -> UUID:
    """The id of a certificate that a new person was granted."""
    holder = await play.know(person())
    award = granted(holder.subject_id, made["id"], **fields)
    assert await play.grant(award) == {}
    return granted_id(award.award_id, award.revision)


@pytest.mark.parametrize("language", ["ru", "en", "both"])
@pytest.mark.parametrize("kind", ["course", "thanks", "a-kind-of-tomorrow"])
async def test_verifiers_of_others_accept_what_an_issuer_wrote_itself(play: Play, kind: str, language: str) -> None:
    await play.issuer()
    id_ = await certified(play, await play.achievement(kind=kind, valid_months=12), language=language)
    signed = await credential(play, id_)
    assert faults(signed) == []
    assert (await asked(play, signed))["verified"]
    keys = (await play.http.get("/issuers/region-47/did.json")).json()["verificationMethod"]
    public = pem(from_multikey(keys[0]["publicKeyMultibase"]))
    assert (
        OB3LdpVerifier(pubkey_pem=public).verify(json.dumps(signed)).recipient_id == signed["credentialSubject"]["id"]
    )
    subject = signed["credentialSubject"]
    titles = {"ru": "Основы робототехники", "en": "Basics of robotics"}
    named = {**titles, "both": " / ".join(titles.values())}[language]
    assert subject["achievement"]["name"] == signed["name"] == named
    assert [one["value"] for one in subject["result"]] == ["87.50", "проект защищён", "36"]
    assert [one["targetCode"] for one in subject["achievement"]["alignment"]] == ["C"]
    changed = json.loads(json.dumps(signed).replace('"36"', '"37"'))
    told = (await play.http.post(f"{API}/verifications", json={"credential": changed})).json()
    assert told["verdict"] == "altered"
    ours, theirs = await both(play, await text_of(play, id_))
    assert ours["verdict"] == theirs["answer"] == "valid"
    assert ours["facts"]["title"] == theirs["facts"]["title"] == titles
    assert (ours["facts"]["context"]["en"], ours["facts"]["context_kind"]) == ("Autumn group", "course")
    assert theirs["facts"]["context"]["kind"] == "course"
    assert (ours["facts"]["total"], theirs["facts"]["total"], theirs["facts"]["isNamed"]) == ("87.5", 8750, True)


async def test_what_was_written_of_a_holder_goes_with_them_and_what_they_hold_still_verifies(play: Play) -> None:
    await play.issuer()
    words = ("result", "basis", "level", "evidence")
    said = {**{name: f"Zimmerlinde {name}" for name in words}, "hours": 72}
    said["modules"] = [{"title": "Zimmerlinde", "hours": 3, "mark": "Zimmerlinde"}]
    id_ = await certified(play, await play.achievement(), facts=said)
    signed = await credential(play, id_)
    change = {"reason": "Опечатка", "granted_on": "2026-11-20"}
    newer = await play.http.post(f"{API}/certificates/{id_}/replacement", json=change, headers=play.officer)
    assert newer.status_code == 201, newer.text
    assert "Zimmerlinde" in str(await play.app.database["certificates"].find({}).to_list())
    certificate = await play.app.certificates.get(id_)
    await handlers.forget(certificate.subject_id, play.app)
    for name in await play.app.database.list_collection_names():
        for document in await play.app.database[name].find({}).to_list():
            assert "Zimmerlinde" not in str(document), name
    particulars = (await play.app.certificates.get(id_)).granted.particulars
    assert particulars == Particulars(72), "what was counted stays"
    told = (await play.http.post(f"{API}/verifications", json={"credential": signed})).json()
    assert (told["verdict"], told["facts"]["name"]) == ("superseded", signed["credentialSubject"]["name"])


async def test_page_paper_and_register_say_it_without_a_championship(play: Play) -> None:
    await play.issuer()
    id_ = await certified(play, await play.achievement(), context={"kind": "none"})
    by = {**play.officer, "accept": "text/html", "accept-language": "ru"}
    page = (await play.http.get(f"/certificates/{id_}", headers=by)).text
    mechanics = '<th scope="row">Механика</th><td>12</td>'
    for said in ("Основы робототехники", "проект защищён", "приказ № 17", mechanics, "25 ноября 2026"):
        assert said in page, said
    assert (await play.http.get(f"/certificates/{id_}?format=pdf", headers=play.officer)).content.startswith(b"%PDF")
    read = (await play.http.get(f"{API}/certificates/{id_}", headers=play.officer)).json()
    assert (read["kind"], read["achievement"], read["award"]) == ("course", "robotics-basics", None)
    assert (read["context"]["kind"], read["skill"], read["result_id"]) == ("none", None, None)
    row = (await play.http.get(f"{API}/register?year={play.app.now().year}", headers=play.officer)).json()["items"][0]
    assert (row["title"]["ru"], row["skill"], row["context"]) == ("Основы робототехники", None, None)
    ours, theirs = await both(play, await text_of(play, id_))
    assert (ours["facts"]["context"], theirs["facts"]["context"], theirs["facts"]["isNamed"]) == (None, None, True)


async def test_the_same_award_is_one_certificate_and_a_correction_takes_its_place(play: Play) -> None:
    await play.issuer()
    made = await play.achievement()
    holder = await play.know(person())
    award = granted(holder.subject_id, made["id"])
    corrected = award.model_copy(update={"revision": 2})
    for told in ([award], [award, award], [corrected], [award], [corrected, award]):
        assert await play.grant(*told) == {}
    found = {one.cause.revision: one for one in await play.app.certificates.find_many({})}
    assert sorted(found) == [1, 2]
    assert (found[1].standing.state.value, found[1].newer) == ("superseded", found[2].id)
    assert found[2].standing.state.value == "valid"
    assert [found[1].number.number, found[2].number.number] == [1, 2]


async def test_a_correction_that_comes_first_is_the_only_certificate(play: Play) -> None:
    await play.issuer()
    made = await play.achievement()
    holder = await play.know(person())
    award = granted(holder.subject_id, made["id"])
    await play.grant(award.model_copy(update={"revision": 3}))
    await play.grant(award)
    assert [one.cause.revision for one in await play.app.certificates.find_many({})] == [3]


async def test_what_misses_something_waits_and_holds_up_nobody(play: Play) -> None:
    await play.issuer()
    made, stranger, known = await play.achievement(), uuid4(), await play.know(person())
    unknown = uuid4()
    held = {"kind": "championship", "id": uuid4()}
    awards = [
        granted(known.subject_id, made["id"]),
        granted(stranger, made["id"]),
        granted(known.subject_id, unknown),
        granted(known.subject_id, made["id"], organisation="region-50"),
        granted(known.subject_id, made["id"], context=held),
    ]
    assert sorted((await play.grant(*awards)).values()) == sorted(
        [f"person:{stranger}", f"achievement:{unknown}", "issuer:region-50", f"title:{held['id']}"]
    )
    assert len(await play.app.certificates.find_many({})) == 1


async def test_what_is_granted_in_anothers_name_is_refused(play: Play) -> None:
    await play.issuer()
    made, holder = await play.achievement(), await play.know(person())
    foreign = play.bearer("petr", "officer", organisation="region-50")
    opened = {"organisation": "region-50", "name": {"ru": "Иной", "en": "Another"}, "prefix": "50"}
    assert (await play.http.post(f"{API}/issuers", json=opened, headers=foreign)).status_code == 201
    with pytest.raises(ForeignAchievement):
        await play.grant(granted(holder.subject_id, made["id"], organisation="region-50"))


async def test_the_issuers_edit_wins_for_later_certificates_and_old_ones_keep_their_words(play: Play) -> None:
    await play.issuer()
    before = await play.certificate()
    made = (await play.http.get(ADDRESS, headers=play.officer)).json()["items"][0]
    assert (made["code"], made["is_self_made"], made["kind"]) == ("gold", False, "award")
    words = {
        "title": {"ru": "Золото региона", "en": "Gold of the region"},
        "criteria": {"ru": "Лучший.", "en": "Best."},
    }
    changed = await play.http.put(f"{ADDRESS}/gold", json=words, headers={**play.officer, "if-match": '"1"'})
    assert (changed.status_code, changed.json()["version"]) == (200, 2)
    after = await play.certificate()
    listed = (await play.http.get(f"{API}/certificates", headers=play.officer)).json()["items"]
    titles = {one["id"]: one["title"]["en"] for one in listed}
    assert (titles[str(before)], titles[str(after)]) == ("Gold medal", "Gold of the region")
    assert [one["en"] for one in (await payload(play))["achievements"].values()] == ["Gold medal", "Gold of the region"]
    ours, theirs = await both(play, await text_of(play, before))
    assert ours["facts"]["title"]["en"] == theirs["facts"]["title"]["en"] == "Gold medal"


async def test_an_expired_certificate_is_said_to_be_so_here_and_in_the_browser(play: Play) -> None:
    await play.issuer()
    made = await play.achievement(valid_months=1)
    id_ = await certified(play, made, granted_on=play.app.day(play.app.now()) - timedelta(days=40))
    ours, theirs = await both(play, await text_of(play, id_))
    assert ours["verdict"] == theirs["answer"] == "expired"
    assert sorted(ours["checked"]) == sorted(theirs["checked"])
    told = await play.http.post(f"{API}/verifications", json={"credential": await credential(play, id_)})
    assert told.json()["verdict"] == "expired"
    number = (await play.http.get(f"{API}/certificates/{id_}", headers=play.officer)).json()["registration_number"]
    assert (await play.http.post(f"{API}/verifications", json={"number": number})).json()["verdict"] == "expired"


async def test_a_scan_of_one_issuer_learns_nothing_of_another(play: Play) -> None:
    await play.issuer()
    await certified(play, await play.achievement())
    foreign = play.bearer("petr", "officer", organisation="region-50")
    opened = {"organisation": "region-50", "name": {"ru": "Иной", "en": "Another"}, "prefix": "50"}
    await play.http.post(f"{API}/issuers", json=opened, headers=foreign)
    catalogue = await play.http.get("/v/catalogue/2")
    assert "Основы" not in catalogue.text
    assert json.loads(catalogue.json()["payload"])["achievements"] == {}
    assert (await play.http.get("/v/catalogue")).json() == {"issuers": [1, 2]}
    assert (await play.http.get("/v/catalogue/3")).status_code == 404


async def test_others_are_told_of_what_is_written_and_not_of_what_a_ruleset_gives(play: Play) -> None:
    await play.issuer()
    await play.certificate()
    made = await play.achievement()
    seen = {**play.officer, "if-match": '"1"'}
    withdrawn = await play.http.put(f"{ADDRESS}/robotics-basics/offer", json={"is_offered": False}, headers=seen)
    assert (withdrawn.json()["is_offered"], withdrawn.json()["version"]) == (False, 2)
    again = await play.http.put(f"{ADDRESS}/robotics-basics/offer", json={"is_offered": True}, headers=seen)
    assert again.status_code == 412
    stored = await play.app.database["achievements"].find({}).to_list()
    told = {one["code"]: [json.loads(event["value"]) for event in one["pending"]] for one in stored}
    assert told["gold"] == []
    assert [(one["version"], one["is_offered"]) for one in told["robotics-basics"]] == [(1, True), (2, False)]
    assert {one["achievement_id"] for one in told["robotics-basics"]} == {made["id"]}


@pytest.mark.parametrize(
    ("change", "status", "where"),
    [
        ({"code": "Роботы"}, 422, "/code"),
        ({"code": "new"}, 422, "/code"),
        ({"kind": "курс"}, 422, "/kind"),
        ({"title": {}}, 422, "/title/ru"),
        ({"criteria": {"ru": "Освоено."}}, 422, "/criteria/en"),
        ({"alignments": [{"framework": "W", "name": "N", "url": "javascript:alert(1)"}]}, 422, "/alignments/0/url"),
        ({"title": {"ru": "Кубок 🏅"}}, 422, "/title/ru"),
        ({"hours": 0}, 422, "/hours"),
        ({}, 409, "/code"),
    ],
)
async def test_what_cannot_be_is_refused_where_it_stands(
    play: Play, change: dict[str, Any], status: int, where: str
) -> None:
    await play.issuer()
    made = await play.achievement()
    body = {key: made[key] for key in ("code", "kind")} | {
        "title": {"ru": "К", "en": "C"},
        "criteria": {"ru": "к", "en": "c"},
    }
    answer = await play.http.post(ADDRESS, json={**body, **change}, headers=play.officer)
    assert answer.status_code == status
    assert [one["where"] for one in answer.json()["errors"]] == [where]
    assert len(await play.app.achievements.find_many({})) == 1


async def test_an_award_in_what_is_protected_is_named_to_its_holder_alone(play: Play) -> None:
    await play.issuer()
    id_ = await certified(play, await play.achievement(), special_category=True)
    stored = await play.app.certificates.get(id_)
    ours = (await play.http.post(f"{API}/verifications", json={"number": str(stored.number)})).json()["facts"]
    assert (ours["name"], ours["context"]) == (None, None)
    assert "Осенний" not in (await play.http.get("/v/catalogue/1")).text


async def test_a_withdrawn_one_that_was_granted_before_is_still_certified(play: Play) -> None:
    await play.issuer()
    made = await play.achievement()
    stored = await play.app.achievements.get(UUID(made["id"]))
    await play.app.achievements.save(replace(stored, is_offered=False))
    assert await certified(play, made, granted_on=date(2026, 11, 1))
