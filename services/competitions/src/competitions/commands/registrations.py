from uuid import UUID

from competitions import events
from competitions.access import held_by, kept_person
from competitions.domain.registration import Registration
from competitions.wiring import App
from shared.identity.principal import Principal


async def register(
    app: App, skill_id: UUID, registration_id: UUID, *, subject_id: UUID, member: str, by: Principal
) -> Registration:
    """Raises Unknown, Forbidden, SkillSigned, SkillDropped, EntriesClosed, EmbargoOver, MemberUnlisted, AlreadyRegistered,
    SkillFull.
    """
    skill = await app.skills.get(skill_id)
    championship = await held_by(app, skill.championship_id, by)
    skill.must_be_held()
    skill.must_be_open()
    championship.must_be_under_embargo()
    championship.must_take_entries()
    member = (await app.members.of(championship.id)).named(member)
    skill.must_have_room(await app.registrations.number_beside(registration_id, skill_id))
    await kept_person(app, subject_id, championship.organisation)
    registration = Registration(registration_id, skill.championship_id, skill_id, subject_id, member)
    return await app.registrations.add(registration)


async def confirm(app: App, registration_id: UUID, by: Principal) -> Registration:
    """The entrant becomes a competitor. A repeat changes nothing.

    Raises Unknown, Forbidden, SkillSigned, EmbargoOver.
    """
    registration = await app.registrations.get(registration_id)
    championship = await held_by(app, registration.championship_id, by)
    skill = await app.skills.get(registration.skill_id)
    confirmed, happened = registration.confirm(app.now())
    if happened is None:
        return registration
    skill.must_be_open()
    championship.must_be_under_embargo()
    return await app.registrations.save(confirmed, *events.of_registration(confirmed, championship, skill, happened))
