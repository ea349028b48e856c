"""Who never consented is erased by itself, where nothing else keeps them. The worker plans it and carries it out."""

import asyncio
from collections.abc import Collection
from uuid import UUID

from competitions.commands.people import forget_person
from competitions.domain.championship import Championship
from competitions.domain.consents.erasure import Erasure, Ground
from competitions.domain.consents.records import Consents
from competitions.domain.consents.voices import was_agreed
from competitions.domain.person import Person
from competitions.domain.registration import Registration
from competitions.queries.consents import entry_due
from competitions.wiring import App
from shared.process.sweeping import by_itself

SWEEP_SECONDS = 60.0


async def sweep_erasures(app: App) -> None:
    """Until cancelled. A repeat finds done what was done."""
    while True:
        await erase_the_forgotten(app)
        await asyncio.sleep(SWEEP_SECONDS)


async def erase_the_forgotten(app: App) -> None:
    async for entry in app.registrations.ended_unseen():
        with by_itself("erasure", entry.id):
            await _plan(app, entry)
    async for erasure in app.erasures.to_look_at(app.now()):
        with by_itself("erasure", erasure.id):
            await _carry_out(app, erasure)


async def _plan(app: App, entry: Registration) -> None:
    """Of an entry that ended: first what follows is planned, then that it was seen."""
    championship = await app.championships.find(entry.championship_id)
    if championship:
        for subject_id in (*entry.people, *_typed_mentor(entry)):
            await _plan_of(app, championship, entry, subject_id)
    await app.registrations.save(entry.seen())


def _typed_mentor(entry: Registration) -> tuple[UUID, ...]:
    """Who was written down with the team, and is nobody else here."""
    team = entry.team
    return (team.mentor,) if team and team.mentor and team.is_mentor_new else ()


async def _plan_of(app: App, championship: Championship, entry: Registration, subject_id: UUID) -> None:
    if await _is_to_go(app, championship, subject_id):
        planned = _erasure(app, championship, entry, subject_id)
        known = await app.erasures.add(planned)
        if known is not planned and known.done_at is None:  # entered again meanwhile, and asked again
            await app.erasures.save(known.planned_again(planned))


async def _is_to_go(app: App, championship: Championship, subject_id: UUID) -> bool:
    """Whether a consent was needed and nobody ever gave one, and no entry of theirs in the championship goes on."""
    rules = app.rulesets[championship.ruleset].consents
    if not rules.required or rules.deadlines.erase_after_days is None:
        return False
    person = (await app.people.by_id([subject_id])).get(subject_id)
    if person is None:
        return False
    ids = await app.people.ids_of_one(person)
    if await app.registrations.holding(championship.id, ids):
        return False
    records = await app.consents.about(championship.id, ids)
    given = [record for by_giver in records.values() for record in by_giver.values()]
    return not was_agreed(person, ids, given, app.settings.zone)


def _erasure(app: App, championship: Championship, entry: Registration, subject_id: UUID) -> Erasure:
    ended_at = entry.history[-1].at if entry.history else app.now()
    due_at = entry_due(app, championship, entry) or championship.deadlines.consents_due or ended_at
    erase_at = app.rulesets[championship.ruleset].consents.deadlines.erase_at(max(due_at, ended_at))
    id = app.erasures.id_of(championship.id, subject_id)
    return Erasure(id, championship.id, championship.organisation, subject_id, due_at, erase_at, erase_at)


async def _carry_out(app: App, erasure: Erasure) -> None:
    """The person goes first, under all ids, then the guardians who were kept for nothing but to be asked."""
    known = await app.people.by_id([erasure.subject_id])
    if person := known.get(erasure.subject_id):
        ids = await app.people.ids_of_one(person)
        records = await app.people.some(ids)
        is_half_gone = any(one.erased_at for one in records)  # a kill: what is left says too little to be judged by
        if not is_half_gone and (ground := await ground_of(app, person, ids)):
            await app.erasures.save(erasure.kept(ground, app.now()))
            return
        erasure = await app.erasures.save(erasure.begun({id for one in records for id in one.guardians}, ids))
        await forget_person(app, person.id, ids=ids)
    for guardian in (await app.people.by_id(erasure.guardians)).values():
        ids = await app.people.ids_of_one(guardian)
        is_ours = guardian.organisation == erasure.organisation
        if is_ours and not await ground_of(app, guardian, ids, without=erasure.subject_ids):
            await forget_person(app, guardian.id, ids=ids)
    await app.erasures.save(erasure.done(app.now()))


async def ground_of(app: App, person: Person, ids: Collection[UUID], without: Collection[UUID] = ()) -> Ground | None:
    """What somebody is kept for, under whichever of their `ids`. None: for nothing.

    `without`: the ids of who went because no consent about them came about: what was said of them proves nothing.
    """
    entries = [entry for id in ids for entry in await app.registrations.of_person(id)]
    entries += await app.registrations.mentored_by(ids)
    grounds = {
        Ground.ENTRY: any(not entry.has_ended for entry in entries),
        Ground.RESULT: any(entry.was_confirmed for entry in entries),
        Ground.AWARD: await app.awards.are_any_of(ids),
        Ground.CONSENT: await _ever_consented(app, person, ids, without),
        Ground.JURY: bool(await app.skills.of_experts(ids) or await app.skills.knowing(*ids)),
        Ground.DUTY: await app.rosters.is_held_by(ids),
        Ground.WARD: bool(await app.people.wards(ids)),
    }
    return next((ground for ground, is_there in grounds.items() if is_there), None)


async def _ever_consented(app: App, person: Person, ids: Collection[UUID], without: Collection[UUID]) -> bool:
    """About themselves, with every voice that it takes; or, as a guardian, about others who are not `without`."""
    about: dict[UUID, list[Consents]] = {}
    for record in await app.consents.ever_given(ids):
        if record.subject_id in ids:
            about.setdefault(record.championship_id, []).append(record)
        elif record.subject_id not in without:
            return True
    return any(was_agreed(person, ids, records, app.settings.zone) for records in about.values())
