import asyncio
from collections.abc import Callable
from uuid import UUID

from competitions import events
from competitions.access import held_by, holds, kept_person, leads, may_withdraw
from competitions.commands.own.attempts import begin_entry
from competitions.commands.places import give_back, pass_on, take
from competitions.domain.categories.belonging import NOTHING_SAID, Said
from competitions.domain.championship import Championship
from competitions.domain.entering.ages import needed_reason
from competitions.domain.entering.leaving import must_be_free, must_be_in_time
from competitions.domain.entering.listed import Newcomer
from competitions.domain.entering.starting import must_be_enough
from competitions.domain.entering.teams import must_be_as_many
from competitions.domain.refusal import Unknown
from competitions.domain.registration import Registration, State, Step
from competitions.domain.skill import Skill
from competitions.queries.consents import consents_of, rules_for
from competitions.queries.entering.categories import category_for
from competitions.wiring import App
from shared.identity.principal import Forbidden, Principal
from shared.mongo.retry import retry_on_conflict

End = Callable[[Registration], Registration]


async def register(
    app: App,
    skill_id: UUID,
    registration_id: UUID,
    *,
    subject_id: UUID,
    member: str,
    by: Principal,
    said: Said = NOTHING_SAID,
    age_reason: str | None = None,
) -> Registration:
    """Enters a person in a skill: with a place where one is free, else at the end of the waiting list.

    `age_reason`: why, where the skill is for another age. A repeat, by `registration_id`, finds what is there, and completes it.
    Raises Unknown, Forbidden, SkillSigned, SkillDropped, EntriesClosed, EmbargoOver, TeamUnfit, MemberUnlisted, AgeUnexplained,
    AlreadyRegistered, SkillFull, and what `category_for` raises.
    """
    skill, known = await asyncio.gather(app.skills.get(skill_id), app.registrations.find(registration_id))
    championship = await held_by(app, skill.championship_id, by)
    if known:
        if known.skill_id != skill_id:
            raise Unknown("registration", registration_id)
        return await explained(app, known, age_reason)
    skill.must_be_held()
    must_be_open(skill, championship)
    championship.must_take_entries()
    must_be_as_many(1, skill.team_size)
    member, person = await asyncio.gather(
        app.members.named(championship.id, member), kept_person(app, subject_id, championship.organisation)
    )
    age_reason = needed_reason(skill, person, championship.starts_on, age_reason)
    category = await category_for(app, championship, skill, person, said)
    if category:
        await begin_entry(app, championship, skill_id, registration_id, person, category, most=None)
    newcomer = Newcomer(registration_id, subject_id, member, category)
    [registration] = await take(app, skill, championship, [newcomer], by.account)
    return await explained(app, registration, age_reason)


async def explained(app: App, registration: Registration, age_reason: str | None) -> Registration:
    """After the place was given: a kill between is mended by the repeat."""

    async def attempt() -> Registration:
        found = await app.registrations.get(registration.id)
        explained = found.explained(age_reason)
        return found if explained is found else await app.registrations.save(explained)

    return registration if age_reason is None else await retry_on_conflict(attempt)


async def confirm(app: App, registration_id: UUID, by: Principal) -> Registration:
    """The entrant becomes a competitor. A repeat changes nothing.

    Raises Unknown, Forbidden, SkillSigned, EmbargoOver, StillWaiting, EntryEnded, TooFewMembers, ConsentMissing.
    """

    async def attempt() -> Registration:
        found, skill, championship = await held_entry(app, registration_id, by)
        confirmed = found.confirm(app.now(), by.account)
        if confirmed is found:
            return found
        must_be_open(skill, championship)
        must_be_enough(found, app.rulesets[championship.ruleset].team)
        await _must_be_allowed(app, found, championship)
        return await app.registrations.save(confirmed, events.of_confirmation(confirmed))

    return await retry_on_conflict(attempt)


async def reject(app: App, registration_id: UUID, *, reason: str, by: Principal) -> Registration:
    """The organiser refuses the entry. A repeat changes nothing.

    Raises Unknown, Forbidden, MarkingStarted, SkillSigned, EmbargoOver, EntryEnded, ReasonMissing.
    """
    await held_entry(app, registration_id, by)
    return await _end(app, registration_id, Step(State.REJECTED, app.now(), by.account, reason))


async def withdraw(app: App, registration_id: UUID, *, reason: str | None, by: Principal) -> Registration:
    """By the organiser, the person, the guardians of who is not of age, or the school's coordinator. A repeat changes nothing.

    Raises Unknown, Forbidden, WithdrawalOver, MarkingStarted, SkillSigned, EmbargoOver, EntryEnded.
    """
    found = await app.registrations.get(registration_id)
    await may_withdraw(app, found, by)
    championship = await app.championships.get(found.championship_id)
    if not holds(championship, by):
        must_be_in_time(found, championship, app.now())
    return await _end(app, registration_id, Step(State.WITHDRAWN, app.now(), by.account, reason))


