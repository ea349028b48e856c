"""The guarded write of a skill's places, for many who want them at the same moment."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from uuid import UUID

from competitions.domain.entering.places import Places
from competitions.domain.refusal import Refusal
from competitions.domain.skill import Skill
from competitions.wiring import App
from shared.errors import Stale
from shared.mongo.retry import RACERS, retry_on_conflict

Change = Callable[[Places], Awaitable[Places]]
Save = Callable[[Places], Awaitable[Places]]


async def write_again(app: App, skill_id: UUID) -> None:
    """Whatever others are deciding by what stands there is decided anew."""

    async def attempt() -> None:
        if known := await app.places.find(skill_id):
            await app.places.save(known)

    await retry_on_conflict(attempt, RACERS)


async def decide_with(app: App, skill: Skill, change: Change, save: Save | None = None) -> tuple[Places, list[UUID]]:
    """The guarded write: what stands afterwards, and whose entries it changed.

    Those who come at the same moment take turns in a process, and race between processes. `save`: another way than by a command of
    its own; where it cannot tell whether it was done, a change that was is found done, and nobody's entry is changed any more.
    """
    write = save or app.places.save

    async def on_newest() -> tuple[Places, list[UUID]]:
        known = await app.places.find(skill.id)
        return await _decided(known, change, write) if known else await _begun(app, skill, change)

    async with app.turns.of(skill.id):
        if recent := app.places.cached(skill.id):
            with suppress(Stale, Refusal):  # it may be older than the truth: whoever is refused by it is decided anew
                stored, concerned = await _decided(recent, change, write)
                if stored is not recent:
                    return stored, concerned
        return await retry_on_conflict(on_newest, RACERS)


async def decide(app: App, skill: Skill, change: Callable[[Places], Places]) -> tuple[Places, list[UUID]]:
    """The same, of what nothing else has to be looked up for."""

    async def changed(seen: Places) -> Places:
        return change(seen)

    return await decide_with(app, skill, changed)


async def _decided(seen: Places, change: Change, save: Save) -> tuple[Places, list[UUID]]:
    changed = await change(seen)
    if changed is seen:
        return seen, []
    return await save(changed), changed.changed_since(seen)


async def _begun(app: App, skill: Skill, change: Change) -> tuple[Places, list[UUID]]:
    """Of a skill in which nobody was entered yet."""
    seen = Places(skill.id, skill.championship_id)
    changed = await change(seen)
    if changed is seen:
        return seen, []
    if await app.places.add(changed) is not changed:
        raise Stale(str(skill.id))
    return changed, changed.changed_since(seen)
