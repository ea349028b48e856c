"""People who all want a place at once, at two processes; and processes that are killed while places are passed on."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx2
import pytest
from tests.competitions.entering.processes import Running, processes
from tests.competitions.playing import HOME, V1
from tests.endurance.sizes import chance, size
from tests.shared.reading import read_all
from tests.waiting import until

from competitions.domain.championship import Championship
from competitions.domain.person import Person
from competitions.domain.skill import Skill
from competitions.settings import Settings
from competitions.wiring import App, wire
from localstack.token_issuer import TokenIssuer
from shared.clock import now
from shared.contracts.competitions import RegistrationPromoted
from shared.events import Record, from_record, type_of
from shared.mongo.pending_events import WAITING
from shared.text import Text

PEOPLE = size(40, 200)
PLACES = size(5, 20)
LEAVING = size(3, 10)
KILLS = size(1, 5)


@pytest.fixture
def on_kafka(settings: Settings, database_name: str, kafka_bootstrap: str, topic_prefix: str) -> Settings:
    of_the_test = {"mongo_database": database_name, "kafka_bootstrap": kafka_bootstrap, "topic_prefix": topic_prefix}
    return settings.model_copy(update=of_the_test)


@pytest.fixture
async def app(on_kafka: Settings) -> AsyncIterator[App]:
    async with wire(on_kafka) as wired:
        yield wired


@dataclass
class Door:
    """A skill with few places, and its organiser."""

    app: App
    http: httpx2.AsyncClient
    headers: dict[str, str]
    skill: UUID

    async def ask(self, to: Running, path: str, body: Any) -> int:
        """Sent again until it is answered: a process may be killed in the middle of it."""
        while True:
            try:
                answer = await self.http.post(to.address + V1 + path, json=body, headers=self.headers)
            except httpx2.TransportError:
                await asyncio.sleep(0.05)
                continue
            if answer.status_code not in {409, 503}:
                return answer.status_code
            await asyncio.sleep(0.05)

    async def enter(self, to: Running, subject_id: UUID) -> int:
        body = {"subject_id": str(subject_id), "member": "R-01"}
        return await self.ask(to, f"/skills/{self.skill}/registrations", body)

    async def holders(self) -> list[int]:
        places = await self.app.places.get(self.skill)
        return [entry.sequence for entry in places.entries if entry.has_place]


@pytest.fixture
async def door(app: App, token_issuer: TokenIssuer) -> AsyncIterator[Door]:
    later = now().date() + timedelta(days=30)
    championship = Championship(
        uuid4(),
        Text("Проба", "Trial"),
        HOME,
        "worldskills",
        "ws700-mean-deviation",
        "equal-score-by-starters",
        later,
        later,
    )
    await app.championships.add(championship)
    skill = Skill(uuid4(), championship.id, "01", Text("Ремесло", "Craft"), quota=PLACES)
    await app.skills.add(skill)
    anna = token_issuer.bearer("anna", "organiser", organisation=HOME)
    async with httpx2.AsyncClient(timeout=60, limits=httpx2.Limits(max_connections=PEOPLE)) as http:
        yield Door(app, http, anna, skill.id)


async def crowd(app: App) -> list[UUID]:
    people = [Person(uuid4(), HOME, f"Вымыслов-{number}", "Пример") for number in range(PEOPLE)]
    await asyncio.gather(*(app.people.add(person) for person in people))
    return [person.id for person in people]


async def torment(running: Sequence[Running], moments: random.Random) -> None:
    for number in range(KILLS):
        await asyncio.sleep(moments.uniform(0, 0.15))
        victim = running[number % len(running)]
        await victim.kill()
        await victim.start()


@pytest.mark.endurance
async def test_places_go_to_the_first_and_then_to_the_next_once_whatever_is_killed(
    on_kafka: Settings, app: App, door: Door
) -> None:
    moments, people = chance("places"), await crowd(app)
    async with processes(on_kafka) as running:
        doors = running[:2]
        answers = await asyncio.gather(*(door.enter(doors[n % 2], who) for n, who in enumerate(people)))
        assert set(answers) == {201}
        places = await app.places.get(door.skill)
        assert [entry.sequence for entry in places.entries] == list(range(1, PEOPLE + 1))
        assert {entry.subject_id for entry in places.entries} == set(people), "everybody, and nobody twice"
        assert await door.holders() == list(range(1, PLACES + 1))

        leaving = [entry.registration_id for entry in moments.sample(places.entries[:PLACES], LEAVING)]
        ends = [door.ask(doors[n % 2], f"/registrations/{id}/withdrawal", {}) for n, id in enumerate(leaving)]
        await asyncio.gather(torment(running, moments), *ends)

        async def settled() -> bool:
            now_ = await app.places.get(door.skill)
            return not now_.unsettled and not await app.registrations.collection.find_one(WAITING)

        await until(settled)
    await expect_the_next_moved_up(app, door, on_kafka, leaving)


async def expect_the_next_moved_up(app: App, door: Door, settings: Settings, left: Sequence[UUID]) -> None:
    places = await app.places.get(door.skill)
    assert [entry.sequence for entry in places.waiting] == list(range(PLACES + LEAVING + 1, PEOPLE + 1))
    moved = {entry.registration_id for entry in places.entries if PLACES < entry.sequence <= PLACES + LEAVING}
    states = Counter(one.state.value for one in await app.registrations.some([*left, *moved]))
    assert states == {"withdrawn": LEAVING, "entered": LEAVING}
    records = [one for one in await read_all(settings, RegistrationPromoted.topic) if isinstance(one, Record)]
    promoted = [one for one in records if type_of(one.headers) == RegistrationPromoted.type]
    told = {(from_record(RegistrationPromoted, one.value, one.headers).id, one.key.decode()) for one in promoted}
    assert sorted(key for _, key in told) == sorted(map(str, moved)), "each told once: a repeat has the same id"
