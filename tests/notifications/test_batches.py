"""Many events at once do what each would do alone, in whatever company they come, and again."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests.contracts.test_strict import CONTRACTS
from tests.databases import empty
from tests.notifications.people import (
    CHAMPIONSHIP,
    DESCRIBED,
    SKILL,
    asked,
    changed,
    happened,
    issued,
    person,
    registered,
    result,
    revoked,
)
from tests.notifications.sending import Clock

from notifications.commands.people import erase_person, record_people
from notifications.domain.recipients import Recipient
from notifications.domain.teams import Team
from notifications.handlers import subscriptions
from notifications.telling import person_key
from notifications.wiring import App
from shared.contracts.competitions import PersonChanged, RegistrationEnd, RegistrationEnded, TeamChanged
from shared.events import Event
from shared.messaging.told_titles import title_key

SAMPLES = [json.loads(path.read_text("utf-8")) for path in sorted((CONTRACTS / "notifications").glob("*.json"))]
OF_PEOPLE = {PersonChanged.type, TeamChanged.type}
"""Who hears of the others follows from these: they come before."""
MOTHER, STRANGER, ELSEWHERE = uuid4(), uuid4(), uuid4()
PEOPLE = (
    person(),
    person(account="primer"),
    person(account="primer", email=None),
    person(id=MOTHER),
    person(birth_date=date(2015, 1, 1), guardians=(MOTHER,)),
    person(birth_date=date(2015, 1, 1), guardians=(STRANGER,)),
    person(birth_date=date(2015, 1, 1)),
    person(merged_into=MOTHER),
    Recipient(uuid4(), erased=True),
    Recipient(uuid4(), person_version=1, team=Team("Пробная команда", (MOTHER,), None)),
    Recipient(uuid4(), person_version=1, team=Team("Вторая команда", (STRANGER, MOTHER), None)),
)
"""Invented ones of every kind: grown up, a child, without an address, of two organisations, an alias, erased, a team."""


def events() -> list[Event[Any]]:
    ids = [*(one.id for one in PEOPLE), STRANGER]
    told: list[Any] = [made(id) for id in ids for made in (registered, result, issued, revoked)]
    told += [asked(id, MOTHER) for id in ids]
    told += [replaced(issued(ids[0]), championship_id=ELSEWHERE), replaced(result(ids[0]), skill_id=ELSEWHERE)]
    told += [
        RegistrationEnded(**registered(ids[0]).model_dump(exclude={"code"}), how=how)
        for how in (RegistrationEnd.CANCELLED, RegistrationEnd.WITHDRAWN)
    ]
    team = PEOPLE[9]
    told += [replaced(result(MOTHER), team_id=team.id), replaced(result(team.id), team_id=team.id)]
    told += [one for id in (ids[4], STRANGER) for one in of_every_kind(id)]
    return [replace(happened(one), id=uuid4()) for one in told]


def of_every_kind(subject_id: UUID) -> Iterator[Any]:
    """Of each kind that is handled many at once, as its samples have it, of this person."""
    here = {
        "subject_id": str(subject_id),
        "giver_id": str(MOTHER),
        "mentor_id": str(MOTHER),
        "championship_id": str(CHAMPIONSHIP.id),
        "skill_id": str(SKILL.id),
    }
    for sample in SAMPLES:
        subscription = subscriptions.by_type[sample["headers"]["ce_type"]]
        if subscription.takes_many and subscription.kind.type not in OF_PEOPLE:
            yield subscription.kind.model_validate_json(json.dumps(_with(sample["data"], here)))


def _with(data: Any, given: Mapping[str, str]) -> Any:
    if isinstance(data, list):
        return [_with(one, given) for one in data]
    if not isinstance(data, dict):
        return data
    return {name: given[name] if value and name in given else _with(value, given) for name, value in data.items()}


def replaced(data: Any, **fields: UUID) -> Any:
    return data.model_copy(update=fields)


def batches(given: Sequence[Event[Any]], chance: Random) -> Iterator[list[Event[Any]]]:
    """Of one type each, as the consumer makes them, every one twice: whole, and cut somewhere else."""
    for _ in range(2):
        by_type: dict[str, list[Event[Any]]] = {}
        for event in chance.sample(given, len(given)):
            by_type.setdefault(event.data.type, []).append(event)
        for many in by_type.values():
            at = chance.randint(0, len(many))
            yield from (part for part in (many[:at], many[at:], many[:at]) if part)


async def furnished(app: App) -> None:
    await app.titles.record_championship(DESCRIBED[0])
    await app.titles.record_skill(DESCRIBED[1])
    for one in PEOPLE:
        await record_people(app, [one])


async def handled(app: App, parts: Iterator[list[Event[Any]]]) -> dict[UUID, str]:
    missed: dict[UUID, str] = {}
    for part in parts:
        missed.update(await subscriptions.by_type[part[0].data.type].handle_many(part, app))
    return missed


async def everything(app: App) -> list[dict[str, Any]]:
    """All documents, and which events wait in them. A team's result is told once: which of its events did it is chance."""
    found = [one async for one in app.deliveries.collection.find().sort("_id", 1)]
    return [
        {
            **one,
            "event_id": one["event_id"] if one["team_id"] is None else None,
            "pending": [waiting["id"] for waiting in one["pending"]],
        }
        for one in found
    ]


