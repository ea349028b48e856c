"""What every service's HTTP side does, on a service of a few routes."""

import base64
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.cookies import SimpleCookie
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI
from starlette.responses import Response
from tests.shared.web.paints import ORIGIN, PAINTS

from shared.identity.sealing import Sealed
from shared.identity.sessions import SESSION


async def test_a_public_route_needs_no_account(client: httpx2.AsyncClient) -> None:
    assert (await client.get(PAINTS)).status_code == 200


async def test_no_account_is_401_and_a_wrong_role_403(
    client: httpx2.AsyncClient, make_token: Callable[..., str]
) -> None:
    refused = await client.post(PAINTS, json={"blue": 1})
    assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
    assert refused.headers["content-type"] == "application/problem+json"
    expert = {"authorization": f"Bearer {make_token('e', 'expert', 'unheard-of')}"}
    forbidden = await client.post(PAINTS, json={"blue": 1}, headers=expert)
    assert forbidden.status_code == 403
    assert forbidden.json()["errors"][0]["fix"]


@pytest.mark.parametrize("token", ["", "x.y.z", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0."])
async def test_a_token_that_is_not_valid_is_401(client: httpx2.AsyncClient, token: str) -> None:
    refused = await client.get(PAINTS, headers={"authorization": f"Bearer {token}"})
    assert refused.status_code == 401


async def test_a_changed_token_is_401(client: httpx2.AsyncClient, organiser: dict[str, str]) -> None:
    head, body, signature = organiser["authorization"].split(".")
    changed = "A" if signature[9] != "A" else "B"
    forged = f"{head}.{body}.{signature[:9]}{changed}{signature[10:]}"
    refused = await client.post(PAINTS, json={"blue": 1}, headers={"authorization": forged})
    assert refused.status_code == 401


async def test_a_token_for_another_audience_is_401(client: httpx2.AsyncClient, make_token: Callable[..., str]) -> None:
    token = make_token("anna", "organiser", aud="urn:another")
    refused = await client.post(PAINTS, json={"blue": 1}, headers={"authorization": f"Bearer {token}"})
    assert refused.status_code == 401


async def test_a_refusal_of_the_domain_says_what_where_and_how_to_mend(
    client: httpx2.AsyncClient, organiser: dict[str, str]
) -> None:
    refused = await client.post(PAINTS, json={"blue": 101}, headers=organiser)
    assert refused.status_code == 422
    assert refused.json() == {
        "type": f"{ORIGIN}/problems/too-blue",
        "title": "Too blue",
        "status": 422,
        "detail": "101 is too blue",
        "instance": PAINTS,
        "errors": [{"where": "/blue", "message": "101 is too blue", "fix": "Mix in some red"}],
        "more": 0,
    }


async def test_a_body_of_the_wrong_shape_is_told_by_pointer_and_without_its_value(
    client: httpx2.AsyncClient, organiser: dict[str, str]
) -> None:
    refused = await client.post(PAINTS, json={"blue": "секрет"}, headers=organiser)
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["where"] == "/blue"
    assert "секрет" not in refused.text


async def test_a_fault_of_the_body_is_told_in_the_readers_language(
    client: httpx2.AsyncClient, organiser: dict[str, str]
) -> None:
    headers = {**organiser, "accept-language": "ru"}
    refused = await client.post(PAINTS, json={"blue": -1}, headers=headers)
    assert refused.json()["errors"] == [
        {"where": "/blue", "message": "Слишком мало.", "fix": "Наименьшее значение: 0."}
    ]


async def test_a_page_at_a_nonsensical_address_is_not_there(client: httpx2.AsyncClient) -> None:
    missing = await client.get("/gallery/zzz", headers={"accept": "text/html"})
    assert (missing.status_code, "There is nothing at this address" in missing.text) == (404, True)


async def test_stale_is_a_conflict(client: httpx2.AsyncClient, organiser: dict[str, str]) -> None:
    assert (await client.post(PAINTS, json={"blue": 50}, headers=organiser)).status_code == 409


async def test_an_unexpected_fault_is_told_without_its_text(
    client: httpx2.AsyncClient, organiser: dict[str, str]
) -> None:
    broken = await client.post(PAINTS, json={"blue": 77}, headers=organiser)
    assert broken.status_code == 500
    assert broken.headers["content-type"] == "application/problem+json"
    assert "secret" not in broken.text


async def test_a_database_that_does_not_answer_is_no_fault_of_the_request(
    client: httpx2.AsyncClient, organiser: dict[str, str]
) -> None:
    refused = await client.post(PAINTS, json={"blue": 60}, headers=organiser)
    assert (refused.status_code, refused.headers["retry-after"]) == (503, "30")
    assert refused.json()["type"] == f"{ORIGIN}/problems/unavailable"
    assert "may have been made" in refused.json()["detail"]


async def test_an_address_that_is_not_there_is_a_problem_too(client: httpx2.AsyncClient) -> None:
    missing = await client.get("/api/shared/v1/nothing")
    assert (missing.status_code, missing.json()["status"]) == (404, 404)


async def test_a_page_leads_to_the_sign_in_and_back(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/gallery?room=2", headers={"accept": "text/html"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?to=/gallery%3Froom%3D2")


async def test_every_answer_keeps_the_page_to_itself(client: httpx2.AsyncClient) -> None:
    headers = (await client.get(PAINTS)).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe-inline" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize(
    ("headers", "passes"),
    [
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-site"}, False),
        ({"origin": ORIGIN}, True),
        ({"origin": "http://elsewhere.example"}, False),
        ({}, False),
    ],
)
async def test_another_sites_page_cannot_use_the_session(
    client: httpx2.AsyncClient, headers: dict[str, str], passes: bool
) -> None:
    cookie = {"cookie": f"{SESSION}=whatever"}
    answer = await client.post(PAINTS, json={"blue": 1}, headers={**headers, **cookie})
    assert answer.json()["type"].endswith("not-signed-in" if passes else "cross-site")


@pytest.mark.parametrize("query", ["", "code=old&state=%C3%A9", "error=access_denied"])
async def test_a_sign_in_that_was_not_begun_here_ends_on_a_page(client: httpx2.AsyncClient, query: str) -> None:
    """And not at the issuer again, which would send the browser back here for ever."""
    headers = {"accept": "text/html", "cookie": f"sign-in={_attempt(client)}"}
    answer = await client.get(f"/sign-in/callback?{query}", headers=headers)
    assert answer.status_code == 401
    assert "Sign in once more." in answer.text


def _sealed(client: httpx2.AsyncClient) -> Sealed:
    transport = client._transport
    assert isinstance(transport, httpx2.ASGITransport)
    sealed: Sealed = transport.app.state.sign_in.sealed  # type: ignore[attr-defined]
    return sealed


def _attempt(client: httpx2.AsyncClient) -> str:
    response = Response()
    _sealed(client).set(response, "sign-in", {"state": "s", "nonce": "n", "verifier": "v", "to": "/"}, 60)
    return SimpleCookie(response.headers["set-cookie"])["sign-in"].value


def _part(header: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(header).encode()).rstrip(b"=").decode()


@pytest.mark.parametrize("header", [{"alg": "dir", "enc": ["A256GCM"]}, {"alg": "dir", "enc": "A256GCM", "crit": 1}])
async def test_a_session_with_a_nonsensical_header_is_none(client: httpx2.AsyncClient, header: dict[str, Any]) -> None:
    cookie = f"{SESSION}={_part(header)}..{_part({})}.{_part({})}.{_part({})}"
    assert (await client.get(PAINTS, headers={"cookie": cookie})).status_code == 200


@pytest.mark.parametrize("header", [{"alg": "ES256", "crit": 1}, {"alg": ["ES256"]}, {"alg": "ES256", "kid": {}}])
async def test_a_token_with_a_nonsensical_header_is_401(client: httpx2.AsyncClient, header: dict[str, Any]) -> None:
    token = f"{_part(header)}.{_part({'sub': 'a'})}.AAAA"
    assert (await client.get(PAINTS, headers={"authorization": f"Bearer {token}"})).status_code == 401


async def test_ready_names_the_part_that_does_not_answer(client: httpx2.AsyncClient, app: FastAPI) -> None:
    assert (await client.get("/readyz")).json() == {"ready": True, "failed": []}
    with _unreachable(app):
        answer = await client.get("/readyz")
    assert (answer.status_code, answer.json()["failed"]) == (503, ["mongodb"])
    assert (await client.get("/livez")).status_code == 200


@contextmanager
def _unreachable(app: FastAPI) -> Iterator[None]:
    class Away:
        async def command(self, _name: str) -> None:
            raise ConnectionError

    wired = app.state.app
    app.state.app = replace(wired, database=Away())
    try:
        yield
    finally:
        app.state.app = wired


async def test_the_document_tells_refusals_as_they_are_sent(client: httpx2.AsyncClient) -> None:
    document = (await client.get("/api/shared/v1/openapi.json")).json()
    refused = document["paths"][PAINTS]["post"]["responses"]["422"]["content"]
    assert refused["application/problem+json"]["schema"] == {"$ref": "#/components/schemas/Problem"}
    assert {"401", "403", "408", "409", "413", "422", "429", "503"} <= set(
        document["paths"][PAINTS]["post"]["responses"]
    )
    assert not [
        status
        for path in document["paths"].values()
        for one in path.values()
        for status in one["responses"]
        if "X" in status
    ]
    assert "HTTPValidationError" not in document["components"]["schemas"]
