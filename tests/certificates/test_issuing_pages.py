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
    page = await play.http.get("/issuers/region-47?opened", headers=by)
    assert page.status_code == 200
    assert 'href="/issuers/region-47/keys"' in page.text
    assert 'href="/issuers/new"' not in (await play.http.get("/issuers", headers=by)).text
    assert (await play.http.get("/issuers/new", headers=by)).headers["location"] == "/issuers/region-47"


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
    assert len((await play.app.issuers.of("region-47")).keys) == 2
