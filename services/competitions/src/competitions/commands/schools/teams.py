"""A school's coordinator enters a team of the school, and lets another of it come in a member's place."""

from dataclasses import replace
from uuid import UUID

from competitions import events
from competitions.access import own_pupils_entry, own_school
from competitions.commands.entering.teams import become, must_be_in_time_to_replace, team_of
from competitions.commands.keeping.without_entry import entered_after_all, is_without_entry, plan_without_entry
from competitions.commands.places import take
from competitions.commands.schools.people import begin, examined, keep
from competitions.domain.categories.belonging import NOTHING_SAID, Said
from competitions.domain.entering import leaving
from competitions.domain.entering.ages import must_fit
from competitions.domain.entering.changes import Change
from competitions.domain.entering.listed import Newcomer
from competitions.domain.entering.teams import Team, team_id
from competitions.domain.person import Person
from competitions.domain.refusal import Unknown
from competitions.domain.registration import Registration
from competitions.domain.schools.pupils import Pupil
from competitions.domain.schools.school import School
from competitions.domain.schools.teams import SchoolTeam
from competitions.domain.skill import Skill
from competitions.queries.entering.categories import category_for, category_of_team
from competitions.queries.records.naming import meant_or_new
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.ids import derive


async def enter_team(
    app: App,
    championship_id: UUID,
    registration_id: UUID,
    team: SchoolTeam,
    skill_id: UUID,
    by: Principal,
    *,
    member: str | None = None,
    said: Said = NOTHING_SAID,
) -> Registration:
    """One entry with one place. A repeat, by `registration_id`, finds what is there. `said` holds for all members.

    Raises TeamUnfit, and what `enter_pupil` raises.
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
    team.must_be_different()
    places = [derive(registration_id, f"member {number}") for number in range(len(team.pupils))]
    people = [await examined(app, school, *one, skill_id) for one in zip(places, team.pupils, strict=True)]
    mentor, is_new = await _mentor(app, school, registration_id, team)
    formed = Team(team.name, people[0].id, tuple(one.id for one in people), mentor.id if mentor else None)
    formed = replace(formed, is_mentor_new=is_new)
    formed.must_fit(skill.team_size, app.rulesets[school.championship.ruleset].team)
    category = await _category_of(app, school, skill, people, said)
    for person, pupil in zip(people, team.pupils, strict=True):
        await keep(app, school, person, pupil)
        await begin(app, school, skill, registration_id, person, category)
    if mentor and is_new:
        await plan_without_entry(app, school.championship, mentor.id)
        await app.people.add(mentor, events.person_changed(app.now(), app.settings.time_zone))
    newcomer = Newcomer(registration_id, team_id(registration_id), own, category, team=formed)
    [made] = await take(app, skill, school.championship, [newcomer], by.account)
    for person in (*people, *([mentor] if mentor and is_new else [])):
        await entered_after_all(app, school.championship, person.id)
    return made


async def _mentor(app: App, school: School, registration_id: UUID, team: SchoolTeam) -> tuple[Person | None, bool]:
    """Whoever the organisation keeps under this name and address is meant; the second value says whether it is somebody new."""
    if team.mentor is None:
        return None, False
    language = team.pupils[0].language
    named = team.mentor.person(derive(registration_id, "mentor"), school.championship.organisation, language)
    person, is_new = await meant_or_new(app, named)
    return person, is_new or await is_without_entry(app, school.championship, person.id)


async def _category_of(app: App, school: School, skill: Skill, people: list[Person], said: Said) -> str | None:
    """Raises WrongAge, TeamUnfit, and what `category_for` raises."""
    for person in people:
        must_fit(skill, person, school.championship.starts_on)
    return await category_of_team(app, school.championship, skill, people, said)


async def replace_in_team(
    app: App,
    championship_id: UUID,
    registration_id: UUID,
    leaves: UUID | None,
    change_id: UUID,
    pupil: Pupil,
    by: Principal,
) -> Registration:
    """Another of the school comes in a member's place; the team is confirmed anew. The same `change_id` again changes nothing.

    `leaves`: None where somebody left already. Raises Unknown, Forbidden, NotInTeam, NoRoomInTeam, TeamUnfit, ReplacingOver,
    MarkingStarted, SkillSigned, EmbargoOver, EntryEnded, WrongAge, AlreadyRegistered, TooManyEntries, Stale, and what `examined`
    and `category_for` raise.
    """
    found, school = await own_pupils_entry(app, registration_id, by)
    if found.championship_id != championship_id:
        raise Unknown("registration", registration_id)
    change = Change(change_id, app.now(), by.account)
    if found.knows(change):
        return found
    found.must_go_on()
    team = team_of(found)
    team.must_have_room_for(leaves)
    held, skill = school.championship, await app.skills.get(found.skill_id)
    leaving.must_be_free(found, skill, held)
    must_be_in_time_to_replace(app, held)
    person = await examined(app, school, derive(change_id, "comes"), pupil, skill.id)
    team.swapped(leaves, person.id)  # nobody is kept for what is refused
    must_fit(skill, person, held.starts_on)
    category = await category_for(app, held, skill, person, Said(category=found.category))
    await keep(app, school, person, pupil)
    await begin(app, school, skill, registration_id, person, category)
    became = await become(app, found, (leaves, person.id), change, skill, held)
    await entered_after_all(app, held, person.id)
    return became
