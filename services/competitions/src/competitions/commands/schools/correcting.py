"""A school puts right what it wrote of somebody: the name, or who answers for them."""

from dataclasses import replace
from functools import partial
from uuid import UUID

from competitions import events
from competitions.access import kept_person, own_pupils_entry
from competitions.commands.entering.changing import confirm_names_anew
from competitions.domain.entering import leaving
from competitions.domain.entering.changes import Change
from competitions.domain.entering.guardians import Guardian
from competitions.domain.person import Person
from competitions.domain.refusal import Unknown
from competitions.domain.registration import Registration
from competitions.domain.schools.correcting import Correction, NotTheSchools, WhyNot, must_be_the_schools
from competitions.domain.schools.school import School
from competitions.queries.consenting.publicity import in_line
from competitions.queries.records.naming import meant_or_new
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.ids import derive
from shared.mongo.retry import retry_on_conflict


async def correct_pupil(
    app: App,
    championship_id: UUID,
    registration_id: UUID,
    subject_id: UUID,
    change_id: UUID,
    correction: Correction,
    by: Principal,
) -> Registration:
    """Who was confirmed under another name is confirmed anew; who answers for them from now on is asked. The same `change_id` again
    changes nothing.

    Raises Unknown, Forbidden, NotTheSchools, MarkingStarted, SkillSigned, EmbargoOver, EntryEnded, OwnGuardian.
    """
    entry, school = await own_pupils_entry(app, registration_id, by)
    if entry.championship_id != championship_id:
        raise Unknown("registration", registration_id)
    if subject_id not in entry.people:
        raise Unknown("person", subject_id)
    known = await kept_person(app, subject_id, school.championship.organisation)
    if known.change_id != change_id:
        entry.must_go_on()
        leaving.must_be_free(entry, await app.skills.get(entry.skill_id), school.championship)
        await retry_on_conflict(
            partial(_correct, app, school, subject_id, correction, Change(change_id, app.now(), by.account))
        )
    return await retry_on_conflict(partial(_asked_again, app, registration_id, change_id, subject_id))


async def _correct(app: App, school: School, subject_id: UUID, correction: Correction, change: Change) -> None:
    person = await kept_person(app, subject_id, school.championship.organisation)
    ids = await app.people.ids_of_one(person)
    must_be_the_schools(school, person, [one for id in ids for one in await app.registrations.of_person(id)])
    corrected = correction.of(person)
    if correction.guardian:
        corrected = await _with_guardian(app, corrected, correction.guardian, change)
    if corrected == person:
        return
    corrected = await in_line(app, replace(corrected, change_id=change.id))
    if corrected.full_name != person.full_name:
        # First: what is confirmed never stands under a name that nobody has confirmed.
        await confirm_names_anew(app, person, change)
    await app.people.save(corrected, events.person_changed(app.now(), app.settings.time_zone))


async def _with_guardian(app: App, person: Person, guardian: Guardian, change: Change) -> Person:
    """Whoever the organisation keeps under this name and address is meant, else somebody new is kept. Raises NotTheSchools."""
    named = guardian.person(derive(change.id, "guardian"), person.organisation, person.language)
    meant, is_new = await meant_or_new(app, named)
    if meant.id in person.guardians:
        return person
    if any(one.answers for one in await app.consents.about_person(person.id)):
        raise NotTheSchools(WhyNot.ANSWERED)
    with_both = replace(person, guardians=(*person.guardians, meant.id))
    if is_new:
        await app.people.add(meant, events.person_changed(app.now(), app.settings.time_zone))
    return with_both


async def _asked_again(app: App, registration_id: UUID, change_id: UUID, subject_id: UUID) -> Registration:
    """The worker asks whoever has a say and was not asked yet."""
    entry = await app.registrations.get(registration_id)
    person = await app.people.find(subject_id)
    if not entry.is_asked or entry.has_ended or person is None or person.change_id != change_id:
        return entry
    return await app.registrations.save(replace(entry, is_asked=False))
