"""Workers that are killed while consents fall due: every place is given back and passed on, each is told once."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from uuid import UUID, uuid4

import pytest
from tests.competitions.entering.processes import processes
from tests.competitions.playing import HOME
from tests.endurance.sizes import chance, size
from tests.shared.reading import read_all
from tests.waiting import until

from competitions.commands.consents import ask
from competitions.commands.places import take
from competitions.domain.championship import Championship
from competitions.domain.entering.listed import Newcomer
from competitions.domain.person import Person
from competitions.domain.preparation.plan import Deadlines
from competitions.domain.registration import Registration, State, Step
from competitions.domain.skill import Skill
from competitions.settings import Settings
from competitions.wiring import App, wire
from shared.clock import now
from shared.contracts.competitions import PersonChanged, RegistrationEnded, RegistrationPromoted
from shared.events import Record, type_of
from shared.identity.principal import Principal, Role
from shared.mongo.pending_events import WAITING
from shared.text import Text

PLACES = size(8, 40)
KILLS = size(2, 6)
ANNA = Principal("anna", "Anna", frozenset({Role.ORGANISER}), HOME)


@pytest.fixture
def on_kafka(settings: Settings, database_name: str, kafka_bootstrap: str, topic_prefix: str) -> Settings:
    of_the_test = {"mongo_database": database_name, "kafka_bootstrap": kafka_bootstrap, "topic_prefix": topic_prefix}
    return settings.model_copy(update=of_the_test)


@pytest.fixture
async def app(on_kafka: Settings) -> AsyncIterator[App]:
    async with wire(on_kafka) as wired:
        yield wired


async def entered_long_ago(app: App) -> UUID:
    """A skill whose places all lack a consent that was due an hour ago; as many others wait."""
    before = replace(app, now=lambda: now() - timedelta(days=10))
    day = (now() + timedelta(days=5)).date()
    championship = Championship(
        uuid4(), Text("Проба", "Trial"), HOME, "worldskills", "ws700-mean-deviation", "equal-score-by-starters", day, day,
        deadlines=Deadlines(consents_due=now() - timedelta(hours=1)),
    )  # fmt: skip
    await app.championships.add(championship)
    skill = Skill(uuid4(), championship.id, "01", Text("Ремесло", "Craft"), quota=PLACES)
    await app.skills.add(skill)
    people = [Person(uuid4(), HOME, f"Вымыслов-{number}", "Пример") for number in range(2 * PLACES)]
    await asyncio.gather(*(app.people.add(person) for person in people))
    await take(before, skill, championship, [Newcomer(uuid4(), person.id, "R-01") for person in people], "anna")
    await ask(before, championship.id, None, ANNA)
    return skill.id


async def lapsed(app: App, skill_id: UUID) -> bool:
    states = Counter(one.state.value for one in await app.registrations.find_many({"skill_id": skill_id}))
    places = await app.places.get(skill_id)
    is_told = not await app.registrations.collection.find_one(WAITING)
    return states == {"lapsed": PLACES, "entered": PLACES} and not places.unsettled and is_told


@pytest.mark.endurance
async def test_places_that_lapse_are_passed_on_and_told_once_whatever_is_killed(on_kafka: Settings, app: App) -> None:
    moments = chance("lapsing")
    skill_id = await entered_long_ago(app)
    async with processes(on_kafka, ("worker", "worker")) as running:
        for number in range(KILLS):
            await asyncio.sleep(moments.uniform(0, 0.3))
            await running[number % 2].kill()
            await running[number % 2].start()
        await until(partial(lapsed, app, skill_id))
    places = await app.places.get(skill_id)
    assert [entry.sequence for entry in places.entries if entry.has_place] == list(range(PLACES + 1, 2 * PLACES + 1))
    records = [one for one in await read_all(on_kafka, RegistrationEnded.topic) if isinstance(one, Record)]
    for kind in (RegistrationEnded, RegistrationPromoted):
        told = {(one.key, dict(one.headers)["ce_id"]) for one in records if type_of(one.headers) == kind.type}
        assert len(told) == PLACES, "each told once: a repeat has the same id"


async def ended_without_consent(app: App) -> set[UUID]:
    """People, each with a guardian, whose entries were withdrawn weeks after the consents were due."""
    day = (now() - timedelta(days=20)).date()
    championship = Championship(
        uuid4(), Text("Проба", "Trial"), HOME, "worldskills", "ws700-mean-deviation", "equal-score-by-starters", day, day,
        deadlines=Deadlines(consents_due=now() - timedelta(days=30)),
    )  # fmt: skip
    await app.championships.add(championship)
    guardians = [Person(uuid4(), HOME, f"Родителев-{number}", "Пример") for number in range(PLACES)]
    people = [Person(uuid4(), HOME, f"Детский-{one.family_name}", "Пример", guardians=(one.id,)) for one in guardians]
    await asyncio.gather(*(app.people.add(person) for person in [*guardians, *people]))
    then = now() - timedelta(days=25)
    for person in people:
        steps = (Step(State.ENTERED, then - timedelta(days=20), "anna"), Step(State.WITHDRAWN, then, "anna"))
        entry = Registration(uuid4(), championship.id, uuid4(), person.id, "R-01", state=State.WITHDRAWN, history=steps)
        await app.registrations.add(replace(entry, is_listed=False))
    return {one.id for one in [*guardians, *people]}


@pytest.mark.endurance
async def test_who_never_consented_is_erased_once_whatever_is_killed(on_kafka: Settings, app: App) -> None:
    moments, going = chance("erasing"), await ended_without_consent(app)
    staying = await app.people.add(Person(uuid4(), HOME, "Оставшийся", "Пример"))

    async def erased() -> bool:
        known = {person.id for person in await app.people.find_many({"erased_at": None})}
        is_told = not await app.people.collection.find_one(WAITING)
        return known == {staying.id} and is_told and not await app.erasures.find_many({"done_at": None})

    async with processes(on_kafka, ("worker", "worker")) as running:
        for number in range(KILLS):
            await asyncio.sleep(moments.uniform(0, 0.3))
            await running[number % 2].kill()
            await running[number % 2].start()
        await until(erased)
    tombstones = [one for one in await read_all(on_kafka, PersonChanged.topic) if not isinstance(one, Record)]
    assert {UUID(one.key.decode()) for one in tombstones} == going
    assert len(await app.erasures.find_many({})) == PLACES
