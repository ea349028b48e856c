"""The register has no gap and no number twice: with many at once, and after kills in the middle of batches."""

import asyncio
import signal
import sys
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from tests.awards import PARTICIPATION
from tests.certificates.playing import Play, person, result
from tests.endurance.sizes import chance, size
from tests.settings import environment

from certificates.settings import Settings
from shared.contracts import Earned

KILLS = size(1, 20)
"""Of two processes each."""
RESULTS = size(60, 400)


def awards(subjects: list[UUID]) -> list[Earned]:
    return [Earned(subject_id=subject, award=PARTICIPATION) for subject in subjects]


async def numbers(play: Play) -> list[int]:
    found = play.app.certificates.of_year("region-47", play.app.now().year)
    return [each.number.number async for each in found]


async def test_many_at_once_leave_no_gap(play: Play) -> None:
    await play.issuer()
    subjects = [(await play.know(person(uuid4()))).subject_id for _ in range(12)]
    results = [result(*awards([subject])) for subject in subjects]
    await asyncio.gather(*(play.publish(told) for told in [*results, *results]))
    assert await numbers(play) == list(range(1, 13))


async def test_a_second_issuer_has_a_register_of_its_own(play: Play) -> None:
    await play.issuer()
    other = play.bearer("petr", "officer", organisation="region-50")
    body = {"organisation": "region-50", "name": {"ru": "Другой центр", "en": "Another centre"}, "prefix": "50"}
    assert (await play.http.post("/api/certificates/v1/issuers", json=body, headers=other)).status_code == 201
    for organisation in ("region-47", "region-50", "region-47"):
        subject = (await play.know(person(uuid4()))).subject_id
        await play.publish(result(*awards([subject]), organisation=organisation), organisation)
    assert await numbers(play) == [1, 2]
    assert [str(each.number) async for each in play.app.certificates.of_year("region-50", 2026)] == ["50-2026-000001"]


@pytest.mark.endurance
async def test_kills_in_the_middle_leave_no_gap_and_double_nothing(play: Play, settings: Settings) -> None:
    moments = chance("the register")
    await play.issuer()
    await play.describe()
    subjects = [(await play.know(person(uuid4()))).subject_id for _ in range(RESULTS)]
    results = [result(*awards([subject])).model_dump_json() for subject in subjects]
    for _ in range(KILLS):
        rivals = [await _start(settings, results) for _ in range(2)]
        await _wait_for_progress(play, moments.randrange(1, 12))
        for process in rivals:
            process.send_signal(signal.SIGKILL)
            await process.wait()
        found = await numbers(play)
        assert found == list(range(1, len(found) + 1))
    process = await _start(settings, results)
    assert await asyncio.wait_for(process.wait(), timeout=RESULTS) == 0
    assert await numbers(play) == list(range(1, RESULTS + 1))
    stored = await play.app.database["certificates"].find({}).to_list()
    assert all(len(each["pending"]) == 1 and each["document"]["credential"] for each in stored)
    assert {each["subject_id"] for each in stored} == set(subjects)


async def _start(settings: Settings, results: list[str]) -> asyncio.subprocess.Process:
    """A process of its own that issues all of them, in its own order."""
    script = Path(__file__).with_name("issuing_process.py")
    process = await asyncio.create_subprocess_exec(
        sys.executable, script, stdin=asyncio.subprocess.PIPE, env=environment(settings), cwd=Path(__file__).parents[3]
    )
    assert process.stdin is not None
    process.stdin.write("\n".join(results).encode())
    process.stdin.close()
    return process


async def _wait_for_progress(play: Play, more: int) -> None:
    """Until so many certificates were added, or all are there."""
    started = await play.app.certificates.collection.count_documents({})
    async with asyncio.timeout(60):
        while (now := await play.app.certificates.collection.count_documents({})) < min(started + more, RESULTS):
            assert now >= started
            await asyncio.sleep(0.002)
