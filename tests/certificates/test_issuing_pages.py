"""An officer begins to issue certificates and changes the key, on pages alone."""

import re

import pytest
from tests.certificates.playing import Play

NEW = {"name-ru": "Центр развития навыков", "name-en": "Skills Development Centre", "prefix": "47"}


def headers(play: Play, language: str = "en", organisation: str = "region-47") -> dict[str, str]:
    by = play.bearer("vera", "officer", organisation=organisation)
    return {**by, "accept": "text/html", "accept-language": language}


def once_of(html: str) -> str:
    found = re.search(r'name="once" value="([^"]+)"', html)
    assert found
    return found[1]


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_an_officer_is_led_to_the_form_and_opens_once(play: Play, language: str) -> None:
    by = headers(play, language)
    empty = await play.http.get("/issuers", headers=by)
    assert 'href="/issuers/new"' in empty.text
    form = await play.http.get("/issuers/new", headers=by)
    sent = {**NEW, "once": once_of(form.text)}
    for _press in range(2):
        answer = await play.http.post("/issuers/new", data=sent, headers=by)
        assert (answer.status_code, answer.headers["location"]) == (303, "/issuers/region-47?opened")
    back = await play.http.post("/issuers/new", data={**sent, "name-ru": "Центр иной"}, headers=by)
    assert back.status_code == 409, "filled in otherwise after going back: it is not dropped in silence"
    page = await play.http.get("/issuers/region-47?opened", headers=by)
    assert page.status_code == 200
    assert 'href="/issuers/region-47/keys"' in page.text
    assert 'href="/issuers/new"' not in (await play.http.get("/issuers", headers=by)).text
    assert (await play.http.get("/issuers/new", headers=by)).headers["location"] == "/issuers/region-47"


async def test_all_that_certificates_say_of_an_organisation_is_asked_when_it_is_opened(play: Play) -> None:
    by = headers(play)
    about = {"place-ru": "г. Образцов", "place-en": "Obraztsov", "email": "ask@example.org", "licence": "№ 7"}
    sent = {**NEW, **about, "colour": "#FFEE00"}
    refused = await play.http.post("/issuers/new", data=sent, headers=by)
    assert refused.status_code == 422
    assert "too light" in refused.text
    assert 'value="ask@example.org"' in refused.text
    assert (await play.http.post("/issuers/new", data={**sent, "colour": "0A5C36"}, headers=by)).status_code == 303
    kept = (await play.app.issuers.of("region-47")).about
    assert (kept.colour, kept.email, kept.licence) == ("#0a5c36", "ask@example.org", "№ 7")
    page = (await play.http.get("/issuers/region-47?opened", headers=by)).text
    assert all(text in page for text in ("Obraztsov", "№ 7", 'href="/access?duty=officer"', "/edit#pictures"))
    assert "/access" not in (await play.http.get("/issuers/region-47", headers={"accept": "text/html"})).text


async def test_what_cannot_be_is_said_beside_the_field_and_stays_typed(play: Play) -> None:
    await play.issuer()
    foreign = headers(play, organisation="region-50")
    for sent, status in (({**NEW, "prefix": "№"}, 422), (NEW, 409), ({"prefix": "50"}, 422)):
        answer = await play.http.post("/issuers/new", data=sent, headers=foreign)
        assert answer.status_code == status
        assert f'value="{sent["prefix"]}"' in answer.text
    assert (await play.http.get("/issuers/region-50", headers=foreign)).status_code == 404


async def test_a_key_is_changed_when_that_is_meant_and_once(play: Play) -> None:
    await play.issuer()
    by = headers(play)
    form = await play.http.get("/issuers/region-47/keys", headers=by)
    sent = {"once": once_of(form.text)}
    assert (await play.http.post("/issuers/region-47/keys", data=sent, headers=by)).status_code == 422
    for _press in range(2):
        answer = await play.http.post("/issuers/region-47/keys", data={**sent, "sure": "true"}, headers=by)
        assert answer.status_code == 303
    assert answer.headers["location"] == "/issuers/region-47/keys?changed"
    keys = (await play.app.issuers.of("region-47")).keys
    assert len(keys) == 2
    page = (await play.http.get(answer.headers["location"], headers=by)).text
    assert all(key.id in page for key in keys)
    assert page.index(keys[1].id) < page.index("signs now") < page.index(keys[0].id)
