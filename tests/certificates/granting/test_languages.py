"""A certificate of a result is in both languages where its achievement is, unless the issuer says otherwise."""

from io import BytesIO
from typing import Any

import pypdf
from tests.certificates.api.test_peers import asked, credential
from tests.certificates.playing import API, Play
from tests.certificates.unit.formats.test_official_schema import faults

TITLES = ("Золотая медаль: Веб-технологии", "Gold medal: Web Technologies")
GOLD = f"{API}/issuers/region-47/achievements/gold"


async def printed(play: Play, id_: Any, language: str) -> str:
    paper = await play.http.get(f"/certificates/{id_}?format=pdf&lang={language}", headers=play.officer)
    return " ".join(pypdf.PdfReader(BytesIO(paper.content)).pages[0].extract_text().split())


async def test_a_result_is_certified_in_both_languages_and_others_verify_it(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    signed = await credential(play, id_)
    assert faults(signed) == []
    assert (await asked(play, signed))["verified"]
    achievement = signed["credentialSubject"]["achievement"]
    assert signed["name"] == achievement["name"] == " / ".join(TITLES)
    assert all(text in achievement["description"] for text in ("Открытый чемпионат «Профи»", "Open Championship"))
    for language in ("ru", "en"):
        said = await printed(play, id_, language)
        assert all(text in said for text in ("олотая медаль", "old medal")), said


async def test_the_issuer_chooses_one_language_for_certificates_to_come(play: Play) -> None:
    await play.issuer()
    before = await play.certificate()
    known = (await play.http.get(GOLD, headers=play.officer)).json()
    assert known["spoken"] == "both"
    edit = "/issuers/region-47/achievements/gold/edit"
    form = await play.http.get(edit, headers={**play.officer, "accept": "text/html"})
    assert 'name="spoken"' in form.text
    sent = {"version": known["version"], "spoken": "en"}
    sent |= {f"{name}-{one}": known[name][one] for name in ("title", "criteria") for one in ("ru", "en")}
    assert (await play.http.post(edit, data=sent, headers=play.officer)).status_code == 303
    after = await play.certificate()
    assert (await credential(play, after))["name"] == TITLES[1]
    assert (await credential(play, before))["name"] == " / ".join(TITLES), "what is issued stays as it is"
    assert "олотая медаль" not in await printed(play, after, "en")
