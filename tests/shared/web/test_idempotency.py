"""A request that is sent again: one effect, one answer."""

import asyncio
from collections.abc import Callable
from uuid import uuid4

import httpx2
import pytest
from fastapi import FastAPI
from tests.shared.web.paints import PAINTS, mixed

from shared.web import idempotency


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


async def test_an_answer_that_nobody_may_store_is_not_stored(
    client: httpx2.AsyncClient, organiser: dict[str, str], app: FastAPI
) -> None:
    headers = {**organiser, "idempotency-key": "question"}
    for _ in range(2):
        answer = await client.post(f"{PAINTS}/questions", json={"blue": 3}, headers=headers)
        assert (answer.status_code, "idempotency-replayed" in answer.headers) == (200, False)
    assert await app.state.app.database["idempotency"].count_documents({}) == 0


async def test_a_key_belongs_to_one_person(client: httpx2.AsyncClient, make_token: Callable[..., str]) -> None:
    numbers = set()
    for account in ("anna", "boris"):
        token = make_token(account, "organiser")
        headers = {"authorization": f"Bearer {token}", "idempotency-key": "shared"}
        numbers.add((await client.post(PAINTS, json={"blue": 2}, headers=headers)).json()["number"])
    assert len(numbers) == 2


async def test_what_a_killed_process_began_is_carried_out_at_once_by_the_one_in_its_place(
    client: httpx2.AsyncClient, organiser: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after `kill -9` between the beginning of a request and its answer."""
    headers = {**organiser, "idempotency-key": "cut off"}

    async def dies(*_: object) -> None:
        raise asyncio.CancelledError

    before = len(mixed)
    with monkeypatch.context() as cut:
        cut.setattr(idempotency.Keys, "end", dies)
        cut.setattr(idempotency.Keys, "abandon", lambda *_: asyncio.sleep(0))
        with pytest.raises(asyncio.CancelledError):
            await client.post(PAINTS, json={"blue": 4}, headers=headers)
    in_progress = await client.post(PAINTS, json={"blue": 4}, headers=headers)
    assert in_progress.status_code == 409, "as far as is known here, this process is still at it"
    monkeypatch.setattr(idempotency, "PROCESS", uuid4())
    repeated = await client.post(PAINTS, json={"blue": 4}, headers=headers)
    assert repeated.status_code == 201
    assert len(set(mixed[before:])) == 1, "under the id that the first one made"
