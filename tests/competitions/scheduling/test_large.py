"""Of a championship with so much in it that one document could not hold what all have to hear, everybody hears once."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from tests.competitions.playing import Play
from tests.competitions.scheduling.hearing import heard as joined

from client import championships
from competitions.commands.scheduling.cancelling import complete_cancellation
from competitions.commands.scheduling.telling import tell_due
from competitions.domain.schedule.changes import Untold
from competitions.domain.schedule.items import Item, Schedule
from competitions.domain.schedule.plans import ItemPlan
from shared.text import Text

SKILLS: Final = 40
ITEMS: Final = 50
DOCUMENT: Final = 16 * 1024 * 1024
STARTS: Final = datetime(2026, 11, 20, 6, tzinfo=UTC)


async def large(play: Play) -> set[str]:
    """A person in each skill, and a schedule for everybody whose files fill nearly half of an event: together 18 MB. Who was entered."""
    await play.open()
    people = {await play.compete("Первый", "R-01", confirmed=False)}
    for number in range(2, SKILLS + 1):
        name: Any = {"ru": f"Дело {number}", "en": f"Trade {number}"}
        play.skill = await championships.add_skill(play.organiser, play.championship, f"{number:02}", name)
        people.add(await play.compete(f"Номер-{number}", "R-01", confirmed=False))
    await play.post(f"/championships/{play.championship}/announcement")
    return people


def items(at: datetime) -> tuple[Item, ...]:
    name = Text(ru="Очень длинное название, " * 90, en="A name that is very long, " * 160)
    starts = [STARTS + timedelta(minutes=number) for number in range(ITEMS)]
    plans = [ItemPlan(name=name, starts_at=start, ends_at=start + timedelta(hours=1)) for start in starts]
    return tuple(Item(uuid4(), plan, at) for plan in plans)


async def heard(play: Play, collection: str, sweep: Callable[[], Awaitable[None]]) -> list[dict[str, Any]]:
    """What is told, part after part: whatever waits is sent between two rounds, as the relay does. At most as many as are needed."""
    told: list[dict[str, Any]] = []
    rounds = 0
    while True:
        await sweep()
        found = await play.told(collection)
        if not found:
            break
        told += joined(found)
        await play.app.database[collection].update_many({}, {"$set": {"pending": []}})
        rounds += 1
    assert sum(len(json.dumps(one).encode()) for one in told) > DOCUMENT, "or it would prove nothing"
    assert rounds > 1
    return told


async def test_a_large_cancellation_is_told_to_the_end(play: Play) -> None:
    people = await large(play)
    await play.app.schedules.add(Schedule(UUID(play.championship), items(play.app.now())))
    await play.app.database["championships"].update_many({}, {"$set": {"pending": []}})
    body = {"cause": "venue", "reason": "Колледж закрыт на ремонт."}
    await play.post(f"/championships/{play.championship}/cancellation", body)

    async def sweep() -> None:
        for championship in await play.app.championships.being_cancelled():
            await complete_cancellation(play.app, championship)

    told = await heard(play, "championships", sweep)
    subjects = [subject for one in told for subject in one["subjects"]]
    assert len(subjects) == len(set(subjects))
    rows = await play.app.registrations.find_many({})
    assert set(subjects) == {str(row.subject_id) for row in rows}
    assert len(people) == len(subjects) == SKILLS
    assert all(one["calendar"] for one in told)
    assert await play.app.championships.being_cancelled() == []
    done = await play.app.championships.get(UUID(play.championship))
    assert done.cancelled
    assert (done.cancelled.left, bool(done.cancelled.completed_at)) == (None, True)


async def test_a_large_change_is_told_to_the_end_and_what_changes_meanwhile_afterwards(play: Play) -> None:
    await large(play)
    at = play.app.now()
    planned = items(at)
    await play.app.schedules.add(
        Schedule(UUID(play.championship), planned, (), tuple(Untold(one.id, None, at) for one in planned))
    )
    moved = replace(planned[0].plan, starts_at=STARTS + timedelta(hours=2), ends_at=STARTS + timedelta(hours=3))
    rounds = iter(range(1000))

    async def sweep() -> None:
        await tell_due(play.app)
        if next(rounds) == 0:
            schedule = await play.app.schedules.get(UUID(play.championship))
            assert schedule.telling, "some have not heard yet"
            await play.app.schedules.save(schedule.with_item(planned[0].id, moved, play.app.now(), is_known=True))

    told = await heard(play, "schedules", sweep)
    added, again = (
        [one for one in told if len(one["changes"]) == ITEMS],
        [one for one in told if len(one["changes"]) == 1],
    )
    for some in (added, again):
        subjects = [subject for one in some for subject in one["subjects"]]
        assert len(subjects) == len(set(subjects)) == SKILLS
    assert {one["changes"][0]["starts_at"] for one in added} == {"2026-11-20T06:00:00Z"}, "all of them hear the same"
    assert {one["changes"][0]["kind"] for one in again} == {"moved"}
    assert len(added) + len(again) == len(told)
    assert await play.app.schedules.with_untold() == []
