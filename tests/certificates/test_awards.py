"""An award that nobody here knew before: a certificate like any other, in the words of its first one."""

import json
from typing import Any
from uuid import uuid4

import pytest
from openbadgeslib.ob3 import OB3LdpVerifier
from tests.awards import GOLD, award
from tests.certificates.api.test_browser_reader import both, text_of
from tests.certificates.api.test_catalogue import payload
from tests.certificates.api.test_peers import asked, credential, pem
from tests.certificates.playing import API, Play, person, public, result

from certificates.commands.issuing import certificate_id
from certificates.formats.multikey import from_multikey
from shared.contracts import Award, Earned

BAKER = award("best-baker", "Лучший пекарь", "Best baker")
CRUMB = award("crumb", "Памятная крошка", "A crumb to remember", for_taking_part=True)


async def test_verifiers_of_others_accept_an_award_of_a_new_ruleset(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate(BAKER)
    signed = await credential(play, id_)
    assert (await asked(play, signed))["verified"]
    keys = (await play.http.get("/issuers/region-47/did.json")).json()["verificationMethod"]
    public = pem(from_multikey(keys[0]["publicKeyMultibase"]))
    seen = OB3LdpVerifier(pubkey_pem=public).verify(json.dumps(signed))
    assert seen.recipient_id == signed["credentialSubject"]["id"]
    achievement = signed["credentialSubject"]["achievement"]
    assert achievement["name"] == "Лучший пекарь: Веб-технологии / Best baker: Web Technologies"
    assert achievement["criteria"]["narrative"] == "Проба. / A trial."
    ours, theirs = await both(play, await text_of(play, id_))
    assert ours["facts"]["title"] == theirs["facts"]["title"] == {"ru": "Лучший пекарь", "en": "Best baker"}


async def test_where_there_is_no_scale_code_page_and_credential_tell_the_total(play: Play) -> None:
    await play.issuer()
    holder = await play.know(person(publicity=public("name", "place", "score")))
    told = result(Earned(subject_id=holder.subject_id, award=GOLD), scale_score=None, scale_policy="of-100")
    await play.publish(told)
    id_ = certificate_id(told.result_id, holder.subject_id, GOLD.id)
    ours, theirs = await both(play, await text_of(play, id_))
    assert (ours["verdict"], theirs["answer"]) == ("valid", "valid")
    assert (ours["facts"]["total"], ours["facts"]["points"]) == ("75.25", None)
    assert (theirs["facts"]["total"], theirs["facts"]["points"]) == (7525, None)
    shown = (await play.http.get(f"/certificates/{id_}?lang=ru", headers={"accept": "text/html"})).text
    assert "Сумма оценок 75,25 из 100" in shown
    assert "шкале" not in shown
    signed = await credential(play, id_)
    assert [one["value"] for one in signed["credentialSubject"]["result"]] == ["75.25"]
    assert [one["resultType"] for one in signed["credentialSubject"]["achievement"]["resultDescription"]] == [
        "RawScore"
    ]
    assert (await asked(play, signed))["verified"]


async def test_who_took_part_is_certified_without_place_and_score(play: Play) -> None:
    await play.issuer()
    signed = await credential(play, await play.certificate(CRUMB))
    assert signed["credentialSubject"]["achievement"]["achievementType"] == "Certificate"
    assert "result" not in signed["credentialSubject"]


async def titles(play: Play) -> list[str]:
    listed = (await play.http.get(f"{API}/certificates", headers=play.officer)).json()["items"]
    return sorted(one["title"]["en"] for one in listed)


async def earn(play: Play, *awards: Award) -> None:
    holder = await play.know(person())
    await play.publish(result(*(Earned(subject_id=holder.subject_id, award=one) for one in awards)))


async def test_an_issuer_owns_an_award_since_its_first_certificate(play: Play) -> None:
    await play.issuer()
    await earn(play, BAKER)
    await earn(play, BAKER.model_copy(update={"title": CRUMB.title}))
    assert await titles(play) == ["Best baker", "Best baker"], "as it was at first sight"
    await earn(play, award("best-baker", "Пекарь года", "Baker of the year", version=2))
    assert await titles(play) == ["Baker of the year", "Best baker", "Best baker"]
    named: dict[str, Any] = (await payload(play))["achievements"]
    assert [one["en"] for one in named.values()] == ["Best baker", "Baker of the year"], "old codes keep their words"


@pytest.mark.parametrize("turn", [1, -1])
async def test_each_gets_each_award_once_whatever_the_order(play: Play, turn: int) -> None:
    await play.issuer()
    people = [await play.know(person()) for _ in range(2)]
    told = [
        result(*(Earned(subject_id=one.subject_id, award=each) for each in (BAKER, CRUMB)), result_id=uuid4())
        for one in people
    ]
    for each in (*told[::turn], *told):
        await play.publish(each.model_copy(update={"awards": each.awards[::turn]}))
    listed = (await play.http.get(f"{API}/certificates", headers=play.officer)).json()["items"]
    assert {one["id"] for one in listed} == {
        str(certificate_id(each.result_id, earned.subject_id, earned.award.id))
        for each in told
        for earned in each.awards
    }
    assert len(listed) == 4
