from uuid import UUID

from competitions import events
from competitions.access import held_by, kept_person
from competitions.domain.championship import Championship
from competitions.domain.registration import Registration
from competitions.queries.consents import consents_of
from competitions.wiring import App
from shared.identity.principal import Principal


async def register(
    app: App, skill_id: UUID, registration_id: UUID, *, subject_id: UUID, member: str, by: Principal
) -> Registration:
    """A repeat, by `registration_id`, finds what is there.

    Raises Unknown, Forbidden, SkillSigned, EmbargoOver, AlreadyRegistered, SkillFull.
    """
    skill = await app.skills.get(skill_id)
    championship = await held_by(app, skill.championship_id, by)
    if known := await app.registrations.find(registration_id):
        return known
    skill.must_be_open()
    championship.must_be_under_embargo()
    skill.must_have_room(await app.registrations.number_in(skill_id))
    await kept_person(app, subject_id, championship.organisation)
    registration = Registration(registration_id, skill.championship_id, skill_id, subject_id, member)
    return await app.registrations.add(registration)


async def confirm(app: App, registration_id: UUID, by: Principal) -> Registration:
    """The entrant becomes a competitor. A repeat changes nothing.

    Raises Unknown, Forbidden, SkillSigned, EmbargoOver, ConsentMissing.
    """
    registration = await app.registrations.get(registration_id)
    championship = await held_by(app, registration.championship_id, by)
    skill = await app.skills.get(registration.skill_id)
    confirmed, happened = registration.confirm(app.now())
    if happened is None:
        return registration
    skill.must_be_open()
    championship.must_be_under_embargo()
    await _must_be_allowed(app, registration, championship)
    return await app.registrations.save(confirmed, *events.of_registration(confirmed, championship, skill, happened))


async def _must_be_allowed(app: App, registration: Registration, championship: Championship) -> None:
    """By the person and the guardians, as the ruleset asks. Raises ConsentMissing."""
    rules = app.rulesets[championship.ruleset].consents
    if rules.required:
        person = await app.people.get(registration.subject_id)
        (await consents_of(app, championship.id, person)).must_allow(rules)
