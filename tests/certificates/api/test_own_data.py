"""What is kept of somebody here is theirs to take away, and of wards who are not of age."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from fastapi import FastAPI
from tests.awards import GOLD, SILVER
from tests.certificates.api.test_access import documents
from tests.certificates.playing import API, Play, person


async def taken(play: Play, account: str) -> dict[str, list[dict[str, object]]]:
    answer = await play.http.get(f"{API}/me/data", headers=play.bearer(account))
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == 'attachment; filename="skillproof-certificates.json"'
    assert answer.headers["cache-control"] == "no-store"
    found: dict[str, list[dict[str, object]]] = answer.json()
    return found


async def test_it_is_whole_and_nobody_elses(play: Play) -> None:
    await play.issuer()
    mine = await play.certificate(GOLD, account="mine")
    await play.certificate(SILVER, account="another")
    found = await taken(play, "mine")
    assert [one["id"] for one in found["certificates"]] == [str(mine)]
    assert [one["account"] for one in found["people"]] == ["mine"]
    nobody = await taken(play, "nobody")
    assert (nobody["people"], nobody["certificates"]) == ([], [])


async def test_a_guardian_takes_a_minors_too(play: Play) -> None:
    await play.issuer()
    guardian = await play.know(person(account="guardian"))
    child = await play.certificate(guardians=(guardian.subject_id,), birth_date=date(2020, 1, 1))
    await play.certificate(guardians=(guardian.subject_id,), birth_date=date(1990, 1, 1))
    found = await taken(play, "guardian")
    assert [one["id"] for one in found["certificates"]] == [str(child)]
    assert len(found["people"]) == 2


@pytest.mark.parametrize(("hour", "sees"), [(20, True), (22, False)])
async def test_a_guardian_sees_until_the_ward_is_of_age_in_the_registers_calendar(
    play: Play, api: FastAPI, hour: int, sees: bool
) -> None:
    """Of age on 12 May; in Moscow that begins at 21:00 UTC on the 11th."""
    await play.issuer()
    mother = await play.know(person(account="mother", family_name="Сугробова", given_name="Вьюга"))
    id_ = await play.certificate(account="snow", guardians=(mother.subject_id,), birth_date=date(2008, 5, 12))
    guardian = play.bearer("mother", "guardian")
    at = datetime(2026, 5, 11, hour, tzinfo=UTC)
    api.state.app = replace(play.app, now=lambda: at)
    assert await documents(play, id_, guardian) == ({200} if sees else {403})
    listed = (await play.http.get(f"{API}/certificates", headers=guardian)).json()["items"]
    assert len(listed) == sees
