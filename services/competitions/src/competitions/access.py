"""Who stands where: an organiser to a championship, an expert to a skill. Roles alone are not enough."""

import asyncio
from collections.abc import Collection, Sequence
from uuid import UUID

from competitions.domain.championship import Championship
from competitions.domain.expert import Expert
from competitions.domain.person import Person
from competitions.domain.refusal import Unknown
from competitions.domain.registration import Registration
from competitions.domain.schools.school import School, school_of
from competitions.domain.skill import NotOnJury, Skill
from competitions.wiring import App
from shared.identity.principal import Forbidden, Principal, Role


async def held_by(app: App, championship_id: UUID, by: Principal) -> Championship:
    """The championship, for an organiser of the organisation that holds it. Raises Unknown, Forbidden."""
    championship = await app.championships.get(championship_id)
    if not holds(championship, by):
        raise Forbidden
    return championship


async def desk_of(app: App, championship_id: UUID, by: Principal) -> Championship:
    """The championship, for those who stand at its door: its organiser, and its coordinators or those of the organisation.

    Raises Unknown, Forbidden.
    """
    championship = await app.championships.get(championship_id)
    if not is_at_desk(championship, by):
        raise Forbidden
    return championship


def is_at_desk(championship: Championship, by: Principal | None) -> bool:
    if holds(championship, by):
        return True
    if by is None:
        return False
    is_of_organisation = by.has(Role.COORDINATOR) and by.organisation == championship.organisation
    return is_of_organisation or by.has_in(championship.id, Role.COORDINATOR)


def holds(championship: Championship, by: Principal | None) -> bool:
    """For the organisation for which they act, or by a duty in this championship alone."""
    if by is None:
        return False
    return organises(by, championship.organisation) or by.has_in(championship.id, Role.ORGANISER)


def organises(by: Principal, organisation: str) -> bool:
    """Whether the person is an organiser of all that this organisation has: its people, too."""
    return by.has(Role.ORGANISER) and by.organisation == organisation


def organised_alone(by: Principal | None) -> frozenset[UUID]:
    """The championships of which the person is an organiser, and not of their organisation."""
    if by is None:
        return frozenset()
    return frozenset(
        one.championship_id for one in by.in_championships if one.championship_id and one.role is Role.ORGANISER
    )


def held_organisation(by: Principal | None) -> str | None:
    """Whose championships the person sees before they are announced: an organiser's own organisation."""
    return by.organisation if by is not None and by.has(Role.ORGANISER) else None


def may_open(by: Principal | None) -> bool:
    """Whether the person may open a championship: it is their organisation's."""
    return held_organisation(by) is not None


def may_give_access(by: Principal | None) -> bool:
    """Whether the person sees who may act for their organisation."""
    return by is not None and by.organisation is not None and by.has(Role.ORGANISER, Role.OFFICER)


def coordinated(by: Principal, championship: Championship) -> list[str]:
    """The members whose people somebody coordinates in it, as they were written when the duty was given."""
    return [
        one.member
        for one in by.for_members
        if one.member
        and one.organisation == championship.organisation
        and one.championship_id in (None, championship.id)
    ]


async def school_in(app: App, championship: Championship, by: Principal) -> School | None:
    """What somebody coordinates in it, from the announcement on; None: nothing."""
    named = coordinated(by, championship)
    if not named or championship.announced_at is None:
        return None
    listed, spellings = await asyncio.gather(
        app.members.of(championship.id), app.registrations.spellings(championship.id)
    )
    return school_of(championship, named, listed, spellings)


async def own_school(app: App, championship_id: UUID, by: Principal) -> School:
    """The school of who coordinates one in this championship. Raises Unknown, Forbidden."""
    school = await school_in(app, await app.championships.get(championship_id), by)
    if school is None:
        raise Forbidden
    return school


async def entering_in(app: App, championship_id: UUID, by: Principal) -> tuple[Championship, School | None]:
    """The championship, for its organiser, and for who enters people of a school alone, which is named then.

    Raises Unknown, Forbidden.
    """
    championship = await app.championships.get(championship_id)
    if holds(championship, by):
        return championship, None
    school = await school_in(app, championship, by)
    if school is None:
        raise Forbidden
    return championship, school


async def own_pupils_entry(app: App, registration_id: UUID, by: Principal) -> tuple[Registration, School]:
    """An entry of the own school. Raises Unknown, Forbidden."""
    registration = await app.registrations.get(registration_id)
    school = await own_school(app, registration.championship_id, by)
    if not school.has(registration):
        raise Forbidden
    return registration, school


async def kept_person(app: App, subject_id: UUID, organisation: str) -> Person:
    """A person whose data this organisation keeps. Who is kept by another is not told from who is nobody. Raises Unknown."""
    person = await app.people.get(subject_id)
    if person.organisation != organisation:
        raise Unknown("person", subject_id)
    return person


async def kept_record(app: App, subject_id: UUID, organisation: str) -> Person:
    """The same, by whichever of their ids: the record that stays. Raises Unknown."""
    person = await kept_person(app, subject_id, organisation)
    return await kept_person(app, person.merged_into, organisation) if person.merged_into else person


async def juror(app: App, skill_id: UUID, by: Principal) -> tuple[Skill, Expert]:
    """The skill, and who signs in as an expert of it. Raises Unknown, NotOnJury."""
    skill, subjects = await asyncio.gather(app.skills.get(skill_id), app.people.subjects_of(by.account))
    expert = _expert_among(skill, subjects)
    if expert is None or not by.has(Role.EXPERT):
        raise NotOnJury(skill_id)
    return skill, expert


