"""A hall of people scans from one address; nobody counts the register through from it."""

from typing import Any

import pytest
from fastapi import FastAPI
from tests.certificates.asking import credential, read
from tests.certificates.playing import API, Play
from tests.settings import settings_of

from certificates.settings import Settings
from shared.web.app import limits_of

HALL = {"x-forwarded-for": "203.0.113.7"}


@pytest.fixture
async def api(api: FastAPI) -> FastAPI:
    """With the limits that people have."""
    api.state.rate_limits = limits_of(settings_of(Settings))
    return api


async def test_300_scans_from_one_address_are_answered(play: Play) -> None:
    await play.issuer()
    known = await read(play, await play.certificate())
    statuses = set()
    for _ in range(300):
        for address in ("/v", "/v/catalogue/1", "/status/region-47/revocation/202600"):
            statuses.add((address, (await play.http.get(address, headers=HALL)).status_code == 429))
    assert {limited for _, limited in statuses} == {False}
    assert (await play.http.get(known["urls"]["page"], headers=HALL)).status_code == 200


async def test_whole_codes_and_credentials_are_no_guesses(play: Play) -> None:
    await play.issuer()
    id_ = await play.certificate()
    code = (await play.http.get(f"{API}/certificates/{id_}/qr-text", headers=play.officer)).text
    signed = await credential(play, id_)
    for _ in range(11):
        for body in ({"qr": code}, {"text": code}, {"credential": signed}):
            answer = await play.http.post(f"{API}/verifications", json=body, headers=HALL)
            assert (answer.status_code, answer.json()["verdict"]) == (200, "valid")
    assert (await play.http.post("/v", data={"text": code}, headers=HALL)).status_code == 200


@pytest.mark.parametrize("field", ["number", "short_id", "text"])
async def test_numbers_are_tried_a_bounded_number_of_times(play: Play, field: str) -> None:
    await play.issuer()
    tried = [
        await play.http.post(f"{API}/verifications", json={field: f"47-2026-{n:06d}"}, headers=HALL) for n in range(30)
    ]
    assert [one.status_code for one in tried[:20]] == [200] * 20
    assert tried[-1].status_code == 429
    assert 1 <= int(tried[-1].headers["retry-after"]) <= 60
    elsewhere = {"x-forwarded-for": "203.0.113.8"}
    free = await play.http.post(f"{API}/verifications", json={field: "47-2026-000001"}, headers=elsewhere)
    assert free.status_code == 200


@pytest.mark.parametrize(("language", "title"), [("ru", "Слишком много запросов"), ("en", "Too many requests")])
async def test_people_read_when_they_may_try_again(play: Play, language: str, title: str) -> None:
    headers = {**HALL, "accept": "text/html", "accept-language": language}
    for number in range(25):
        page = await play.http.post("/v", data={"text": f"47-2026-{number:06d}"}, headers=headers)
    assert (page.status_code, title in page.text, "retry-after" in page.headers) == (429, True, True)
    scan = await play.http.get("/v", headers=headers)
    assert scan.status_code == 200


@pytest.mark.parametrize("address", ["/certificates/{}/name-check", API + "/certificates/{}/name-check"])
async def test_names_are_counted_by_address_too(play: Play, address: str) -> None:
    await play.issuer()
    for _ in range(2):
        place = address.format(await play.certificate())
        sent: dict[str, Any] = (
            {"json": {"name": "Кто Угодно"}} if place.startswith(API) else {"data": {"name": "Кто Угодно"}}
        )
        statuses = [(await play.http.post(place, headers=HALL, **sent)).status_code for _ in range(13)]
    assert (statuses[0], statuses[-1]) == (200, 429)
