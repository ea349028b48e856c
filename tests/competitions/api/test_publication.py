"""Publication survives a crash at any of its steps, and tells everything exactly once."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from tests.competitions.playing import Play
from tests.competitions.workbook_maker import Scheme

from competitions.commands import publication
from competitions.domain.championship import Stage
from competitions.wiring import App
from shared.contracts.base import Payload
from shared.contracts.competitions import ChampionshipAnnounced, ChampionshipDescribed, ChampionshipPublished
from shared.ids import derive


class Crash(Exception):
    """Stands for a `kill -9`: what was written stays, what was not never happens."""


async def two_skills(play: Play) -> None:
    await play.gather()
    await play.mark_all()
    await play.sign_all()
    first = play.skill
    body = {"number": "02", "name": {"ru": "Второе", "en": "Second"}}
    play.skill = (await play.post(f"/championships/{play.championship}/skills", body, expect=201))["id"]
    for account, role in (("chief", "chief"), ("one", "expert"), ("two", "expert")):
        member = {"subject_id": play.experts[account], "member": "R-90", "role": role, "has_agreed": True}
        await play.post(f"/skills/{play.skill}/experts", member, expect=201)
    for family_name, member_of in (("Альфин", "R-01"), ("Бетин", "R-02"), ("Гаммин", "R-03")):
        await play.compete(family_name, member_of)
    await play.bring_scheme(Scheme())
    await play.post(f"/skills/{play.skill}/marking")
    await play.mark_all()
    await play.sign_all()
    assert first != play.skill


def crashing(method: Callable[..., Awaitable[Any]], *, before: bool, nth: int) -> Callable[..., Awaitable[Any]]:
    calls = 0

    async def call(*args: Any, **named: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == nth and before:
            raise Crash
        answer = await method(*args, **named)
        if calls == nth:
            raise Crash
        return answer

    return call


STEPS = [("sheets", "seal", 1), ("sheets", "seal", 2), ("results", "add", 1), ("results", "add", 2)]
STEPS += [("championships", "save", 1), ("sheets", "sums", 1), ("results", "find", 2)]


def told_of(play: Play, *kinds: type[Payload]) -> list[UUID]:
    """The ids of the events of these kinds about the championship."""
    id = UUID(play.championship)
    return [derive(id, kind.type, *([] if kind is ChampionshipAnnounced else ["1"])) for kind in kinds]


async def complete(app: App) -> None:
    for championship in await app.championships.being_published():
        await publication.complete_publication(app, championship)


async def test_a_crash_at_any_step_loses_and_doubles_nothing(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    await two_skills(play)
    await play.post(f"/championships/{play.championship}/publication", expect=202)
    for store, method, nth in STEPS:
        for before in (True, False):
            with monkeypatch.context() as patched:
                stands = getattr(play.app, store)
                patched.setattr(stands, method, crashing(getattr(stands, method), before=before, nth=nth))
                try:
                    await complete(play.app)
                except Crash:
                    continue
    await complete(play.app)
    results, championships = await play.told("results"), await play.told("championships")
    assert len({event["id"] for event in results}) == len(results) == 6
    assert [event["id"] for event in championships] == told_of(
        play, ChampionshipDescribed, ChampionshipAnnounced, ChampionshipPublished
    )
    assert (await play.app.championships.find_many({}))[0].stage is Stage.PUBLISHED


async def test_publishing_announces_what_was_not_announced(play: Play) -> None:
    await play.gather()
    await play.mark_all()
    await play.sign_all()
    assert (await play.get("/championships", by={}))["items"] == []
    await play.publish()
    found = (await play.get("/championships", by={}))["items"]
    assert [one["announced_at"] for one in found] == [found[0]["published_at"]]
    told = [event["id"] for event in await play.told("championships")]
    assert told == told_of(play, ChampionshipDescribed, ChampionshipAnnounced, ChampionshipPublished)


async def test_what_was_announced_is_not_announced_again(play: Play) -> None:
    await play.gather()
    await play.mark_all()
    await play.sign_all()
    announced = await play.post(f"/championships/{play.championship}/announcement")
    await play.publish()
    found = (await play.get("/championships", by={}))["items"]
    assert found[0]["announced_at"] == announced["announced_at"]
    told = [event["id"] for event in await play.told("championships")]
    assert told == told_of(play, ChampionshipDescribed, ChampionshipAnnounced, ChampionshipPublished)


async def test_publishing_again_changes_nothing(play: Play) -> None:
    await play.gather()
    await play.mark_all()
    await play.sign_all()
    await play.publish()
    state = await play.get(f"/championships/{play.championship}/publication")
    await play.publish()
    assert await play.get(f"/championships/{play.championship}/publication") == state
    assert len(await play.told("results")) == 3


async def test_two_workers_at_once_publish_once(play: Play) -> None:
    """A lease keeps them apart; where it does not, the documents do."""
    await play.gather()
    await play.mark_all()
    await play.sign_all()
    await play.post(f"/championships/{play.championship}/publication", expect=202)
    championship = (await play.app.championships.being_published())[0]
    await publication.complete_publication(play.app, championship)
    with pytest.raises(Exception, match=str(championship.id)):
        await publication.complete_publication(play.app, championship)
    assert len(await play.told("results")) == 3


async def test_a_correction_that_races_with_the_publication_is_in_the_results_or_refused(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The chief's sheet was read before it was sealed: its saving finds a newer version, and then the seal."""
    await play.gather()
    await play.mark_all()
    await play.sign_all()
    await play.post(f"/championships/{play.championship}/publication", expect=202)
    sealed = 0

    def late(save: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
        async def call(*args: Any, **named: Any) -> None:
            nonlocal sealed
            sealed += 1
            await complete(play.app)
            await save(*args, **named)

        return call

    for name in ("save", "save_batched"):
        monkeypatch.setattr(play.app.sheets, name, late(getattr(play.app.sheets, name)))
    body = {"measurement": "3", "reason": "Counted again"}
    problem = await play.mark("Бетин", "B1.01", body, "chief", expect=409)
    assert problem["type"].endswith("/sealed")
    assert sealed == 1


async def test_only_a_championship_that_is_being_published_is_completed(play: Play) -> None:
    await play.gather()
    championship = await play.app.championships.get((await play.app.championships.find_many({}))[0].id)
    await publication.complete_publication(play.app, championship)
    await publication.complete_publication(play.app, replace(championship, stage=Stage.PUBLISHED))
    assert await play.told("results") == []