async def cached_juror(app: App, skill_id: UUID, by: Principal) -> Expert:
    """Like `juror`, as it stood at most a moment ago: experts enter marks faster than juries change. Raises as `juror`."""
    known = app.jurors.get((skill_id, by.account))
    if known is not None and by.has(Role.EXPERT):
        return known
    _, expert = await juror(app, skill_id, by)
    return app.jurors.keep((skill_id, by.account), expert)


async def cached_jury(app: App, skill_id: UUID, named: Collection[UUID]) -> Sequence[Expert]:
    """The jury as it stood at most a moment ago; as it stands now where it misses one of those who are named. Raises Unknown."""
    known = app.juries.get(skill_id)
    if known is None or not {one.subject_id for one in known}.issuperset(named):
        known = app.juries.keep(skill_id, (await app.skills.get(skill_id)).experts)
    return known


async def insider(app: App, skill_id: UUID, by: Principal | None) -> tuple[Skill, Expert | None]:
    """The skill, for those who see its marks before the public: its jury, and the organiser. Raises Unknown, Forbidden.

    None stands for the organiser.
    """
    skill = await app.skills.get(skill_id)
    if by is None:
        raise Forbidden
    if by.has(Role.EXPERT) and (expert := _expert_among(skill, await app.people.subjects_of(by.account))):
        return skill, expert
    if not holds(await app.championships.get(skill.championship_id), by):
        raise Forbidden
    return skill, None


def _expert_among(skill: Skill, subjects: Collection[UUID]) -> Expert | None:
    """The jury is kept by the championship's organisation, of which an account holds one record: so it is one expert at most."""
    return next((one for one in skill.experts if one.subject_id in subjects), None)


async def own_person(app: App, organisation: str, by: Principal) -> Person | None:
    """Who is signed in, as this organisation keeps them."""
    people = await app.people.by_id(await app.people.subjects_of(by.account))
    own = (person for person in people.values() if person.organisation == organisation)
    return next((person for person in own if person.merged_into is None), None)


async def close_to(app: App, subject_id: UUID, by: Principal) -> bool:
    """Whether it is the person, or the guardian of who is not of age."""
    readers = await app.people.subjects_of(by.account)
    person = (await app.people.by_id([subject_id])).get(subject_id) if readers else None
    return person is not None and not readers.isdisjoint(person.close_ones(app.today()))


async def close_to_entry(app: App, registration: Registration, by: Principal) -> bool:
    """Whether it is who competes, the guardian of one who is not of age, or the team's mentor."""
    for subject_id in registration.concerned:
        if await close_to(app, subject_id, by):
            return True
    return False


async def leads(app: App, registration: Registration, by: Principal) -> bool:
    """Who speaks for an entry: the person; of a team its captain and its mentor; and guardians of who is not of age."""
    team = registration.team
    speaking = (
        {team.captain, *([team.standing_mentor] if team.standing_mentor else [])} if team else {registration.subject_id}
    )
    return any([await close_to(app, subject_id, by) for subject_id in speaking])


async def close_wards(app: App, guardians: Collection[UUID]) -> Sequence[Person]:
    """Who are not of age, of whom one of these is a guardian."""
    today = app.today()
    return [one for one in await app.people.wards(guardians) if not one.close_ones(today).isdisjoint(guardians)]


async def must_see(app: App, championship: Championship, by: Principal | None) -> None:
    """For everybody once it is announced. One that never was stays its organiser's; of those whom it concerned, who hears that it
    is cancelled may read why.

    Raises Forbidden, and Unknown where it is cancelled: that there was one is nobody else's business.
    """
    if championship.announced_at or holds(championship, by):
        return
    if championship.cancelled is None:
        raise Forbidden
    if by is None or not await _concerns(app, championship, by):
        raise Unknown("championship", championship.id)


async def _concerns(app: App, championship: Championship, by: Principal) -> bool:
    """Whether the person, or a ward who is not of age, has an entry in it, or the person judges."""
    subjects = await app.people.subjects_of(by.account)
    close = [*subjects, *(ward.id for ward in await close_wards(app, subjects))]
    entered = {one.championship_id for one in await app.registrations.of_people(close)}
    judged = {one.championship_id for one in await app.skills.of_experts(subjects)}
    return championship.id in entered | judged


async def may_end(app: App, registration: Registration, by: Principal) -> None:
    """For the organiser, and who speaks for it. Raises Forbidden."""
    championship = await app.championships.get(registration.championship_id)
    if not holds(championship, by) and not await leads(app, registration, by):
        raise Forbidden


async def may_withdraw(app: App, registration: Registration, by: Principal) -> None:
    """For those who may end it, and the coordinator of its school. Raises Forbidden."""
    if by.for_members:
        school = await school_in(app, await app.championships.get(registration.championship_id), by)
        if school and school.has(registration):
            return
    await may_end(app, registration, by)


async def may_read(app: App, registration: Registration, by: Principal) -> None:
    """For its organiser, those whom it concerns, and the skill's jury. Raises Forbidden."""
    if not await close_to_entry(app, registration, by):
        await insider(app, registration.skill_id, by)


def officer_of(by: Principal) -> str:
    """The organisation whose certificates the person hands out. Raises Forbidden."""
    if by.organisation is None or not by.has(Role.OFFICER):
        raise Forbidden
    return by.organisation
