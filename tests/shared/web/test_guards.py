"""What a request may cost: the size of its body, the time for it, how often one may ask; and HEAD, which is answered like GET."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping

import httpx2
import pytest
from fastapi import FastAPI
from starlette.types import Message
from tests.shared.web.paints import PAINTS

from shared.settings import ServiceSettings
from shared.web import guards
from shared.web.app import limits_of
from shared.web.guards import LARGEST_BODY, LARGEST_FILE


@pytest.mark.parametrize("told", [True, False], ids=["with its length", "without its length"])
async def test_a_body_that_is_too_large_is_a_problem(
    client: httpx2.AsyncClient, organiser: dict[str, str], told: bool
) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(5):
            yield b" " * (LARGEST_BODY // 4)

    body = b" " * (LARGEST_BODY + 1) if told else pieces()
    refused = await client.post(PAINTS, content=body, headers={**organiser, "idempotency-key": "k"})
    assert (refused.status_code, refused.json()["title"]) == (413, "The request is too large")
    assert refused.headers["content-type"] == "application/problem+json"
    assert "256 KB" in refused.json()["errors"][0]["message"]


async def test_where_a_file_goes_more_is_taken(client: httpx2.AsyncClient, organiser: dict[str, str]) -> None:
    taken = await client.put(f"{PAINTS}/picture", content=b"x" * (LARGEST_BODY * 2), headers=organiser)
    assert taken.json() == LARGEST_BODY * 2
    refused = await client.put(f"{PAINTS}/picture", content=b"x" * (LARGEST_FILE + 1), headers=organiser)
    assert refused.status_code == 413
    page = await client.put(
        f"{PAINTS}/picture", content=b"x" * (LARGEST_FILE + 1), headers={**organiser, "accept": "text/html"}
    )
    assert tuple(word for word in ("10 MB", "smaller file") if word in page.text) == ("10 MB", "smaller file")


async def test_a_body_that_comes_too_slowly_is_refused(
    client: httpx2.AsyncClient, organiser: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guards, "BODY_SECONDS", 0.05)

    async def pieces() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.Event().wait()

    refused = await client.post(PAINTS, content=pieces(), headers=organiser)
    assert (refused.status_code, refused.json()["title"]) == (408, "The request came too slowly")


@pytest.fixture
def strict(app: FastAPI, settings: ServiceSettings, client: httpx2.AsyncClient) -> httpx2.AsyncClient:
    """A service that allows few requests."""
    few: Mapping[str, object] = {"rate_pages_a_minute": 600, "rate_guesses_a_minute": 3}
    app.state.rate_limits = limits_of(settings.model_copy(update=few))
    return client


async def test_a_hall_behind_one_address_scans_and_a_flood_is_told_when_to_come_again(
    strict: httpx2.AsyncClient,
) -> None:
    hall = {"x-forwarded-for": "198.51.100.7"}
    assert {(await strict.get(PAINTS, headers=hall)).status_code for _ in range(300)} == {200}
    flood = [await strict.get(PAINTS, headers=hall) for _ in range(400)]
    refused = [answer for answer in flood if answer.status_code == 429]
    assert refused
    assert int(refused[0].headers["retry-after"]) >= 1
    assert (await strict.get(PAINTS, headers={"x-forwarded-for": "198.51.100.8"})).status_code == 200


@pytest.mark.parametrize("path", ["/sign-in", "/sign-in/callback?code=made-up&state=made-up"])
async def test_who_begins_to_sign_in_is_counted_too(
    app: FastAPI, settings: ServiceSettings, client: httpx2.AsyncClient, path: str
) -> None:
    app.state.rate_limits = limits_of(settings.model_copy(update={"rate_pages_a_minute": 1}))
    school, other = ({"x-forwarded-for": f"198.51.100.{number}"} for number in (7, 8))
    answers = [await client.get(path, headers=each) for each in (school, school, other)]
    assert [answer.status_code == 429 for answer in answers] == [False, True, False]
    assert int(answers[1].headers["retry-after"]) >= 1


async def test_guesses_are_counted_by_the_address_that_the_gateway_gives(strict: httpx2.AsyncClient) -> None:
    names = [f"198.51.100.{number}, 203.0.113.5" for number in range(5)]
    answers = [await strict.post(f"{PAINTS}/names", headers={"x-forwarded-for": addresses}) for addresses in names]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]


async def test_who_is_signed_in_is_counted_by_account(
    strict: httpx2.AsyncClient, make_token: Callable[..., str]
) -> None:
    anna, boris = ({"authorization": f"Bearer {make_token(name, 'organiser')}"} for name in ("anna", "boris"))
    for _ in range(3):
        await strict.post(f"{PAINTS}/names", headers=anna)
    assert (await strict.post(f"{PAINTS}/names", headers=anna)).status_code == 429
    assert (await strict.post(f"{PAINTS}/names", headers=boris)).status_code == 200


async def test_head_is_answered_like_get_without_the_body(client: httpx2.AsyncClient) -> None:
    got, head = await client.get(PAINTS), await client.head(PAINTS)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == got.headers["content-length"]


async def test_head_of_a_stream_without_an_end_ends(app: FastAPI) -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"host", b"localhost")]
    scope = {"type": "http", "method": "HEAD", "path": f"{PAINTS}/drying", "query_string": b"", "headers": headers}
    await asyncio.wait_for(
        app({**scope, "root_path": "", "scheme": "http", "server": ("localhost", 80)}, receive, send), 10
    )
    assert [message["type"] for message in sent] == ["http.response.start", "http.response.body"]


async def test_allow_names_every_method_of_the_address(client: httpx2.AsyncClient) -> None:
    refused = await client.patch(PAINTS)
    assert (refused.status_code, refused.headers["allow"]) == (405, "GET, POST, DELETE, HEAD")


async def test_what_a_person_is_told_is_not_kept(client: httpx2.AsyncClient, organiser: dict[str, str]) -> None:
    assert (await client.get(PAINTS, headers=organiser)).headers["cache-control"] == "no-store"
    assert "cache-control" not in (await client.get(PAINTS)).headers


async def test_nor_is_what_a_session_reads_that_nobody_has_opened(client: httpx2.AsyncClient) -> None:
    answer = await client.get(PAINTS, headers={"cookie": "session=of-somebody"})
    assert answer.headers["cache-control"] == "no-store"
