"""Merging two records of one person, and parting them. What was entered, marked, issued or consented under an id keeps it."""

from functools import partial
from uuid import UUID

from competitions import events
from competitions.commands.place_writes import write_again
from competitions.domain.person import Person
from competitions.domain.records.merging import (
    BothTakePart,
    TwoCategories,
    alike_again,
    merged,
    must_be_in_one_category,
    parted,
    told_apart,
)
from competitions.domain.registration import Registration
from competitions.queries.consenting.publicity import in_line
from competitions.queries.people import kept_by
from competitions.wiring import App
from shared.errors import Stale
from shared.identity.principal import Principal
from shared.mongo.retry import retry_on_conflict


async def merge(
    app: App, going_id: UUID, staying_id: UUID, facts: Person | None, seen_version: int, by: Principal
) -> Person:
    """`going_id` is an alias of `staying_id` from now on. `facts`: what the record that stays is to say; None: what it says.

    `seen_version`: of the record that stays. Returns that record. A repeat changes nothing.
    Raises Unknown, Forbidden, Stale, BothTakePart, TwoCategories, and what `merged` raises.
    """
    going, staying = await kept_by(app, going_id, by), await kept_by(app, staying_id, by)
    alias = merged(going, staying, await app.people.aliases_of([going.id]))
    if alias is going:
        await _must_not_have_met(app, alias, staying)
        return staying
    if staying.version != seen_version:
        raise Stale(str(staying.id))
    await _must_not_meet(app, going.id, await app.people.ids_of_one(staying))
    told = events.person_changed(app.now(), app.settings.time_zone)
    # Written in any case: of two who merge this record at once, in whichever direction, the second has to look again.
    kept = await app.people.save(await in_line(app, staying.corrected(facts or staying)), told)
    await _must_not_have_met(app, await app.people.save(alias, told), kept)
    return kept


async def part(app: App, alias_id: UUID, by: Principal) -> Person:
    """Takes a merge back: the record is one of its own again, as it was. Raises Unknown, Forbidden, NotMerged."""

    async def once() -> Person:
        alone = parted(await kept_by(app, alias_id, by))
        return await app.people.save(alone, events.person_changed(app.now(), app.settings.time_zone))

    return await retry_on_conflict(once)


async def tell_apart(app: App, one_id: UUID, other_id: UUID, by: Principal) -> None:
    """They are two people, and are not shown as one any more. A repeat changes nothing.

    Raises Unknown, Forbidden, SameRecord, AlreadyMerged.
    """

    async def once() -> None:
        one, other = await kept_by(app, one_id, by), await kept_by(app, other_id, by)
        apart = told_apart(one, other)
        if apart is not one:
            await app.people.save(apart)

    await retry_on_conflict(once)


async def show_alike_again(app: App, one_id: UUID, other_id: UUID, by: Principal) -> None:
    """Takes it back, whichever of the two it was said of. A repeat changes nothing. Raises Unknown, Forbidden."""

    async def once(one_id: UUID, other_id: UUID) -> None:
        one, other = await kept_by(app, one_id, by), await kept_by(app, other_id, by)
        if other.id in one.apart_from:
            await app.people.save(alike_again(one, other))

    await retry_on_conflict(partial(once, one_id, other_id))
    await retry_on_conflict(partial(once, other_id, one_id))


async def _must_not_have_met(app: App, alias: Person, staying: Person) -> None:
    """Who is given a place while two records become one is decided by the ids of before: that is found here, or finds itself stale.

    Raises BothTakePart, TwoCategories, and the records are two again.
    """
    others = [id for id in await app.people.ids_of_one(staying) if id != alias.id]
    ids = [alias.id, *others]
    for skill_id in await _skills_of(app, ids, await _entries_of(app, ids)):
        await write_again(app, skill_id)
        await retry_on_conflict(partial(_write_skill_again, app, skill_id))
    try:
        await _must_not_meet(app, alias.id, others)
    except (BothTakePart, TwoCategories):
        await app.people.save(parted(alias), events.person_changed(app.now(), app.settings.time_zone))
        raise


async def _write_skill_again(app: App, skill_id: UUID) -> None:
    """Whoever appoints to its jury, too."""
    await app.skills.save(await app.skills.get(skill_id))


async def _must_not_meet(app: App, going: UUID, staying: list[UUID]) -> None:
    """Nobody is twice in one skill, or in two categories. Raises BothTakePart, TwoCategories."""
    ours, theirs = await _entries_of(app, [going]), await _entries_of(app, staying)
    both = await _skills_of(app, [going], ours) & await _skills_of(app, staying, theirs)
    for skill_id in sorted(both):
        raise BothTakePart((await app.skills.get(skill_id)).number)
    must_be_in_one_category((one.championship_id, one.category) for one in (*ours, *theirs))


async def _entries_of(app: App, subjects: list[UUID]) -> list[Registration]:
    return [one for id in subjects for one in await app.registrations.of_person(id) if not one.has_ended]


async def _skills_of(app: App, subjects: list[UUID], entries: list[Registration]) -> set[UUID]:
    judged = {skill.id for skill in await app.skills.of_experts(subjects)}
    return {one.skill_id for one in entries} | judged | {*await app.places.holding(subjects)}
