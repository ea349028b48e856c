"""A school's coordinator enters somebody of the school, or gives an entry's place to somebody else of it."""

from dataclasses import replace
from uuid import UUID

from competitions import events
from competitions.access import kept_record, own_pupils_entry, own_school
from competitions.commands.keeping.without_entry import entered_after_all, plan_without_entry
from competitions.commands.own.attempts import begin_entry
from competitions.commands.places import pass_on, take
from competitions.commands.schools.standing import must_be_free
from competitions.domain.categories.belonging import NOTHING_SAID, Said
from competitions.domain.entering import leaving
from competitions.domain.entering.ages import must_fit
from competitions.domain.entering.guardians import Guardian
from competitions.domain.entering.listed import Newcomer
from competitions.domain.entering.teams import must_be_as_many
from competitions.domain.person import Person
from competitions.domain.records.merging import is_meant
from competitions.domain.refusal import Unknown
from competitions.domain.registration import Registration
from competitions.domain.schools.pupils import Coming, GuardianKept, Pupil
from competitions.domain.schools.school import School
from competitions.domain.skill import Skill
from competitions.queries.entering.categories import category_for
from competitions.queries.records.naming import meant_or_new
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.ids import derive


async def enter_pupil(
    app: App,
    championship_id: UUID,
    registration_id: UUID,
    pupil: Pupil,
    skill_id: UUID,
    by: Principal,
    *,
    member: str | None = None,
    said: Said = NOTHING_SAID,
) -> Registration:
    """With a place where one is free, else at the end of the waiting list. A repeat, by `registration_id`, finds what is there.

    `member`: for which of the coordinator's; None where there is one alone. Raises Unknown, Forbidden, NotOwnMember,
    NotTakingEntries, SkillDropped, SkillSigned, TeamUnfit, WrongAge, SkillFull, AlreadyRegistered, TooManyEntries, and what
    `_examined` and `category_for` raise.
    """
    school = await own_school(app, championship_id, by)
    if known := await app.registrations.find(registration_id):
        if not school.has(known) or known.skill_id != skill_id:
            raise Unknown("registration", registration_id)
        return known
    school.must_take_entries(app.now())
    skill, own = await app.skills.get(skill_id), school.named(member)
    if skill.championship_id != championship_id:
        raise Unknown("skill", skill_id)
    skill.must_be_held()
    skill.must_be_open()
    must_be_as_many(1, skill.team_size)
    person = await _examined(app, school, registration_id, pupil, skill_id)
    must_fit(skill, person, school.championship.starts_on)
    category = await category_for(app, school.championship, skill, person, said)
    await _keep(app, school, person, pupil)
    await _begin(app, school, skill, registration_id, person, category)
    newcomer = Newcomer(registration_id, person.id, own, category)
    [made] = await take(app, skill, school.championship, [newcomer], by.account)
    await entered_after_all(app, school.championship, person.id)
    return made


async def replace_pupil(
    app: App, championship_id: UUID, registration_id: UUID, new_id: UUID, pupil: Pupil, by: Principal
) -> Registration:
    """Somebody else of the school takes the place and the number over, to be confirmed anew, in the same category.

    Returns theirs. A repeat, by `new_id`, changes nothing. Raises Unknown, Forbidden, WithdrawalOver, MarkingStarted, SkillSigned,
    EmbargoOver, EntryEnded, TeamUnfit, WrongAge, AlreadyRegistered, TooManyEntries, what `_examined` and `category_for` raise.
    """
    given, school = await own_pupils_entry(app, registration_id, by)
    if given.championship_id != championship_id:
        raise Unknown("registration", registration_id)
    if given.replaced_by == new_id:
        return await app.registrations.get(new_id)
    given.must_go_on()
    must_be_as_many(1, len(given.people))
    skill = await app.skills.get(given.skill_id)
    leaving.must_be_free(given, skill, school.championship)
    leaving.must_be_in_time(given, school.championship, app.now())
    if await app.registrations.find(new_id):
        raise Unknown("registration", new_id)
    person = await _examined(app, school, new_id, pupil, skill.id)
    must_fit(skill, person, school.championship.starts_on)
    category = await category_for(app, school.championship, skill, person, Said(category=given.category))
    await _keep(app, school, person, pupil)
    await _begin(app, school, skill, new_id, person, category)
    newcomer = Newcomer(new_id, person.id, given.member, category)
    await pass_on(app, given, newcomer, skill, school.championship, by.account)
    await entered_after_all(app, school.championship, person.id)
    if not await app.registrations.find(new_id):  # somebody else was faster
        (await app.registrations.get(registration_id)).must_go_on()
    return await app.registrations.get(new_id)


async def _begin(
    app: App, school: School, skill: Skill, registration_id: UUID, person: Person, category: str | None
) -> None:
    """In so many skills as the ruleset lets people enter themselves. Raises TooManyEntries, OtherCategory."""
    most = app.rulesets[school.championship.ruleset].entering.entries_each
    await begin_entry(app, school.championship, skill.id, registration_id, person, category, most=most)


async def _examined(app: App, school: School, registration_id: UUID, pupil: Pupil, skill_id: UUID) -> Person:
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


async def _keep(app: App, school: School, person: Person, pupil: Pupil) -> None:
    """Who is new, with whom the coordinator names as guardian; of who is known the class alone is brought up to date."""
    told = events.person_changed(app.now(), app.settings.time_zone)
    stored = await app.people.find(person.id)
    if stored is None:
        await plan_without_entry(app, school.championship, person.id)
        guardians = await _guardians(app, person, pupil)
        await app.people.add(replace(person, guardians=guardians), told)
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
