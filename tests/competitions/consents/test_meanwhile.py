"""Somebody is entered at the very moment when their records are merged, or their data goes: one of the two comes first."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.competitions.consents.calendar import ADULT, Calendar
from tests.competitions.consents.test_merging import merge, twice
from tests.competitions.playing import Play

from client import championships
from competitions.commands.keeping import erasures
from competitions.commands.keeping.erasures import erase_the_forgotten
from competitions.domain.consents.erasure import Ground
from competitions.store.erasures import Erasures
from competitions.store.people import People
from competitions.store.places import PlacesStore

Doing = Callable[[], Awaitable[Any]]


def once_before(monkeypatch: pytest.MonkeyPatch, where: Any, name: str, do_this: Doing) -> None:
    """The first time, before `name` does its work."""
    waiting, real = [do_this], getattr(where, name)

    async def with_it(*given: Any, **named: Any) -> Any:
        if waiting:
            await waiting.pop()()
        return await real(*given, **named)

    monkeypatch.setattr(where, name, with_it)


async def enter(play: Play, subject: str, *, expect: int = 201) -> Any:
    body = {"subject_id": subject, "member": "R-01"}
    return await play.post(f"/skills/{play.skill}/registrations", body, expect=expect)


async def listed(play: Play) -> set[UUID]:
    return {entry.subject_id for one in await play.app.places.find_many({}) for entry in one.entries}


async def test_who_is_entered_while_two_records_become_one_is_entered_once(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look at the ids and the write of the place."""
    await play.open()
    staying, going = await twice(play)
    await enter(play, staying)
    once_before(monkeypatch, PlacesStore, "save_batched", lambda: merge(play, going, staying))
    refused = await enter(play, going, expect=409)
    assert refused["type"].endswith("/already-registered")
    assert await listed(play) == {UUID(staying)}


async def test_whose_ids_were_looked_up_before_another_came_are_looked_up_again(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    await play.open()
    staying, going = await twice(play)
    third = await play.person("Третьякова")
    await enter(play, third)

    async def meanwhile() -> None:
        await merge(play, going, staying)
        await enter(play, staying)

    once_before(monkeypatch, Erasures, "planned", meanwhile)
    refused = await enter(play, going, expect=409)
    assert refused["type"].endswith("/already-registered")
    assert await listed(play) == {UUID(staying), UUID(third)}


async def test_two_records_are_two_again_where_both_were_entered_meanwhile(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look at the entries and the write of the alias; one of them has a place and no registration yet."""
    await play.open()
    staying, going = await twice(play)
    await enter(play, staying)

    async def killed(*_: Any) -> Mapping[str, Any]:
        raise RuntimeError("killed")

    async def half() -> None:
        with monkeypatch.context() as broken:
            broken.setattr("competitions.commands.places.settle", killed)
            with pytest.raises(RuntimeError):
                await enter(play, going)

    once_before(monkeypatch, People, "save", half)
    assert (await merge(play, going, staying, expect=409))["type"].endswith("/both-take-part")
    assert (await play.app.people.get(UUID(going))).merged_into is None
    assert await listed(play) == {UUID(staying), UUID(going)}


async def forgotten(calendar: Calendar) -> str:
    """Whose data goes the next time that the worker looks."""
    await calendar.open()
    subject = await calendar.enter("Альфин", ADULT)
    await calendar.play.post(f"/registrations/{calendar.play.registrations['Альфин']}/withdrawal", {})
    await erase_the_forgotten(calendar.play.app)
    calendar.go(calendar.today + timedelta(days=36))
    return subject


async def test_who_is_entered_while_they_are_looked_at_stays(
    calendar: Calendar, monkeypatch: pytest.MonkeyPatch
) -> None:
    subject = await forgotten(calendar)
    app = calendar.play.app

    async def entered() -> None:
        await championships.register(calendar.play.organiser, calendar.play.skill, subject, "R-01")

    once_before(monkeypatch, type(app.erasures), "save", entered)
    await erase_the_forgotten(app)
    assert (await app.people.get(UUID(subject))).family_name == "Альфин"
    calendar.go(calendar.today + timedelta(days=2))
    await erase_the_forgotten(calendar.play.app)
    assert [one.stays_for for one in await app.erasures.find_many({})] == [Ground.ENTRY]


async def test_who_is_going_already_is_not_entered(calendar: Calendar, monkeypatch: pytest.MonkeyPatch) -> None:
    subject = await forgotten(calendar)
    once_before(monkeypatch, erasures, "forget_person", lambda: enter(calendar.play, subject, expect=404))
    await erase_the_forgotten(calendar.play.app)
    assert await listed(calendar.play) == set()
    assert (await calendar.play.app.people.find(UUID(subject))).erased_at  # type: ignore[union-attr]


async def test_an_erasure_that_was_begun_and_has_a_ground_again_holds_nobody_up(calendar: Calendar) -> None:
    subject = await forgotten(calendar)
    app = calendar.play.app
    (planned,) = await app.erasures.find_many({})
    begun = await app.erasures.save(planned.begun([], [UUID(subject)]))
    await app.erasures.save(begun.kept(Ground.WARD, app.now()))
    await enter(calendar.play, subject)
