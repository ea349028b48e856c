"""Before consents are due who has not answered is reminded; afterwards the place goes to the next. The worker does both."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from competitions import events
from competitions.commands.consents import record_of, unwritten
from competitions.commands.places import give_back
from competitions.domain.championship import Championship, Stage
from competitions.domain.consents.deadlines import Terms
from competitions.domain.consents.records import Consents, Reminded, Reminder
from competitions.domain.registration import Registration, State, Step
from competitions.queries.consents import ConsentsOfPerson, Voice, entered_people, entry_due
from competitions.wiring import App
from shared.mongo.retry import retry_on_conflict
from shared.process.sweeping import by_itself

AT_ONCE = 200


async def sweep_deadlines(app: App) -> None:
    """Keeps the deadlines of all championships, until cancelled. What was done is found done, and told once."""
    while True:
        await keep_deadlines(app)
        await asyncio.sleep(app.settings.consents_grace_seconds / 2)


async def keep_deadlines(app: App) -> None:
    for championship_id in await app.registrations.with_unconfirmed():
        with by_itself("deadlines", championship_id):
            await _keep(app, championship_id)


async def _keep(app: App, championship_id: UUID) -> None:
    championship = await app.championships.get(championship_id)
    if not _may_be_time(app, championship):
        return
    after: UUID | None = None
    while True:
        entries, after = await app.registrations.unconfirmed(championship_id, limit=AT_ONCE, after=after)
        rows = await entered_people(app, championship, {person for entry in entries for person in entry.people})
        lacking = {row.person.id: row for row in rows if row.lacking}
        for entry in entries:
            rows = [lacking[person] for person in entry.people if person in lacking]
            if rows:
                with by_itself("deadline", entry.id):
                    await _look_after(app, championship, rows, entry)
        if after is None:
            return


def _may_be_time(app: App, championship: Championship) -> bool:
    """Whether anything can be due: most championships are looked at in vain."""
    rules = app.rulesets[championship.ruleset].consents
    planned, now = championship.deadlines.consents_due, app.now()
    if not rules.required or championship.cancelled:
        return False
    if championship.is_over(now):
        return True
    if planned is None:
        return rules.deadlines.days_after_entry is not None
    return planned - rules.deadlines.longest_notice <= now


async def _look_after(
    app: App, championship: Championship, rows: Sequence[ConsentsOfPerson], entry: Registration
) -> None:
    """`rows`: of who competes by the entry, and lacks something."""
    if any(is_lost(app, championship, row, entry) for row in rows):
        await retry_on_conflict(partial(_lapse, app, entry.id))
    else:
        for row in rows:
            await _remind(app, championship, row, entry)


def is_lost(app: App, championship: Championship, row: ConsentsOfPerson, entry: Registration) -> bool:
    """Whether the entry ends because of what it lacks: with a place when the consents were due, on the waiting list when the
    championship is over. Who was confirmed once keeps the place."""
    if not row.lacking or entry.was_confirmed or entry.has_ended:
        return False
    if entry.state is State.WAITING:
        return championship.is_over(app.now())
    due, terms = entry_due(app, championship, entry), app.rulesets[championship.ruleset].consents.deadlines
    if due is None:
        return False
    dues = [terms.due_of(due, voice.written_at, app.now()) for voice in _waited_for(row)]
    return max([due, *dues]) + timedelta(seconds=app.settings.consents_grace_seconds) <= app.now()


def _waited_for(row: ConsentsOfPerson) -> list[Voice]:
    return [voice for voice in row.voices if voice.giver.id in row.wanted]


async def _lapse(app: App, registration_id: UUID) -> None:
    """Decided anew of what stands now: it is said in the entry first, and the place is given back after that."""
    entry = await app.registrations.get(registration_id)
    championship = await app.championships.get(entry.championship_id)
    skill = await app.skills.get(entry.skill_id)
    rows = await entered_people(app, championship, entry.people)
    if not any(is_lost(app, championship, row, entry) for row in rows):
        return
    if skill.signature and championship.stage is Stage.EMBARGO:
        return  # what is signed stands until it is published
    ended = entry.end(Step(State.LAPSED, app.now()))
    saved = await app.registrations.save(ended, events.of_end(ended))
    await give_back(app, saved, skill, championship)


async def _remind(app: App, championship: Championship, row: ConsentsOfPerson, entry: Registration) -> None:
    """Most are looked at in vain, every time: a record is made, and read anew, only for who is to be written to now."""
    due, terms = entry_due(app, championship, entry), app.rulesets[championship.ruleset].consents.deadlines
    if due is None or entry.was_confirmed:
        return
    for voice in _waited_for(row):
        known = voice.consents or unwritten(championship.id, row.person.id, voice.giver.id)
        if _reminded(terms, known, due, app.now())[1]:
            await retry_on_conflict(partial(_remind_one, app, championship, known, due))


async def _remind_one(app: App, championship: Championship, seen: Consents, entry_due_at: datetime) -> None:
    consents = await record_of(app, championship.id, seen.subject_id, seen.giver_id)
    terms = app.rulesets[championship.ruleset].consents.deadlines
    reminded, happened = _reminded(terms, consents, entry_due_at, app.now())
    if happened:
        await app.consents.save(reminded, events.of_reminder(reminded, happened))


def _reminded(
    terms: Terms, consents: Consents, entry_due_at: datetime, at: datetime
) -> tuple[Consents, Reminded | None]:
    """None where no letter is to go now."""
    written_at = consents.asked[0] if consents.asked else None
    due = terms.due_of(entry_due_at, written_at, at)
    days = terms.reminder(due, at, is_written=bool(written_at))
    if days is None or due <= at:
        return consents, None
    return consents.remind(Reminder(due, days), at)
