"""Who takes part hears of a changed schedule once, with what concerns them, whatever dies in between."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from tests.competitions.playing import CONTACT, Play
from tests.competitions.scheduling.dying import until_done
from tests.competitions.scheduling.hearing import heard
from tests.competitions.scheduling.ical import read_calendar

from client import championships
from competitions.commands.scheduling import parts
from competitions.commands.scheduling.telling import tell_due


async def added(play: Play, name: str, skill: str | None, hour: int = 6) -> dict[str, Any]:
    item = {
        "name": {"ru": name, "en": name},
        "starts_at": f"2026-11-20T{hour:02}:00:00Z",
        "ends_at": f"2026-11-20T{hour + 1:02}:00:00Z",
        "skill_id": skill,
    }
    path = f"/championships/{play.championship}/schedule/items"
    made: dict[str, Any] = await play.post(path, item, expect=201, idempotency_key=name.encode().hex())
    return made


async def moved(play: Play, item: dict[str, Any], hour: int) -> dict[str, Any]:
    body = {name: item[name] for name in ("name", "skill_id", "place")}
    times = {"starts_at": f"2026-11-20T{hour:02}:00:00Z", "ends_at": f"2026-11-20T{hour + 1:02}:00:00Z"}
    path = f"/championships/{play.championship}/schedule/items/{item['id']}"
    made: dict[str, Any] = await play.call(
        "PUT", path, play.anna(), {**body, **times}, if_match=f'"{item["revision"]}"'
    )
    return made


async def told(play: Play) -> list[dict[str, Any]]:
    return heard(await play.told("schedules"))


async def two_skills(play: Play) -> tuple[str, str, dict[str, str]]:
    """An expert, somebody in each skill, somebody in both, and somebody who waits."""
    await play.open()
    await play.appoint("chief", "R-90", "chief")
    first = play.skill
    people = {name: await play.compete(name, "R-01", confirmed=False) for name in ("Альфин", "Обоев")}
    second = await championships.add_skill(play.organiser, play.championship, "02", {"ru": "Дело", "en": "Trade"})
    play.skill = second
    people["Бетин"] = await play.compete("Бетин", "R-02", confirmed=False)
    await championships.register(play.organiser, second, people["Обоев"], "R-01")
    people["chief"] = play.experts["chief"]
    return first, second, people


async def test_each_hears_once_of_what_concerns_them(play: Play) -> None:
    first, second, people = await two_skills(play)
    items = [
        await added(play, "Первое", first),
        await added(play, "Второе", second),
        await added(play, "Общее", None, 10),
    ]
    await tell_due(play.app)
    assert await told(play) == []
    await play.post(f"/championships/{play.championship}/announcement")
    for item in items[1:]:
        await moved(play, item, 12)
    await tell_due(play.app)
    by_subject = {subject: one for one in await told(play) for subject in one["subjects"]}
    assert sum(len(one["subjects"]) for one in await told(play)) == len(by_subject) == len(people)
    names = {
        name: [change["name"]["ru"] for change in by_subject[subject]["changes"]] for name, subject in people.items()
    }
    both = sorted(["Второе", "Общее"])
    assert {name: sorted(found) for name, found in names.items()} == {
        "Альфин": ["Общее"],
        "chief": ["Общее"],
        "Бетин": both,
        "Обоев": both,
    }
    for one in by_subject.values():
        assert one["is_start_changed"]
        events = read_calendar(one["calendar"]["ru"].encode()).events
        assert CONTACT["email"] not in str(one), "an event that names no person"
        assert sorted(event.uid for event in events) == sorted(
            item["id"] for item in items if item["name"]["ru"] in [change["name"]["ru"] for change in one["changes"]]
        )
    before = len(await told(play))
    await tell_due(play.app)
    assert len(await told(play)) == before
    assert sum(len(one["subjects"]) for one in await told(play)) == len(people)


async def test_what_moves_no_start_waits_and_is_told_together(play: Play) -> None:
    first, _, _ = await two_skills(play)
    await play.post(f"/championships/{play.championship}/announcement")
    slow = replace(play.app, settings=play.app.settings.model_copy(update={"schedule_wait_seconds": 300}))
    await added(play, "Первое", first)
    await added(play, "Второе", first, 8)
    await tell_due(slow)
    assert await told(play) == []
    later = play.app.now() + timedelta(seconds=301)
    await tell_due(replace(slow, now=lambda: later))
    assert {len(one["changes"]) for one in await told(play)} == {2}
    assert not any(one["is_start_changed"] for one in await told(play))


@pytest.mark.parametrize("events", [1, 50])
async def test_whatever_dies_in_between_everybody_hears_once(
    play: Play, events: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "MOST_EVENTS", events)
    first, _, _ = await two_skills(play)
    item = await added(play, "Первое", first)
    await play.post(f"/championships/{play.championship}/announcement")
    await moved(play, item, 12)
    await until_done(play.app, tell_due, 3)
    await tell_due(play.app)
    subjects = [subject for one in await told(play) for subject in one["subjects"]]
    assert len(subjects) == len(set(subjects)) == 3
