"""What becomes an event is bounded where it is entered, and nothing is half-applied."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.competitions.playing import Play

from competitions import events
from competitions.domain.championship import MOST_SKILLS, Championship
from competitions.domain.entering.listed import Newcomer
from competitions.domain.entering.places import MOST_ENTRIES, Places
from competitions.domain.preparation.happenings import Announced
from competitions.domain.preparation.quotas import Quota
from competitions.domain.skill import Skill
from shared.clock import now
from shared.contracts.competitions import ChampionshipDescribed
from shared.events import to_document
from shared.mongo.aggregates import publishing
from shared.text import Text

LONGEST = "\N{GRINNING FACE}" * 200
"""As long as the API takes it, in bytes as well."""


def skills(play: Play, number: int, name: str = "Ремесло") -> list[Skill]:
    ids = [uuid4() for _ in range(number)]
    return [Skill(id, UUID(play.championship), f"S{n}", Text(name, name)) for n, id in enumerate(ids)]


async def keep(store: Any, aggregates: list[Any]) -> None:
    await store.collection.insert_many([{"_id": one.id, **store.dump(one), "pending": []} for one in aggregates])


async def test_the_longest_names_of_the_most_skills_fit_into_one_event(play: Play) -> None:
    await play.open()
    championship: Championship = await play.app.championships.get(UUID(play.championship))
    long = replace(championship, name=Text(LONGEST, LONGEST), organisation="o" * 200)
    most = [replace(one, number="\N{GRINNING FACE}" * 60) for one in skills(play, MOST_SKILLS, LONGEST)]
    assert to_document(events.of_championship(long, most, [Announced(now())])[0])["value"]


async def test_a_championship_has_room_for_so_many_skills(play: Play) -> None:
    await play.open()
    await keep(play.app.skills, skills(play, MOST_SKILLS - 2))
    path, last = f"/championships/{play.championship}/skills", {"number": "L", "name": {"ru": "Я", "en": "Z"}}
    added = await play.post(path, last, expect=201, Idempotency_Key="the last")
    assert (await play.post(path, last, expect=201, Idempotency_Key="the last"))["id"] == added["id"]
    problem = await play.post(path, {**last, "number": "M"}, expect=409)
    assert problem["type"].endswith("/too-many-skills")
    assert "300" in problem["errors"][0]["message"]
    assert len(await play.app.skills.of(UUID(play.championship))) == MOST_SKILLS
    await play.post(f"/championships/{play.championship}/announcement")


async def test_a_skill_has_room_for_so_many_people(play: Play) -> None:
    await play.open()
    newcomers = [Newcomer(uuid4(), uuid4(), "Край") for _ in range(MOST_ENTRIES - 1)]
    empty = Places(UUID(play.skill), UUID(play.championship))
    await play.app.places.add(empty.enter(newcomers, Quota(), play.app.now(), "anna"))
    await play.compete("Последний", "Край")
    body = {"subject_id": await play.person("Лишний"), "member": "Край"}
    problem = await play.post(f"/skills/{play.skill}/registrations", body, expect=409)
    assert problem["type"].endswith("/skill-full")
    assert len((await play.app.places.get(empty.id)).entries) == MOST_ENTRIES


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_what_is_too_much_for_an_event_is_refused_and_changes_nothing(play: Play, language: str) -> None:
    """More skills than may be entered, such as those of an older version."""
    await play.open()
    await keep(play.app.skills, skills(play, 700, LONGEST))
    before = await play.app.championships.get(UUID(play.championship))
    path = f"/championships/{play.championship}/announcement"
    problem = await play.post(path, expect=422, accept_language=language)
    assert problem["type"].endswith("/event-too-large")
    assert "900" in problem["detail"]
    assert all(one["message"] and one["fix"] for one in problem["errors"])
    assert await play.app.championships.get(UUID(play.championship)) == before
    assert [dict(one["headers"])["ce_type"].decode() for one in await play.told("championships")] == [
        ChampionshipDescribed.type
    ]


async def test_the_relay_looks_where_events_are_stored_and_nowhere_else(play: Play) -> None:
    """Marks, above all, do not wake it."""
    stores = {store.collection.name for store in publishing(play.app)}
    telling = {"awards", "championships", "consents", "imports", "needs", "organisations", "people", "registrations"}
    assert stores == telling | {"results", "rosters", "schedules", "skills"}
