"""The entries of a championship as its organiser looks through them."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from competitions.access import close_to, held_by, holds, leads, may_read
from competitions.domain.categories.groups import Categories, Category
from competitions.domain.championship import Championship, Stage
from competitions.domain.entering.leaving import is_free, is_in_time
from competitions.domain.member import normal_form
from competitions.domain.refusal import Unknown
from competitions.domain.registration import Registration, State
from competitions.domain.skill import Skill
from competitions.queries.consents import due_of_lacking
from competitions.queries.entering.categories import groups_of
from competitions.queries.entering.naming import named
from competitions.queries.entering.ordering import EVERYBODY, NEWEST, Order, TooMany, Whose, in_order, narrowed
from competitions.queries.entering.team import ShownMembers, members_of
from competitions.store.entries.wanted import Wanted
from competitions.store.registrations import MOST_COUNTED
from competitions.wiring import App
from shared.identity.principal import Principal

EXPORTED_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class EntryRow:
    registration: Registration
    skill: Skill
    name: str | None
    """None of who is erased."""
    born_on: date | None
    waiting_place: int | None
    people: tuple[str, ...] = ()
    """The names of a team's members, the captain's first."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What a list of entries may be narrowed to."""

    championship: Championship
    skills: Sequence[Skill]
    members: Sequence[str]
    groups: Categories


async def choices(app: App, championship_id: UUID, by: Principal) -> Choices:
    """Raises Unknown, Forbidden."""
    championship = await held_by(app, championship_id, by)
    members = await app.registrations.spellings(championship_id)
    skills, groups = await app.skills.of(championship_id), groups_of(app, championship)
    return Choices(championship, skills, sorted(members, key=normal_form), groups)


@dataclass(frozen=True, slots=True)
class EntriesPage:
    rows: Sequence[EntryRow]
    after: UUID | None
    counts: Mapping[State, int]
    """Of the whole championship; each up to MOST_COUNTED, which stands for more."""
    total: int
    """Of those that are wanted, up to MOST_COUNTED."""
    too_many: TooMany | None
    """What more of fit than are looked through."""

    @property
    def fits(self) -> bool:
        """Whether all that are wanted can be put in order, and acted upon at once."""
        return self.total < MOST_COUNTED


async def entries_page(
    app: App,
    among: Choices,
    wanted: Wanted,
    *,
    whose: Whose = EVERYBODY,
    order: Order = NEWEST,
    limit: int,
    after: UUID | None,
) -> EntriesPage:
    """In the order that is asked for; the newest first where more are wanted than can be put in order.

    `among`: as it was found for who looks.
    """
    championship, skills = among.championship, {skill.id: skill for skill in among.skills}
    people = await narrowed(app, championship, wanted, whose)
    (counts, total), (found, following) = await asyncio.gather(
        _counted(app, championship.id, people.wanted),
        _part(app, championship.id, people.wanted, skills, order, limit=limit, after=after),
    )
    rows = await entry_rows(app, found, skills)
    return EntriesPage(rows, following, counts, total, people.too_many)


async def _part(
    app: App,
    championship_id: UUID,
    wanted: Wanted,
    skills: Mapping[UUID, Skill],
    order: Order,
    *,
    limit: int,
    after: UUID | None,
) -> tuple[Sequence[Registration], UUID | None]:
    ids = None if order == NEWEST else await in_order(app, championship_id, wanted, skills, order)
    if ids is None:
        return await app.registrations.of_championship(championship_id, wanted, limit=limit, after=after)
    start = ids.index(after) + 1 if after in ids else 0
    part = ids[start : start + limit]
    return await _read(app, part), part[-1] if start + limit < len(ids) else None


async def _read(app: App, ids: Sequence[UUID]) -> Sequence[Registration]:
    """In that order, those that are still there."""
    found = {one.id: one for one in await app.registrations.some(ids)}
    return [found[id] for id in ids if id in found]


async def _counted(app: App, championship_id: UUID, wanted: Wanted) -> tuple[Mapping[State, int], int]:
    """Those of each state, and those that are wanted: no more of any than MOST_COUNTED."""
    counting = [app.registrations.count(championship_id, Wanted((state,))) for state in State]
    if wanted == Wanted(wanted.states):
        counts = dict(zip(State, await asyncio.gather(*counting), strict=True))
        return counts, min(sum(counts[state] for state in wanted.states or State), MOST_COUNTED)
    *counted, total = await asyncio.gather(*counting, app.registrations.count(championship_id, wanted))
    return dict(zip(State, counted, strict=True)), total


async def exported_entries(
    app: App, among: Choices, wanted: Wanted, *, whose: Whose, order: Order = NEWEST
) -> Sequence[EntryRow]:
    """All that are wanted, in the order of the list."""
    championship, skills = among.championship, {skill.id: skill for skill in among.skills}
    wanted = (await narrowed(app, championship, wanted, whose)).wanted
    rows: list[EntryRow] = []
    after: UUID | None = None
    ids = None if order == NEWEST else await in_order(app, championship.id, wanted, skills, order)
    if ids is not None:
        return await entry_rows(app, await _read(app, ids), skills)
    while True:
        part, after = await app.registrations.of_championship(
            championship.id, wanted, limit=EXPORTED_AT_ONCE, after=after
        )
        rows += await entry_rows(app, part, skills)
        if after is None:
            return rows


