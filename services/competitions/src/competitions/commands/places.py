"""Places given and given back. Registrations follow what the one write decided: at once here, after a kill by the worker."""

import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from uuid import UUID

from competitions import events, team_events
from competitions.commands.keeping.putting_off import put_off_erasures
from competitions.commands.newcomers import with_all_ids, with_ids
from competitions.commands.place_writes import decide, decide_with
from competitions.domain.championship import Championship, Stage
from competitions.domain.entering.changes import Change
from competitions.domain.entering.codes import drawn
from competitions.domain.entering.listed import Listed, Newcomer
from competitions.domain.entering.places import Places
from competitions.domain.entering.teams import Team, same_members
from competitions.domain.preparation.quotas import NO_PLACES, Quota
from competitions.domain.registration import Registration, State, Step
from competitions.domain.skill import Skill
from competitions.queries.entering.entries import declinable_until
from competitions.wiring import App
from shared.errors import Stale
from shared.mongo.retry import retry_on_conflict
from shared.side_by_side import some_at_a_time

Swap = tuple[UUID | None, UUID | None]
"""Who leaves a team, and who comes: one of them at least."""


async def take(
    app: App,
    skill: Skill,
    championship: Championship,
    newcomers: Sequence[Newcomer],
    by: str,
    *,
    is_quiet: bool = False,
) -> list[Registration]:
    """Each has a place or a number on the waiting list afterwards: their registrations, in order. A repeat changes nothing.

    `is_quiet`: they are told later.

    Raises AlreadyRegistered, SkillFull; Unknown for who is being erased.
    """
    at, known = app.now(), app.places.cached(skill.id)
    others = await put_off_erasures(app, newcomers)

    async def enter(seen: Places) -> Places:
        # Nothing came between: these were looked up after those places were read or written.
        all_ids = with_ids(others, newcomers) if seen is known else await with_all_ids(app, newcomers)
        return seen.enter(all_ids, skill.places, at, by, is_quiet=is_quiet)

    places, _ = await decide_with(app, skill, enter, app.places.save_batched)
    return await settle(app, places, skill, championship, [newcomer.registration_id for newcomer in newcomers])


async def give_back(app: App, registration: Registration, skill: Skill, championship: Championship) -> Registration:
    """What an entry that ended has held goes to the next who waits, until there are results. A repeat changes nothing."""
    if not registration.is_listed:
        return registration
    await leave_quietly(app, [registration.id], skill, championship)
    return await app.registrations.save(registration.given_back())


async def give_back_all(app: App, registrations: Iterable[Registration]) -> None:
    """The same for several that ended, with one write a skill. What others are giving back this very moment is left to them."""
    by_skill: dict[UUID, list[Registration]] = {}
    for one in registrations:
        if one.is_listed:
            by_skill.setdefault(one.skill_id, []).append(one)
    for skill_id, ended in by_skill.items():
        skill, championship = await skill_of(app, skill_id)
        await leave_quietly(app, [one.id for one in ended], skill, championship)
        await some_at_a_time(ended, partial(_unlisted, app))


async def _unlisted(app: App, registration: Registration) -> None:
    with suppress(Stale):
        await app.registrations.save(registration.given_back())


async def leave_quietly(app: App, registration_ids: Sequence[UUID], skill: Skill, championship: Championship) -> None:
    """Their places go to the next who wait, until there are results. Who leaves is told elsewhere, or was told of nothing."""
    quota = _given(skill, championship)
    places, moved = await decide(app, skill, lambda seen: seen.leave(set(registration_ids), quota))
    await settle(app, places, skill, championship, moved)


def _given(skill: Skill, championship: Championship) -> Quota:
    """To those who wait, once there are results: nothing."""
    return skill.places if championship.stage is Stage.EMBARGO else NO_PLACES


async def pass_on(
    app: App, given: Registration, to: Newcomer, skill: Skill, championship: Championship, by: str
) -> None:
    """Somebody else takes the place of `given`, and the number. A repeat changes nothing.

    Raises AlreadyRegistered; Unknown for who is being erased.
    """
    at = app.now()

    async def replaced(seen: Places) -> Places:
        [newcomer] = await with_all_ids(app, [to])
        return seen.replace(given.id, newcomer, at, by)

    await put_off_erasures(app, [to])
    places, _ = await decide_with(app, skill, replaced)
    await settle(app, places, skill, championship, [to.registration_id])


async def come_over(
    app: App, registration: Registration, to: Newcomer, change: Change, skill: Skill, championship: Championship
) -> None:
    """An entry of another skill comes to this one; after that the other knows it no more. A repeat changes nothing.

    Raises NoPlaceFree, AlreadyRegistered, SkillFull, ChampionshipCancelled.
    """
    moved_from, holds_place = registration.skill_id, registration.has_place

    async def with_it(seen: Places) -> Places:
        [newcomer] = await with_all_ids(app, [to])
        return seen.come_over(newcomer, change, moved_from, skill.places, holds_place=holds_place)

    places, _ = await decide_with(app, skill, with_it)
    await settle(app, places, skill, championship, [registration.id])


async def become_of_member(
    app: App, registration: Registration, member: str, change: Change, skill: Skill, championship: Championship
) -> None:
    """The entry is another member's. A repeat changes nothing."""
    places, concerned = await decide(
        app, skill, lambda seen: seen.of_member(registration.id, member, change, skill.places)
    )
    await settle(app, places, skill, championship, [registration.id, *concerned])


