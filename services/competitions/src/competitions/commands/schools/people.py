"""People of a school as they are found or kept: nobody is kept for what is refused, and nobody's record is taken over."""

from dataclasses import replace
from uuid import UUID

from competitions import events
from competitions.access import kept_record
from competitions.commands.keeping.without_entry import plan_without_entry
from competitions.commands.own.attempts import begin_entry
from competitions.commands.schools.standing import must_be_free
from competitions.domain.entering.guardians import Guardian
from competitions.domain.person import Person
from competitions.domain.records.merging import is_meant
from competitions.domain.schools.pupils import Coming, GuardianKept, Pupil
from competitions.domain.schools.school import School
from competitions.domain.skill import Skill
from competitions.queries.records.naming import meant_or_new
from competitions.wiring import App
from shared.ids import derive


async def begin(
    app: App, school: School, skill: Skill, registration_id: UUID, person: Person, category: str | None
) -> None:
    """In so many skills as the ruleset lets people enter themselves. Raises TooManyEntries, OtherCategory."""
    most = app.rulesets[school.championship.ruleset].entering.entries_each
    await begin_entry(app, school.championship, skill.id, registration_id, person, category, most=most)


async def examined(app: App, school: School, registration_id: UUID, pupil: Pupil, skill_id: UUID) -> Person:
    """Who is meant: kept already by name and birth date, or as they would be kept. Nobody is kept for what is refused.

    Raises NobodyBornThen, PupilElsewhere, TooManyOfPupil, GuardianKept.
    """
    organisation = school.championship.organisation
    known = (await app.people.identified(organisation, {pupil.identity})).get(pupil.identity)
    if known is None:
        pupil.must_be_born(app.today())
        return pupil.person(derive(registration_id, "person"), organisation)
    person = await kept_record(app, known, organisation)
    await must_be_free(app, school, {person.id: Coming([skill_id])})
    if pupil.guardian and not await _answers_for(app, pupil.guardian, person):
        raise GuardianKept
    return person


async def _answers_for(app: App, guardian: Guardian, person: Person) -> bool:
    """Whether the one who is named is a guardian of who is kept: then nothing is to be changed."""
    named = guardian.person(person.id, person.organisation, person.language)
    return any(is_meant(one, named) for one in (await app.people.by_id(person.guardians)).values())


async def keep(app: App, school: School, person: Person, pupil: Pupil) -> None:
    """Who is new, with whom the coordinator names as guardian; of who is known the class alone is brought up to date."""
    told = events.person_changed(app.now(), app.settings.time_zone)
    stored = await app.people.find(person.id)
    if stored is None:
        await plan_without_entry(app, school.championship, person.id)
        guardians = await _guardians(app, person, pupil)
        await app.people.add(replace(person, guardians=guardians, brought_in=school.championship.id), told)
    elif pupil.course and stored.course != pupil.course:
        await app.people.save(replace(stored, course=pupil.course), told)


async def _guardians(app: App, person: Person, pupil: Pupil) -> tuple[UUID, ...]:
    """Whoever the organisation keeps under this name and address is meant; who has no address is somebody new."""
    if pupil.guardian is None:
        return ()
    named = pupil.guardian.person(derive(person.id, "guardian"), person.organisation, pupil.language)
    guardian, is_new = await meant_or_new(app, named)
    if is_new:
        await app.people.add(guardian, events.person_changed(app.now(), app.settings.time_zone))
    return (guardian.id,)