def test_every_kind_that_is_handled_many_at_once_is_tried() -> None:
    many = {type_ for type_, one in subscriptions.by_type.items() if one.takes_many}
    assert {one.data.type for one in events()} | OF_PEOPLE == many


@pytest.mark.parametrize("seed", range(2))
async def test_a_batch_does_what_its_events_would_do_alone(app: App, clock: Clock, seed: int) -> None:
    here, given = replace(app, now=clock), events()
    await furnished(here)
    missed_alone = await handled(here, ([one] for one in given))
    alone = await everything(here)
    await empty(here.database)
    await furnished(here)
    missed = await handled(here, batches(given, Random(seed)))
    assert await everything(here) == alone
    assert missed == missed_alone
    assert {person_key(STRANGER), title_key(ELSEWHERE)} <= set(missed.values())
    assert len(alone) > len(given)


@pytest.mark.parametrize("seed", range(2))
async def test_people_are_as_they_were_told_last_however_it_comes(app: App, seed: int) -> None:
    chance = Random(seed)
    people, teams = [uuid4() for _ in range(4)], [uuid4() for _ in range(2)]
    told: list[Any] = [
        changed(subject_id=id, version=v, given_name=f"Пример-{v}") for id in people for v in range(1, 5)
    ]
    told += [
        TeamChanged(subject_id=id, version=v, name=f"Команда {v}", members=tuple(people[:v]))
        for id in teams
        for v in (1, 2)
    ]
    await erase_person(app, people[0])
    assert await handled(app, batches([replace(happened(one), id=uuid4()) for one in told], chance)) == {}
    found = {one.id: one for one in await app.recipients.find_many({})}
    assert found.keys() == {*people, *teams}
    assert (found[people[0]].erased, found[people[0]].given_name) == (True, "")
    assert {found[id].given_name for id in people[1:]} == {"Пример-4"}
    assert {found[id].team for id in teams} == {Team("Команда 2", tuple(people[:2]), None)}


async def test_who_is_not_known_holds_up_none_of_the_others(app: App, clock: Clock) -> None:
    here = replace(app, now=clock)
    await furnished(here)
    known, unknown = happened(registered(MOTHER)), happened(registered(STRANGER))
    assert await handled(here, iter([[unknown, known]])) == {unknown.id: person_key(STRANGER)}
    assert {one.event_id for one in await here.deliveries.find_many({})} == {known.id}
    await record_people(here, [person(id=STRANGER)])
    assert await handled(here, iter([[unknown, known]])) == {}
    assert len(await here.deliveries.find_many({})) == 4