async def replace_in(
    app: App, entry: Registration, team: Team, swap: Swap, change: Change, skill: Skill, championship: Championship
) -> None:
    """A member leaves `team`, the entry's, or somebody comes, or both: of whoever is in it by then. A repeat changes nothing.

    Raises NotInTeam, LastOfTeam, NoRoomInTeam, TeamUnfit, AlreadyRegistered; Unknown for who is being erased.
    """

    def joined(now: Team) -> Newcomer:
        became = team.of(now.members, now.vacant).swapped(*swap)
        return Newcomer(entry.id, entry.subject_id, entry.member, entry.category, team=became)

    async def with_them(seen: Places) -> Places:
        known = seen.entry(entry.id)
        if known is None or known.team is None or known.was_made_by(change):
            return seen
        [newcomer] = await with_all_ids(app, [joined(known.team)])
        return seen.of_team(newcomer, change)

    await put_off_erasures(app, [joined(team)])
    places, _ = await decide_with(app, skill, with_them)
    await settle(app, places, skill, championship, [entry.id])


async def fill(app: App, skill: Skill, championship: Championship) -> None:
    """After a quota was raised: the places that there are now go to those who wait."""
    places, moved = await decide(app, skill, lambda seen: seen.filled(skill.places))
    await settle(app, places, skill, championship, moved)


async def close(app: App, skill: Skill) -> None:
    """Nobody is entered in it from now on, and nobody moves up. A repeat changes nothing."""
    await decide(app, skill, lambda seen: seen.closed())


async def respell(app: App, championship_id: UUID, names: Mapping[str, str]) -> None:
    """Members get the names that the organiser's list has: quotas go by them from now on."""
    for skill in await app.skills.of(championship_id):
        await decide(app, skill, lambda seen: seen.respelt(names))


async def skill_of(app: App, skill_id: UUID) -> tuple[Skill, Championship]:
    skill = await app.skills.get(skill_id)
    return skill, await app.championships.get(skill.championship_id)


async def settle(
    app: App, places: Places, skill: Skill, championship: Championship, registration_ids: Collection[UUID]
) -> list[Registration]:
    """The registrations say what stands in `places`, and whom it concerns is told, in one write each; some at a time.

    Those registrations, in order.
    """
    entries = [entry for id in registration_ids if (entry := places.entry(id))]
    return await some_at_a_time(entries, partial(_followed, app, places, skill, championship))


async def _followed(app: App, places: Places, skill: Skill, championship: Championship, entry: Listed) -> Registration:
    return await retry_on_conflict(partial(_follow, app, entry, places, skill, championship))


async def _follow(app: App, entry: Listed, places: Places, skill: Skill, championship: Championship) -> Registration:
    made = _registration(entry, skill)
    told = () if entry.is_quiet else (events.of_entry(made, places.place_of(made.id)),)
    found = await app.registrations.add(made, *told, *team_events.of_new(made, is_quiet=entry.is_quiet))
    if entry.instead_of:
        await _replaced(app, entry.instead_of, entry)
    if entry.change:
        found = await _changed(app, found, entry.change, entry, places, skill, championship)
    if found.skill_id != skill.id:
        return found
    moved = found.move_up(app.now()) if entry.has_place else found
    if moved is found:
        return found
    until = declinable_until(app, championship, moved)
    return await app.registrations.save(moved, events.of_promotion(moved, until))


async def _changed(
    app: App,
    found: Registration,
    change: Change,
    entry: Listed,
    places: Places,
    skill: Skill,
    championship: Championship,
) -> Registration:
    """The entry says what the changes made of it, and gives back what it had elsewhere after that.

    By what stands there now, which was looked up after `found` was: a change may be followed later than the one that came after it.
    """
    newest = await app.places.find(skill.id)
    entry = (newest and newest.entry(found.id)) or entry
    change = entry.change or change
    if not found.knows(change):
        if found.has_ended or found.skill_id not in {skill.id, entry.moved_from}:
            if entry.moved_from:  # it ended there, or went elsewhere, before it was here
                await leave_quietly(app, [found.id], skill, championship)
            return found
        became = found.become(change, entry.whereabouts(skill.id))
        if found.team and became.team and not same_members(found.team, became.team):
            told = team_events.of_members(found.team, became.team, became, change)
        else:
            told = (events.of_entry(became, places.place_of(became.id)),)
        found = await app.registrations.save(became, *told)
    if entry.moved_from and found.skill_id == skill.id:
        other, _ = await skill_of(app, entry.moved_from)
        quota = _given(other, championship)
        left, moved = await decide(app, other, lambda seen: seen.gone(found.id, change.at, quota))
        await settle(app, left, other, championship, moved)
    return found


async def _replaced(app: App, id: UUID, by: Listed) -> None:
    given = await app.registrations.get(id)
    if given.has_ended:
        return
    ended = given.end(Step(State.REPLACED, by.at, by.by), by.registration_id).given_back()
    await app.registrations.save(ended, events.of_end(ended))


def _registration(entry: Listed, skill: Skill) -> Registration:
    state = State.ENTERED if entry.has_place else State.WAITING
    return Registration(
        entry.registration_id,
        skill.championship_id,
        skill.id,
        entry.subject_id,
        entry.member,
        entry.category,
        state=state,
        sequence=entry.sequence,
        entered_at=entry.at,
        team=entry.team and entry.team.asking(entry.registration_id),
        code=drawn(secrets.choice),
        history=(Step(state, entry.at, entry.by),),
    )
