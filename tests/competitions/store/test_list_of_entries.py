"""The list of entries looks at as many documents as it shows, however many there are and however it is narrowed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.plans import OF_THE_DRIVER, listening

from competitions.domain.entering.teams import Team
from competitions.domain.registration import Registration, State
from competitions.settings import Settings
from competitions.store.entries.wanted import Wanted
from competitions.wiring import assemble
from shared.mongo.database import CODEC

CHAMPIONSHIP = UUID(int=1)
SKILLS = [UUID(int=10 + n) for n in range(10)]
STATES = (State.ENTERED, State.WAITING, State.CONFIRMED)
THERE_ARE = 3000
PAGE = 50
DEPTH = 6
"""Pages that somebody turns."""
AT = datetime(2026, 11, 26, tzinfo=UTC)


def registration(n: int) -> Registration:
    return Registration(
        UUID(int=1000 + n),
        CHAMPIONSHIP,
        SKILLS[n % 10],
        uuid4(),
        f"R-{n % 7}",
        state=STATES[n % 3],
        entered_at=AT + timedelta(seconds=n // 2),
    )


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(),
        Wanted((State.WAITING,)),
        Wanted(STATES),
        Wanted(skill_id=SKILLS[3]),
        Wanted((State.WAITING, State.ENTERED), SKILLS[3]),
        Wanted(member="R-3"),
    ],
    ids=["all", "a state", "states", "a skill", "a skill and states", "a member"],
)
async def test_a_page_reads_little_more_than_it_shows(settings: Settings, database_name: str, wanted: Wanted) -> None:
    client, database, sent = await listening(settings.mongo_url, database_name)
    async with client:
        store = assemble(settings, database).registrations
        await store.ensure_indexes()
        documents = [{"_id": one.id, **store.dump(one), "pending": []} for one in map(registration, range(THERE_ARE))]
        await store.collection.insert_many(documents)
        seen, after = await store.of_championship(CHAMPIONSHIP, wanted, limit=PAGE, after=None)
        read = []
        while after and len(seen) < DEPTH * PAGE:
            sent.commands.clear()
            part, after = await store.of_championship(CHAMPIONSHIP, wanted, limit=PAGE, after=after)
            seen += part
            asked = next(one for one in sent.commands if one.get("filter", {}).get("championship_id"))
            read.append(await examined(database, asked))
    newest = sorted((registration(n) for n in range(THERE_ARE)), key=lambda one: (one.entered_at, one.id), reverse=True)
    assert [one.id for one in seen] == [one.id for one in newest if fits(one, wanted)][: DEPTH * PAGE]
    assert max(read) <= 3 * PAGE


def fits(one: Registration, wanted: Wanted) -> bool:
    return (
        (not wanted.states or one.state in wanted.states)
        and wanted.skill_id in {None, one.skill_id}
        and wanted.member in {None, one.member}
    )


async def examined(database: Any, command: dict[str, Any]) -> int:
    asked = {key: value for key, value in command.items() if key not in OF_THE_DRIVER}
    plan = await database.command("explain", asked, verbosity="executionStats", codec_options=CODEC)
    return int(plan["executionStats"]["totalDocsExamined"])


async def test_a_search_for_teams_looks_at_no_other_entry(settings: Settings, database_name: str) -> None:
    client, database, sent = await listening(settings.mongo_url, database_name)
    async with client:
        store = assemble(settings, database).registrations
        await store.ensure_indexes()
        crew = Team("Северный ветер", UUID(int=5), (UUID(int=5), UUID(int=6)))
        entries = [registration(n) for n in range(200)]
        entries[7] = replace(entries[7], team=crew)
        await store.collection.insert_many([{"_id": one.id, **store.dump(one), "pending": []} for one in entries])
        sent.commands.clear()
        assert await store.called(CHAMPIONSHIP, ["вет"]) == [entries[7].subject_id]
        asked = {key: value for key, value in sent.commands[0].items() if key not in OF_THE_DRIVER}
        plan = await database.command("explain", asked, verbosity="executionStats", codec_options=CODEC)
        assert plan["executionStats"]["totalDocsExamined"] == 1
