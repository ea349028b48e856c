"""A file of entrants that is applied, and taken back, by processes that are killed all the while."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from tests.competitions.entering.entrants_file import file, rows
from tests.competitions.entering.processes import Running, processes
from tests.competitions.entering.test_killed_places import Door, app, door, on_kafka, torment
from tests.competitions.playing import V1
from tests.endurance.sizes import chance, size
from tests.waiting import until

from client.championships import XLSX
from competitions.domain.entering.imports import ImportStage
from competitions.domain.skill import Skill
from competitions.settings import Settings
from competitions.wiring import App
from shared.text import Text

__all__ = ["app", "door", "on_kafka"]
ROWS = size(60, 2000)
PLACES = size(5, 20)


async def brought(app: App, door: Door, to: Running) -> UUID:
    """The import's id. The skill that the door is of, and three others; weeks before the consents are due."""
    skill = await app.skills.get(door.skill)
    championship = await app.championships.get(skill.championship_id)
    day = championship.starts_on + timedelta(weeks=10)
    await app.championships.save(replace(championship, starts_on=day, ends_on=day))
    for number in ("02", "03", "04"):
        await app.skills.add(Skill(uuid4(), skill.championship_id, number, Text("Ремесло", "Craft"), quota=PLACES))
    answer = await door.http.post(
        f"{to.address}{V1}/championships/{skill.championship_id}/imports",
        content=file(rows(ROWS)),
        headers={**door.headers, "content-type": XLSX},
    )
    assert answer.status_code == 201, answer.text
    return UUID(answer.json()["id"])


async def numbers(app: App) -> tuple[int, int, int]:
    """Entries, people, and those that places know."""
    listed = sum(len(one.entries) for one in await app.places.find_many({}))
    people = await app.people.collection.count_documents({"erased_at": None})
    return await app.registrations.collection.count_documents({}), people, listed


@pytest.mark.endurance
async def test_a_file_is_applied_and_taken_back_as_a_whole_whatever_is_killed(
    on_kafka: Settings, app: App, door: Door
) -> None:
    moments = chance("imports")
    async with processes(on_kafka) as running:
        made = await brought(app, door, running[0])

        async def stage() -> ImportStage:
            return (await app.imports.get(made)).stage

        async def is_there() -> bool:
            return not (await app.imports.get(made)).is_under_way

        async def is_gone() -> bool:
            return await stage() is ImportStage.UNDONE

        for command, reached, wanted in (
            ("keeping", is_there, (ROWS, ROWS, ROWS)),
            ("undoing", is_gone, (0, 0, 0)),
        ):
            asked = (door.ask(one, f"/imports/{made}/{command}", None) for one in running[:2])
            await asyncio.gather(torment(running, moments), *asked)
            await until(reached, seconds=60)
            assert await numbers(app) == wanted, command
        assert not [one async for one in app.imports.unfinished()]
