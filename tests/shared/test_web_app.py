"""What every service's HTTP side does, on a service of two routes."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from typing import Annotated, Any
from uuid import UUID

import httpx2
import pytest
from fastapi import APIRouter, Depends, FastAPI
from pydantic import BaseModel, Field

from localstack.token_issuer import TokenIssuer
from shared.auth import Principal, Role, allow, anyone
from shared.errors import Stale
from shared.mongo import Database, connect, database
from shared.settings import ServiceSettings
from shared.web.app import build
from shared.web.idempotency import NewId
from shared.web.problems import Explanation, ProblemType
from shared.web.session import SESSION
from shared.web.signin import local_address

ORIGIN = "http://localhost:8080"


class TooBlue(Exception):
    def __init__(self, blue: int) -> None:
        super().__init__(blue)
        self.blue = blue


PROBLEM = ProblemType(
    TooBlue,
    "too-blue",
    422,
    "Too blue",
    lambda error, _: [Explanation(where="/blue", message=f"{error.blue} is too blue", fix="Mix in some red")],
)


class Paint(BaseModel):
    blue: int = Field(ge=0)


router = APIRouter(prefix="/api/shared/v1")
Organiser = Annotated[Principal, Depends(allow(Role.ORGANISER))]
mixed: list[UUID] = []


@router.post("/paints", status_code=201)
async def mix(body: Paint, organiser: Organiser, id: NewId) -> dict[str, Any]:
    if body.blue > 100:
        raise TooBlue(body.blue)
    if body.blue == 77:
        raise RuntimeError("a secret colour")
    if body.blue == 50:
        raise Stale("somebody")
    mixed.append(id)
    return {"id": str(id), "by": organiser.account, "number": len(mixed)}


@router.get("/paints", dependencies=[Depends(anyone)])
async def paints() -> list[str]:
    return []


@router.post("/paints/guesses", dependencies=[Depends(anyone)])
async def guess(body: Paint) -> int:
    return body.blue


pages = APIRouter()


@pages.get("/gallery", dependencies=[Depends(allow(Role.ORGANISER))])
async def gallery() -> str:
    return "a page"


@dataclass(frozen=True)
class App:
    database: Database


@asynccontextmanager
async def wire(settings: ServiceSettings) -> AsyncIterator[App]:
    async with connect(settings) as client:
        yield App(database(client, settings))


@pytest.fixture
async def app(settings: ServiceSettings, token_issuer: TokenIssuer) -> AsyncIterator[FastAPI]:
    given = settings.model_copy(update={"oidc_issuer": token_issuer.url})
    made = build(
        package="shared", settings=given, wire=wire, routers=[router, pages], problem_types=[PROBLEM], title="Paints"
    )
    async with made.router.lifespan_context(made):
        yield made


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx2.AsyncClient]:
    transport = httpx2.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url=ORIGIN, headers={"accept-language": "en"}) as client:
        yield client


@pytest.fixture
def organiser(make_token: Callable[..., str]) -> dict[str, str]:
    return {"authorization": f"Bearer {make_token('anna', 'organiser', organisation='region-47')}"}


PAINTS = "/api/shared/v1/paints"


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
    }


async def test_a_body_of_the_wrong_shape_is_told_by_pointer_and_without_its_value(
    client: httpx2.AsyncClient, organiser: dict[str, str]
) -> None:
    refused = await client.post(PAINTS, json={"blue": "секрет"}, headers=organiser)
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["where"] == "/blue"
    assert "секрет" not in refused.text


async def test_stale_is_a_conflict(client: httpx2.AsyncClient, organiser: dict[str, str]) -> None:
    assert (await client.post(PAINTS, json={"blue": 50}, headers=organiser)).status_code == 409


async def test_an_unexpected_fault_is_told_without_its_text(
    client: httpx2.AsyncClient, organiser: dict[str, str]
) -> None:
    broken = await client.post(PAINTS, json={"blue": 77}, headers=organiser)
    assert broken.status_code == 500
    assert broken.headers["content-type"] == "application/problem+json"
    assert "secret" not in broken.text


async def test_an_address_that_is_not_there_is_a_problem_too(client: httpx2.AsyncClient) -> None:
    missing = await client.get("/api/shared/v1/nothing")
    assert (missing.status_code, missing.json()["status"]) == (404, 404)


async def test_the_same_key_has_one_effect_and_one_answer(
    client: httpx2.AsyncClient, organiser: dict[str, str]
) -> None:
    headers = {**organiser, "idempotency-key": "first"}
    before = len(mixed)
    answers = [await client.post(PAINTS, json={"blue": 1}, headers=headers) for _ in range(3)]
    assert len(mixed) == before + 1
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.text for answer in answers}) == 1
    assert [answer.headers.get("idempotency-replayed") for answer in answers] == [None, "true", "true"]


async def test_a_refusal_is_repeated_too_and_a_key_is_not_for_another_body(
    client: httpx2.AsyncClient, organiser: dict[str, str]
) -> None:
    headers = {**organiser, "idempotency-key": "blue"}
    first = await client.post(PAINTS, json={"blue": 101}, headers=headers)
    again = await client.post(PAINTS, json={"blue": 101}, headers=headers)
    assert (first.status_code, again.status_code, again.json()) == (422, 422, first.json())
    other = await client.post(PAINTS, json={"blue": 1}, headers=headers)
    assert other.json()["type"].endswith("idempotency-key-reused")


async def test_a_fault_of_ours_is_not_kept(client: httpx2.AsyncClient, organiser: dict[str, str], app: FastAPI) -> None:
    headers = {**organiser, "idempotency-key": "fault"}
    assert (await client.post(PAINTS, json={"blue": 77}, headers=headers)).status_code == 500
    assert await app.state.app.database["idempotency"].count_documents({}) == 0


async def test_nothing_is_kept_for_nobody(client: httpx2.AsyncClient, app: FastAPI) -> None:
    for _ in range(2):
        answer = await client.post(f"{PAINTS}/guesses", json={"blue": 3}, headers={"idempotency-key": "anonymous"})
        assert (answer.status_code, "idempotency-replayed" in answer.headers) == (200, False)
    assert await app.state.app.database["idempotency"].count_documents({}) == 0


async def test_a_key_belongs_to_one_person(client: httpx2.AsyncClient, make_token: Callable[..., str]) -> None:
    numbers = set()
    for account in ("anna", "boris"):
        token = make_token(account, "organiser")
        headers = {"authorization": f"Bearer {token}", "idempotency-key": "shared"}
        numbers.add((await client.post(PAINTS, json={"blue": 2}, headers=headers)).json()["number"])
    assert len(numbers) == 2


async def test_a_page_leads_to_the_sign_in_and_back(client: httpx2.AsyncClient) -> None:
    answer = await client.get("/gallery?room=2", headers={"accept": "text/html"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?to=/gallery%3Froom%3D2")


async def test_every_answer_keeps_the_page_to_itself(client: httpx2.AsyncClient) -> None:
    headers = (await client.get(PAINTS)).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe-inline" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


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


@pytest.mark.parametrize("to", ["https://evil.example", "//evil.example", "/\\evil.example", "evil", "/a\nb"])
def test_nobody_is_sent_to_another_site_after_signing_in(to: str) -> None:
    assert local_address(to) == "/"
    assert local_address("/inbox?page=2") == "/inbox?page=2"


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
    assert refused == {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    assert "HTTPValidationError" not in document["components"]["schemas"]