async def decline(app: App, registration_id: UUID, by: Principal) -> Registration:
    """Who moved up says no to the place, or a guardian does. It goes to the next who waits. A repeat changes nothing.

    Raises Unknown, Forbidden, NothingToDecline, DecliningOver, MarkingStarted, SkillSigned, EmbargoOver.
    """
    found = await app.registrations.get(registration_id)
    if not await leads(app, found, by):
        raise Forbidden
    championship = await app.championships.get(found.championship_id)
    time, zone = app.rulesets[championship.ruleset].entering.time_to_decline, championship.time_zone
    return await _left(app, registration_id, lambda seen: seen.decline(app.now(), by.account, time, zone))


async def replace(
    app: App,
    registration_id: UUID,
    new_id: UUID,
    *,
    subject_id: UUID,
    member: str,
    by: Principal,
    age_reason: str | None = None,
) -> Registration:
    """Another person takes the entry's place, to be confirmed anew, in its category. Returns theirs. A repeat changes nothing.

    `age_reason`: as in `register`. Raises Unknown, Forbidden, MarkingStarted, SkillSigned, EmbargoOver, EntryEnded, TeamUnfit,
    AgeUnexplained, AlreadyRegistered, MemberUnlisted, and what `category_for` raises.
    """
    given, skill, championship = await held_entry(app, registration_id, by)
    if given.replaced_by != new_id:
        given.must_go_on()
        must_be_as_many(1, len(given.people))
        must_be_free(given, skill, championship)
        known = await app.registrations.find(new_id)
        if known and (known.skill_id, known.subject_id) != (given.skill_id, subject_id):
            raise Unknown("registration", new_id)
        person = await kept_person(app, subject_id, championship.organisation)
        age_reason = needed_reason(skill, person, championship.starts_on, age_reason)
        category = await category_for(app, championship, skill, person, Said(category=given.category))
        if category:
            await begin_entry(app, championship, skill.id, new_id, person, category, most=None)
        member = (await app.members.of(championship.id)).named(member)
        await pass_on(app, given, Newcomer(new_id, subject_id, member, category), skill, championship, by.account)
        if not await app.registrations.find(new_id):  # somebody else was faster
            (await app.registrations.get(registration_id)).must_go_on()
    return await explained(app, await app.registrations.get(new_id), age_reason)


async def _end(app: App, registration_id: UUID, step: Step) -> Registration:
    return await _left(app, registration_id, lambda found: found.end(step))


async def _left(app: App, registration_id: UUID, end: End) -> Registration:
    async def attempt() -> Registration:
        ended, skill, championship = await _said(app, registration_id, end)
        return await give_back(app, ended, skill, championship)

    return await retry_on_conflict(attempt)


async def say_ended(app: App, registration_id: UUID, step: Step) -> Registration:
    """For the organiser, who gives the places of several back at once afterwards. A repeat changes nothing.

    Raises Unknown, MarkingStarted, SkillSigned, EmbargoOver, EntryEnded, ReasonMissing.
    """
    ended, _skill, _championship = await retry_on_conflict(
        lambda: _said(app, registration_id, lambda found: found.end(step))
    )
    return ended


async def _said(app: App, registration_id: UUID, end: End) -> tuple[Registration, Skill, Championship]:
    """In the registration first, and the place is given back after that: a kill between is mended by the worker."""
    found = await app.registrations.get(registration_id)
    skill = await app.skills.get(found.skill_id)
    championship = await app.championships.get(found.championship_id)
    ended = end(found)
    if ended is not found:
        must_be_free(found, skill, championship)
        ended = await app.registrations.save(ended, events.of_end(ended))
    return ended, skill, championship


async def held_entry(app: App, registration_id: UUID, by: Principal) -> tuple[Registration, Skill, Championship]:
    registration = await app.registrations.get(registration_id)
    championship = await held_by(app, registration.championship_id, by)
    return registration, await app.skills.get(registration.skill_id), championship


def must_be_open(skill: Skill, championship: Championship) -> None:
    skill.must_be_open()
    championship.must_be_under_embargo()


async def _must_be_allowed(app: App, registration: Registration, championship: Championship) -> None:
    """By who competes and the guardians, as the ruleset asks. Raises ConsentMissing."""
    for subject_id in registration.people:
        rules = await rules_for(app, championship, subject_id)
        if not rules.required:
            continue
        person = await app.people.get(subject_id)
        (await consents_of(app, championship.id, person)).must_allow(rules)
