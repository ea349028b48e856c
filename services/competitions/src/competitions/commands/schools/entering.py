"""A school's coordinator enters somebody of the school, or gives an entry's place to somebody else of it."""

from uuid import UUID

from competitions.access import own_pupils_entry, own_school
from competitions.commands.keeping.without_entry import entered_after_all
from competitions.commands.places import pass_on, take
from competitions.commands.schools.people import begin, examined, keep
from competitions.domain.categories.belonging import NOTHING_SAID, Said
from competitions.domain.entering import leaving
from competitions.domain.entering.ages import must_fit
from competitions.domain.entering.listed import Newcomer
from competitions.domain.entering.teams import must_be_as_many
from competitions.domain.refusal import Unknown
from competitions.domain.registration import Registration
from competitions.domain.schools.pupils import Pupil
from competitions.queries.entering.categories import category_for
from competitions.wiring import App
from shared.identity.principal import Principal


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
    `examined` and `category_for` raise.
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
    person = await examined(app, school, registration_id, pupil, skill_id)
    must_fit(skill, person, school.championship.starts_on)
    category = await category_for(app, school.championship, skill, person, said)
    await keep(app, school, person, pupil)
    await begin(app, school, skill, registration_id, person, category)
    newcomer = Newcomer(registration_id, person.id, own, category)
    [made] = await take(app, skill, school.championship, [newcomer], by.account)
    await entered_after_all(app, school.championship, person.id)
    return made


async def replace_pupil(
    app: App, championship_id: UUID, registration_id: UUID, new_id: UUID, pupil: Pupil, by: Principal
) -> Registration:
    """Somebody else of the school takes the place and the number over, to be confirmed anew, in the same category.

    Returns theirs. A repeat, by `new_id`, changes nothing. Raises Unknown, Forbidden, WithdrawalOver, MarkingStarted, SkillSigned,
    EmbargoOver, EntryEnded, TeamUnfit, WrongAge, AlreadyRegistered, TooManyEntries, what `examined` and `category_for` raise.
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
    person = await examined(app, school, new_id, pupil, skill.id)
    must_fit(skill, person, school.championship.starts_on)
    category = await category_for(app, school.championship, skill, person, Said(category=given.category))
    await keep(app, school, person, pupil)
    await begin(app, school, skill, new_id, person, category)
    newcomer = Newcomer(new_id, person.id, given.member, category)
    await pass_on(app, given, newcomer, skill, school.championship, by.account)
    await entered_after_all(app, school.championship, person.id)
    if not await app.registrations.find(new_id):  # somebody else was faster
        (await app.registrations.get(registration_id)).must_go_on()
    return await app.registrations.get(new_id)