async def found_entries(
    app: App, among: Choices, wanted: Wanted, *, whose: Whose, order: Order = NEWEST
) -> Sequence[UUID]:
    """All that are wanted; none where they are more than can be acted upon at once."""
    championship, skills = among.championship, {skill.id: skill for skill in among.skills}
    people = await narrowed(app, championship, wanted, whose)
    if people.too_many:
        return ()
    return await in_order(app, championship.id, people.wanted, skills, order) or ()


async def entry_rows(
    app: App, registrations: Sequence[Registration], skills: Mapping[UUID, Skill]
) -> Sequence[EntryRow]:
    """With names, and where on the waiting list they stand."""
    people = await named(app, {id for one in registrations for id in (one.subject_id, *one.people)})
    queued = {one.skill_id for one in registrations if one.state is State.WAITING}
    places = {one.id: one for one in await app.places.some(queued)}
    return [
        EntryRow(
            one,
            skills[one.skill_id],
            people[one.subject_id].full_name if one.subject_id in people else None,
            people[one.subject_id].birth_date if one.subject_id in people else None,
            places[one.skill_id].place_of(one.id) if one.skill_id in places else None,
            tuple(people[id].full_name for id in one.people if one.team and id in people),
        )
        for one in registrations
    ]


async def chosen_entries(
    app: App, championship_id: UUID, ids: Sequence[UUID], by: Principal
) -> tuple[Championship, Sequence[EntryRow]]:
    """Those of `ids` that are entries of this championship, in that order. Raises Unknown, Forbidden."""
    championship = await held_by(app, championship_id, by)
    found = {one.id: one for one in await app.registrations.some(ids) if one.championship_id == championship_id}
    skills = {skill.id: skill for skill in await app.skills.of(championship_id)}
    return championship, await entry_rows(app, [found[id] for id in ids if id in found], skills)


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """One entry, as somebody who may read it sees it."""

    championship: Championship
    skill: Skill
    registration: Registration
    name: str | None
    waiting_place: int | None
    is_held: bool
    """Whether who looks is its organiser."""
    may_end: bool
    """Whether who looks may withdraw it, as things stand."""
    may_excuse: bool
    """Whether who looks may say that the competitor does not start, or does after all."""
    decline_until: datetime | None
    """Until when the person may say no to a place that became free."""
    consents_due: datetime | None = None
    """Until when the place is kept, where consents lack."""
    category: Category | None = None
    categories: Sequence[Category] = ()
    """Those of the ruleset."""
    members: ShownMembers | None = None
    """Of a team."""
    leads: bool = False
    """Whether who looks speaks for it, and is not its organiser alone."""
    may_leave: tuple[UUID, ...] = ()
    """Members of a team who may leave it now, by themselves or a guardian, who looks."""


async def entry_of(app: App, championship_id: UUID, registration_id: UUID, by: Principal) -> ShownEntry:
    """For the organiser, the jury, the person, and the guardians of who is not of age. Raises Unknown, Forbidden."""
    registration = await app.registrations.get(registration_id)
    await may_read(app, registration, by)
    if registration.championship_id != championship_id:
        raise Unknown("registration", registration_id)
    championship = await app.championships.get(championship_id)
    skill = await app.skills.get(registration.skill_id)
    (row,) = await entry_rows(app, [registration], {skill.id: skill})
    is_held = holds(championship, by)
    speaks = await leads(app, registration, by)
    theirs = is_held or speaks
    may_leave = theirs and is_free(registration, skill, championship)
    may_end = may_leave and (is_held or is_in_time(registration, championship, app.now()))
    due = await due_of_lacking(app, championship, registration)
    until = declinable_until(app, championship, registration) if may_leave else None
    return ShownEntry(
        championship,
        skill,
        registration,
        row.name,
        row.waiting_place,
        is_held,
        may_end,
        is_held and registration.is_competitor and championship.stage is Stage.EMBARGO,
        until,
        consents_due=due,
        category=(groups := groups_of(app, championship)).named(registration.category),
        categories=groups.all,
        members=await members_of(app, championship, registration, with_consents=theirs),
        leads=speaks,
        may_leave=await _leaving(app, registration, skill, championship, by),
    )


async def _leaving(
    app: App, entry: Registration, skill: Skill, championship: Championship, by: Principal
) -> tuple[UUID, ...]:
    may = is_free(entry, skill, championship) and is_in_time(entry, championship, app.now())
    if entry.team is None or not may or len(entry.people) == 1:
        return ()
    return tuple([id for id in entry.people if await close_to(app, id, by)])


def declinable_until(app: App, championship: Championship, registration: Registration) -> datetime | None:
    """Until when the person may say no to a place that became free; None where there is nothing to say no to any more."""
    moved = registration.moved_up_at
    until = moved + app.rulesets[championship.ruleset].entering.time_to_decline if moved else None
    return until if until and until > app.now() else None


async def held_entry(app: App, championship_id: UUID, registration_id: UUID, by: Principal) -> ShownEntry:
    """For the organiser alone. Raises Unknown, Forbidden."""
    await held_by(app, championship_id, by)
    return await entry_of(app, championship_id, registration_id, by)
