"""Many entrants from a file. Keeping it is one write; carrying it out may be interrupted and repeated anywhere."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from uuid import UUID

from competitions import events, team_events
from competitions.commands.entering.checked_imports import (
    must_be_in_one_category,
    must_be_pupils,
    must_be_taken,
    must_take,
    places_of,
)
from competitions.commands.keeping.erasures import ground_of
from competitions.commands.people import forget_person
from competitions.commands.places import leave_quietly, skill_of, take
from competitions.domain.categories.belonging import OtherCategory
from competitions.domain.championship import Championship
from competitions.domain.entering.crews import newcomers_of
from competitions.domain.entering.imports import Import, ImportOutdated, ImportStage, Line, by_skill
from competitions.domain.entering.teams import team_id
from competitions.domain.person import Person
from competitions.domain.refusal import Refusal, Unknown
from competitions.domain.registration import Registration, State
from competitions.domain.schools.pupils import PupilElsewhere, TooManyOfPupil
from competitions.domain.schools.school import School
from competitions.queries.entering.imports import import_of
from competitions.wiring import App
from shared.errors import Stale
from shared.events import Tombstone
from shared.identity.principal import Principal
from shared.mongo.retry import retry_on_conflict
from shared.process.sweeping import by_itself
from shared.side_by_side import some_at_a_time

SWEEP_SECONDS = 2.0


async def keep_import(app: App, import_id: UUID, by: Principal) -> Import:
    """All of it. A repeat completes it and changes nothing more.

    Raises Unknown, Forbidden, EmbargoOver, EntriesClosed, NotTakingEntries, ImportOver, ImportOutdated, SkillDropped, SkillSigned.
    """

    async def attempt() -> Import:
        found, championship, school = await import_of(app, import_id, by)
        kept = found.keep(app.now())
        if kept is found:
            return found
        must_be_taken(app, championship, school)
        for skill in await app.skills.some({line.skill_id for line in found.lines}):
            must_take(skill)
        try:
            await _must_be_true(app, championship, found, school)
        except ImportOutdated:
            if (await app.imports.get(import_id)).version != found.version:  # by what another request made of it
                raise Stale(str(import_id)) from None
            raise
        return await app.imports.save(kept)

    return await _or_elsewhere(app, await retry_on_conflict(attempt), _carry_out)


async def undo_import(app: App, import_id: UUID, by: Principal) -> Import:
    """Takes back what nobody has changed since. A repeat changes nothing. Raises Unknown, Forbidden, ImportOver."""
    return await _or_elsewhere(app, await _move(app, import_id, by, lambda found: found.undo(app.now())), _undo)


async def tell_import(app: App, import_id: UUID, by: Principal) -> Import:
    """The letters go now, and the import stays. A repeat changes nothing. Raises Unknown, Forbidden, ImportOver."""
    return await _or_elsewhere(app, await _move(app, import_id, by, lambda found: found.tell()), _tell)


async def _or_elsewhere(app: App, found: Import, work: Callable[[App, Import], Awaitable[Import]]) -> Import:
    """The worker takes up what is under way, too: who comes second finds it done, or nearly."""
    try:
        return await work(app, found)
    except Stale:
        return await app.imports.get(found.id)


async def sweep_imports(app: App) -> None:
    """Completes what a kill left half done, and tells people when the hour is over, until cancelled."""
    while True:
        async for found in app.imports.unfinished():
            with by_itself("import", found.id):
                await _complete(app, found)
        await asyncio.sleep(SWEEP_SECONDS)


async def _complete(app: App, found: Import) -> None:
    match found.stage:
        case ImportStage.UNDOING:
            await _undo(app, found)
        case ImportStage.TELLING:
            await _tell(app, found)
        case _:
            kept = await _carry_out(app, found)
            if kept.undo_until and app.now() >= kept.undo_until:
                await _tell(app, await app.imports.save(kept.tell()))


async def _carry_out(app: App, kept: Import) -> Import:
    if kept.stage is not ImportStage.KEPT or all(line.entrant is None for line in kept.lines):
        return kept
    people = {line.person_id: person for line in kept.lines if (person := _person(kept, line))}
    guardians = {person.id: person for line in kept.lines if (person := _new_guardian(kept, line))}
    told = events.person_changed(app.now(), app.settings.time_zone)
    await some_at_a_time(guardians.values(), lambda person: app.people.add(person, told))
    await some_at_a_time(people.values(), lambda person: app.people.add(person, told))
    for skill_id, lines in by_skill(kept.lines).items():
        try:
            await _enter(app, kept, skill_id, lines)
        except Refusal:  # something changed since it was found true: all of it is taken back
            await _undo(app, await app.imports.save(kept.undo(app.now())))
            raise
    try:
        return await app.imports.save(kept.there())
    except Stale:
        return await _found_moved_on(app, kept.id)


async def _enter(app: App, kept: Import, skill_id: UUID, lines: Sequence[Line]) -> None:
    """Raises AlreadyRegistered, SkillFull, SkillDropped, SkillSigned, ChampionshipCancelled."""
    skill, championship = await skill_of(app, skill_id)
    must_take(skill)
    await take(app, skill, championship, newcomers_of(lines), kept.by, is_quiet=True)
    must_take(await app.skills.get(skill_id))  # whoever dropped it meanwhile may not have seen them


async def _found_moved_on(app: App, import_id: UUID) -> Import:
    """Another process was faster. Where it was even taken back since, what came after that is taken back as well."""
    now = await app.imports.get(import_id)
    return await _undo(app, now) if now.stage in {ImportStage.UNDOING, ImportStage.UNDONE} else now


def _new_guardian(kept: Import, line: Line) -> Person | None:
    entrant = line.entrant
    if entrant is None or entrant.guardian is None or line.guardian_id is None or not line.is_new_guardian:
        return None
    return entrant.guardian.person(line.guardian_id, kept.organisation, entrant.language)


def _person(kept: Import, line: Line) -> Person | None:
    entrant = line.entrant
    if entrant is None or not line.is_new_person:
        return None
    return Person(
        line.person_id,
        kept.organisation,
        entrant.family_name,
        entrant.given_name,
        entrant.patronymic,
        birth_date=entrant.birth_date,
        language=entrant.language,
        email=entrant.email,
        phone=entrant.phone,
        time_zone=entrant.time_zone,
        course=entrant.course,
        guardians=(line.guardian_id,) if line.guardian_id else (),
        brought_in=kept.championship_id if kept.by_school else None,
    )


async def _tell(app: App, found: Import) -> Import:
    """Who heard of something later is not told of the beginning any more."""
    for skill_id, lines in by_skill(found.lines).items():
        _, championship = await skill_of(app, skill_id)
        places = await app.places.of_skill(skill_id, championship.id)
        for one in await app.registrations.some([line.registration_id for line in lines]):
            if one.state in {State.ENTERED, State.WAITING} and len(one.history) == 1:
                told = (events.of_entry(one, places.place_of(one.id)), *team_events.of_asked(one, app.now()))
                with suppress(Stale):  # somebody changes it this very moment, and tells that
                    await app.registrations.save(one, *told)
    return await _become(app, found, ImportStage.DONE)


async def _undo(app: App, found: Import) -> Import:
    left = 0
    for skill_id, lines in by_skill(found.lines).items():
        skill, championship = await skill_of(app, skill_id)
        known = await app.registrations.some([line.registration_id for line in lines])
        untouched = [one for one in known if _is_untouched(one)]
        left += len(known) - len(untouched)
        gone = [one.id for one in untouched if await _removed(app, one)]
        left += len(untouched) - len(gone)
        # After their registrations: whoever is confirmed this very moment keeps both. A repeat finds those that are gone.
        there = {one.id for one in known} - set(gone)
        await leave_quietly(
            app, [id for line in lines if (id := line.registration_id) not in there], skill, championship
        )
    for person_id in {line.person_id for line in found.lines if line.is_new_person}:
        await _forget(app, person_id)
    for guardian_id in found.new_guardians:  # after their wards, for whom they are kept
        await _forget(app, guardian_id)
    return await _become(app, found, ImportStage.UNDONE, left, *await _teams_gone(app, found))


async def _removed(app: App, registration: Registration) -> bool:
    """False where somebody has changed it since it was read."""
    try:
        await app.registrations.remove(registration)
    except Stale:
        return False
    except Unknown:  # by the worker, or by the request, whichever was faster
        pass
    return True


def _is_untouched(registration: Registration) -> bool:
    """Nobody has done anything to it, and nothing of it was told: who moved up meanwhile has heard so, and stays."""
    return len(registration.history) == 1 and registration.absence is None


async def _forget(app: App, person_id: UUID) -> None:
    """Who came with the file, and is in nothing else and kept for nothing."""
    person = await app.people.find(person_id)
    if person is None or person.erased_at or person.version > 1:
        return
    ids = await app.people.ids_of_one(person)
    if not await app.registrations.of_people(ids) and await ground_of(app, person, ids) is None:
        await forget_person(app, person_id, ids=ids)


async def _teams_gone(app: App, found: Import) -> list[Tombstone]:
    """What others were told of teams that were taken back."""
    teams = {line.registration_id for line in found.lines if line.in_team}
    there = {one.id for one in await app.registrations.some(teams)}
    return [team_events.team_gone(team_id(id), app.now()) for id in sorted(teams - there)]


async def _become(app: App, found: Import, stage: ImportStage, left: int = 0, *told: Tombstone) -> Import:
    if found.stage is stage:
        return found
    return await app.imports.save(replace(found.there(), stage=stage, left=left), *told)


async def _move(app: App, import_id: UUID, by: Principal, change: Callable[[Import], Import]) -> Import:
    async def attempt() -> Import:
        found, _, _ = await import_of(app, import_id, by)
        changed = change(found)
        return found if changed is found else await app.imports.save(changed)

    return await retry_on_conflict(attempt)


async def _must_be_true(app: App, championship: Championship, found: Import, school: School | None) -> None:
    """Nobody of it was added, or entered there or in another category, since the file was checked. Raises ImportOutdated."""
    entrants = [line.entrant for line in found.lines if line.entrant]
    people = await app.people.identified(found.organisation, {one.identity for one in entrants})
    listed = {places.id: places.subjects for places in await places_of(app, entrants)}
    for line in found.lines:
        is_known = line.entrant is not None and line.entrant.identity in people
        if is_known is line.is_new_person or line.person_id in listed.get(line.skill_id, ()):
            raise ImportOutdated(found.id)
    try:
        await must_be_in_one_category(app, championship, found.lines)
        if school:
            await must_be_pupils(app, school, {}, found.lines)
    except (OtherCategory, PupilElsewhere, TooManyOfPupil):
        raise ImportOutdated(found.id) from None
