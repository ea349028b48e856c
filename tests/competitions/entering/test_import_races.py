"""Files of entrants that meet something else at the same moment: another organiser, a dropped skill, somebody who confirms."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.competitions.entering.entrants_file import rows
from tests.competitions.entering.test_imports import FEW, bring, do, entries, opened, people, told
from tests.competitions.playing import Play
from tests.waiting import until

from client import consents
from competitions.commands import places, registrations
from competitions.commands.entering import imports
from competitions.commands.entering.completing import sweep_places
from competitions.commands.entering.imports import keep_import, undo_import
from competitions.commands.skills import drop_skill
from competitions.domain.entering.imports import Import, ImportStage
from competitions.domain.preparation.cancellation import ChampionshipCancelled
from competitions.domain.refusal import Unknown
from competitions.domain.registration import Registration
from competitions.domain.skill import SkillDropped
from shared.cancellation import end
from shared.identity.principal import Principal, Role

ORGANISER = Principal("anna", "Анна", frozenset({Role.ORGANISER}), "region-47")
Before = Callable[[], Awaitable[Any]]


def meanwhile(monkeypatch: pytest.MonkeyPatch, module: Any, do_this: Before) -> None:
    """Once, after everything was read and found true, and before places are taken."""
    waiting = [do_this]

    async def take(*given: Any, **named: Any) -> Any:
        if waiting:
            await waiting.pop()()
        return await places.take(*given, **named)

    monkeypatch.setattr(module, "take", take)


async def listed(play: Play) -> int:
    return sum(len(one.entries) for one in await play.app.places.find_many({}))


async def test_two_organisers_who_apply_the_same_file_enter_everybody_once(play: Play) -> None:
    await opened(play)
    made = await bring(play, rows(FEW))
    kept = await asyncio.gather(*(keep_import(play.app, UUID(made["id"]), ORGANISER) for _ in range(4)))
    assert {one.stage for one in kept} == {ImportStage.KEPT}
    assert (await entries(play), await people(play), await listed(play)) == (FEW, FEW, FEW)


async def test_who_applies_what_another_applies_this_very_moment_finds_it_done(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    await opened(play)
    made = UUID((await bring(play, rows(FEW)))["id"])
    is_true, waiting = imports._must_be_true, [made]

    async def must_be_true(*given: Any) -> None:
        if waiting:
            await keep_import(play.app, waiting.pop(), ORGANISER)
        await is_true(*given)

    monkeypatch.setattr(imports, "_must_be_true", must_be_true)
    assert (await keep_import(play.app, made, ORGANISER)).stage is ImportStage.KEPT
    assert (await entries(play), await people(play), await listed(play)) == (FEW, FEW, FEW)


async def test_two_files_with_the_same_people_do_not_both_come_in(play: Play) -> None:
    await opened(play)
    made = [await bring(play, rows(FEW)) for _ in range(2)]
    keeping = (keep_import(play.app, UUID(one["id"]), ORGANISER) for one in made)
    answers = await asyncio.gather(*keeping, return_exceptions=True)
    assert sum(isinstance(one, Exception) for one in answers) <= 1
    assert await entries(play) == await listed(play)
    for one in await play.app.registrations.find_many({}):
        assert await play.app.people.find(one.subject_id)


async def test_a_skill_that_was_dropped_since_the_check_refuses_the_whole_file(play: Play) -> None:
    await opened(play)
    made = await bring(play, rows(FEW))
    await drop_skill(play.app, UUID(play.skill), ORGANISER)
    assert (await do(play, made, "keeping", expect=409))["type"].endswith("/skill-dropped")
    assert (await entries(play), await people(play)) == (0, 0)


async def test_entries_that_were_closed_since_the_check_refuse_the_whole_file(play: Play) -> None:
    await opened(play)
    made = await bring(play, rows(FEW))
    championship = await play.app.championships.get(UUID(play.championship))
    await play.app.championships.save(replace(championship, entries_closed_at=play.app.now()))
    assert (await do(play, made, "keeping", expect=409))["type"].endswith("/entries-closed")
    assert (await entries(play), await people(play)) == (0, 0)


async def test_a_skill_that_is_dropped_while_a_file_is_applied_takes_all_of_it_back(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    await opened(play)
    made = await bring(play, rows(FEW))
    meanwhile(monkeypatch, imports, lambda: drop_skill(play.app, UUID(play.skill), ORGANISER))
    with pytest.raises(SkillDropped):
        await keep_import(play.app, UUID(made["id"]), ORGANISER)
    assert (await play.app.imports.get(UUID(made["id"]))).stage is ImportStage.UNDONE
    assert (await entries(play), await people(play), await listed(play)) == (0, 0, 0)
    assert await told(play) == [], "nobody hears of what never was"


async def test_a_championship_that_is_cancelled_while_a_file_is_applied_takes_all_of_it_back(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    await opened(play)
    made = UUID((await bring(play, rows(FEW)))["id"])
    skill = await play.app.skills.get(UUID(play.skill))
    meanwhile(monkeypatch, imports, lambda: places.close(play.app, skill))
    with pytest.raises(ChampionshipCancelled):
        await keep_import(play.app, made, ORGANISER)
    assert (await play.app.imports.get(made)).stage is ImportStage.UNDONE
    assert (await entries(play), await people(play), await listed(play)) == (0, 0, 0)


async def test_who_is_entered_at_the_moment_when_a_skill_is_dropped_is_withdrawn_too(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    await play.open()
    meanwhile(monkeypatch, registrations, lambda: drop_skill(play.app, UUID(play.skill), ORGANISER))
    await play.compete("Поздний", "R-01", confirmed=False)
    sweeping = asyncio.ensure_future(sweep_places(play.app))

    async def ended() -> bool:
        return bool((await play.get(f"/registrations/{play.registrations['Поздний']}"))["state"] == "withdrawn")

    await until(ended)
    await end(sweeping)
    assert await listed(play) == 0


async def test_what_a_slow_process_still_enters_after_it_was_taken_back_is_taken_back_too(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    await opened(play)
    made = UUID((await bring(play, rows(FEW)))["id"])

    async def faster() -> None:
        await keep_import(play.app, made, ORGANISER)
        await undo_import(play.app, made, ORGANISER)

    meanwhile(monkeypatch, imports, faster)
    await keep_import(play.app, made, ORGANISER)
    assert (await play.app.imports.get(made)).stage is ImportStage.UNDONE
    assert (await entries(play), await people(play), await listed(play)) == (0, 0, 0)


async def test_a_file_that_is_taken_back_while_somebody_confirms_leaves_nobody_half(play: Play) -> None:
    await opened(play)
    made = await bring(play, rows(FEW))
    await do(play, made, "keeping")
    ids = [one.id for one in await play.app.registrations.find_many({})]
    for id in ids:
        await consents.on_paper(play.organiser, str(id))
    confirming = [registrations.confirm(play.app, id, ORGANISER) for id in ids]
    undone, *answers = await asyncio.gather(
        undo_import(play.app, UUID(made["id"]), ORGANISER), *confirming, return_exceptions=True
    )
    assert isinstance(undone, Import)
    confirmed = {one.id for one in answers if isinstance(one, Registration)}
    assert all(isinstance(one, Unknown) for one in answers if isinstance(one, BaseException)), answers
    there = await play.app.registrations.find_many({})
    assert {one.id for one in there} == confirmed
    assert undone.left == len(confirmed)
    assert await listed(play) == len(confirmed)
    assert all([await play.app.people.get(one.subject_id) for one in there]), "nobody who stays is erased"
    assert await people(play) == len({one.subject_id for one in there})


async def test_an_import_that_cannot_be_completed_hours_later_is_still_taken_back(play: Play) -> None:
    await opened(play)
    made = UUID((await bring(play, rows(FEW)))["id"])
    found = await play.app.imports.get(made)
    await play.app.imports.save(found.keep(play.app.now() - timedelta(hours=2)))
    await drop_skill(play.app, UUID(play.skill), ORGANISER)
    with pytest.raises(SkillDropped):
        await keep_import(play.app, made, ORGANISER)
    assert (await play.app.imports.get(made)).stage is ImportStage.UNDONE
    assert (await entries(play), await people(play)) == (0, 0)
