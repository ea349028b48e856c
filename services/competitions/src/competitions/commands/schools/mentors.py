"""A school's coordinator names another mentor of a team of the school, such as where who was named declined."""

from uuid import UUID

from competitions import events
from competitions.access import own_pupils_entry
from competitions.commands.entering.teams import store_described, team_of, team_rules
from competitions.commands.keeping.without_entry import entered_after_all, is_without_entry, plan_without_entry
from competitions.domain.entering.leaving import must_be_free
from competitions.domain.refusal import Unknown
from competitions.domain.registration import Registration
from competitions.domain.schools.teams import Mentor
from competitions.queries.records.naming import meant_or_new
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.ids import derive
from shared.mongo.retry import retry_on_conflict


async def name_mentor_of_school(
    app: App, championship_id: UUID, registration_id: UUID, change_id: UUID, mentor: Mentor, by: Principal
) -> Registration:
    """Whoever is named is asked; whom the organisation keeps under this name and address is meant. Who is the mentor already stays
    as they are, whatever they said.

    Raises Unknown, Forbidden, TeamUnfit, MarkingStarted, SkillSigned, EmbargoOver, EntryEnded.
    """
    entry, school = await own_pupils_entry(app, registration_id, by)
    held = school.championship
    if held.id != championship_id:
        raise Unknown("registration", registration_id)
    team_of(entry)
    named = mentor.person(derive(change_id, "mentor"), held.organisation, "ru")
    # Once: whom this very command keeps is new in each attempt, also after one that was broken off.
    person, is_new = await meant_or_new(app, named)
    is_new = is_new or await is_without_entry(app, held, person.id)

    async def attempt() -> Registration:
        found = await app.registrations.get(registration_id)
        before = team_of(found)
        if before.mentor == person.id:
            return found
        found.must_go_on()
        must_be_free(found, await app.skills.get(found.skill_id), held)
        team = before.prepared_by(person.id, found.id, is_new=is_new)
        team.must_fit(team.size, team_rules(app, held))
        if is_new:
            await plan_without_entry(app, held, person.id)
            await app.people.add(person, events.person_changed(app.now(), app.settings.time_zone))
        saved = await store_described(app, found, team, held)
        if is_new:
            await entered_after_all(app, held, person.id)
        return saved

    return await retry_on_conflict(attempt)
