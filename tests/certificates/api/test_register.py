"""The register of a year, as its officer reads it."""

import csv
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from fastapi import FastAPI
from tests.certificates.playing import API, Play

LATE = datetime(2026, 11, 21, 22, 30, tzinfo=UTC)
"""Already the 22nd in Moscow."""


@pytest.fixture
async def late(api: FastAPI, play: Play) -> AsyncIterator[Play]:
    api.state.app = replace(play.app, now=lambda: LATE)
    yield replace(play, app=api.state.app)
    api.state.app = play.app


async def rows(play: Play) -> list[dict[str, str]]:
    answer = await play.http.get(f"{API}/register.csv?year=2026", headers=play.officer)
    assert answer.text.startswith("\ufeff")
    return list(csv.DictReader(answer.text[1:].splitlines(), delimiter=";"))


async def test_all_days_of_the_table_are_the_issuers_own(late: Play) -> None:
    await late.issuer()
    id_ = await late.certificate()
    body = {"reason": "Ошибка.", "public": False}
    await late.http.post(f"{API}/certificates/{id_}/revocation", json=body, headers=late.officer)
    (row,) = await rows(late)
    assert (row["Выдан"], row["С какого времени"]) == ("2026-11-22", "2026-11-22")
    assert row["До этого"] == "действителен 2026-11-22"


async def test_a_certificate_that_never_changed_has_no_history(play: Play) -> None:
    await play.issuer()
    await play.certificate()
    (row,) = await rows(play)
    assert (row["С какого времени"], row["До этого"]) == ("", "")


@pytest.mark.parametrize("cursor", [-1, 10**20, 10**9])
async def test_a_cursor_beyond_every_number_is_refused(play: Play, cursor: int) -> None:
    answer = await play.http.get(f"{API}/register?year=2026&cursor={cursor}", headers=play.officer)
    assert answer.status_code == 422
    assert answer.json()["errors"]


async def test_pages_of_the_register_follow_each_other(play: Play) -> None:
    await play.issuer()
    for _ in range(3):
        await play.certificate()
    seen: list[int] = []
    cursor: Any = 0
    while cursor is not None:
        address = f"{API}/register?year=2026&limit=2&cursor={cursor}"
        body = (await play.http.get(address, headers=play.officer)).json()
        seen += [each["number"] for each in body["items"]]
        cursor = body["next"]
    assert seen == [1, 2, 3]


async def test_lines_of_the_register_are_read_without_the_documents(play: Play) -> None:
    await play.issuer()
    await play.certificate()
    (entry,) = [each async for each in play.app.certificates.of_year("region-47", 2026)]
    assert entry.name == "Ёлкина Снежана Морозовна"
    assert not hasattr(entry, "document")
