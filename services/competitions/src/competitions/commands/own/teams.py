"""People enter a team of theirs, put somebody else in a member's place, and leave it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from competitions.access import close_to, close_to_entry, leads
from competitions.commands.consents import Said, ask_all, must_name_texts
from competitions.commands.entering.teams import become, must_be_in_time_to_replace, team_of
from competitions.commands.keeping.without_entry import entered_after_all, plan_without_entry
from competitions.commands.own.attempts import begin_entry
from competitions.commands.own.entries import answered_by, keep_person, must_be_answered
from competitions.commands.places import take
from competitions.domain.categories.belonging import Said as EntrySaid
from competitions.domain.championship import Championship
from competitions.domain.consents.records import Purpose
from competitions.domain.entering.ages import must_fit
from competitions.domain.entering.changes import Change
from competitions.domain.entering.leaving import must_be_free, must_be_in_time
from competitions.domain.entering.listed import Newcomer
from competitions.domain.entering.own import Signing, Whom
from competitions.domain.entering.teams import team_id
from competitions.domain.own.teams import (
    FormedTeam,
    Joining,
    OwnTeam,
    Teammate,
    joining,
    must_have_an_own_address,
)
from competitions.domain.person import AccountTaken, Person
from competitions.domain.refusal import Unknown
from competitions.domain.registration import Registration
from competitions.queries.entering.applying import known_of, taking_entries
from competitions.queries.entering.categories import category_for
from competitions.queries.entering.own_teams import enterable_team, examined_team, questions_for_applicant
from competitions.wiring import App
from shared.errors import KeyReused, Stale
from shared.identity.principal import Forbidden, Principal
from shared.mongo.retry import retry_on_conflict


@dataclass(frozen=True, slots=True)
class TeamApplication:
    """All that somebody sends to enter a team."""

    team: OwnTeam
    whom: Whom
    """Who is signed in, and their guardian."""
    skill_id: UUID
    member: str
    said: EntrySaid
    """Of all who compete."""
    answers: Mapping[Purpose, Said]
    """Of who is signed in, where they compete."""
    language: Literal["ru", "en"]


async def enter_own_team(
    app: App, championship_id: UUID, application: TeamApplication, registration_id: UUID, by: Principal
) -> Registration:
    """With a place where one is free, else on the waiting list. A repeat, by `registration_id`, answers with what is there.

    Whoever is written down is asked by a letter, or a guardian is. Raises Unknown, NotTakingEntries, MemberUnlisted, NotAsked,
    NothingChosen, TextChanged, TextNotNamed, ConsentRefused, AccountTaken, SkillFull, KeyReused, and what `formed` and
    `enterable_team` raise.
    """
    if known := await app.registrations.find(registration_id):
        return await _repeated(app, championship_id, known, application, by)
    must_name_texts(application.answers, by)
    championship = await taking_entries(app, championship_id)
    member = (await app.members.of(championship_id)).named(application.member)
    try:
        found = await _kept(app, championship, application, registration_id, by)
    except (AccountTaken, Stale):  # another form of the same person was faster
        found = await _kept(app, championship, application, registration_id, by)
    skill, category = await enterable_team(app, championship, application.skill_id, found, application.said)
    most = app.rulesets[championship.ruleset].entering.entries_each
    for person in found.competing:
        await begin_entry(app, championship, skill.id, registration_id, person, category, most=most)
    newcomer = Newcomer(registration_id, team_id(registration_id), member, category, team=found.team)
    await take(app, skill, championship, [newcomer], by.account)
    for person in found.competing:
        await entered_after_all(app, championship, person.id)
    made = await app.registrations.get(registration_id)
    await _answered(app, championship, made, found, application)
    return made


async def _repeated(
    app: App, championship_id: UUID, known: Registration, application: TeamApplication, by: Principal
) -> Registration:
    """What a crash left undone is completed. Raises Unknown, and KeyReused for another team or skill."""
    if known.championship_id != championship_id or not await close_to_entry(app, known, by):
        raise Unknown("registration", known.id)
    championship = await app.championships.get(championship_id)
    args = (application.team, application.whom, by, known.id, application.language)
    found = await examined_team(app, championship, *args)
    if known.skill_id != application.skill_id or known.team is None or known.team.name != found.team.name:
        raise KeyReused
    if not known.has_ended and found.team.members == known.team.members:
        await _answered(app, championship, known, found, application)
    return known


async def _answered(
    app: App, championship: Championship, entry: Registration, found: FormedTeam, application: TeamApplication
) -> None:
    applicant = found.applicant.id
    if found.has_applicant:
        await answered_by(app, championship, entry, applicant, applicant, application.answers, application.language)
    await ask_all(app, championship, entry.people, without=applicant)


async def _kept(
    app: App, championship: Championship, application: TeamApplication, registration_id: UUID, by: Principal
) -> FormedTeam:
    """Everything is checked before anything is kept."""
    args = (application.team, application.whom, by, registration_id, application.language)
    found = await examined_team(app, championship, *args)
    await enterable_team(app, championship, application.skill_id, found, application.said)
    questions = await questions_for_applicant(
        app, championship, found.applicant, application.language, competes=found.has_applicant
    )
    must_be_answered(application.answers, questions, app.now())
    for person in found.competing:
        await _plan_of_new(app, championship, person)
    for person in found.to_keep:
        await keep_person(app, person)
    return found


async def _plan_of_new(app: App, championship: Championship, person: Person) -> None:
    if await app.people.find(person.id) is None:
        await plan_without_entry(app, championship, person.id)


async def put_in_own_team(
    app: App,
    registration_id: UUID,
    change_id: UUID,
    teammate: Teammate,
    by: Principal,
    *,
    instead_of: UUID | None,
    language: Literal["ru", "en"] = "ru",
) -> Registration:
    """Somebody comes in a member's place, or in that of one who left: the team is confirmed anew. The same `change_id` again changes
    nothing. By the captain, the mentor, or the guardian of one who is not of age.

    Raises Unknown, Forbidden, NotInTeam, NoRoomInTeam, TeamUnfit, ReplacingOver, MarkingStarted, SkillSigned, EmbargoOver, EntryEnded,
    WrongAge, Stale, what `joining` and `category_for` raise.
    """

    async def attempt() -> Registration:
        found = await app.registrations.get(registration_id)
        if not await leads(app, found, by):
            raise Forbidden
        change = Change(change_id, app.now(), by.account)
        if found.knows(change):
            return found
        found.must_go_on()
        championship = await app.championships.get(found.championship_id)
        skill = await app.skills.get(found.skill_id)
        known = await known_of(app, championship, by)
        one = joining(teammate, 0, "", known, Signing(by.account, change_id, language, app.now()))
        swap = (instead_of, one.person.id)
        became = team_of(found).swapped(*swap)
        must_be_free(found, skill, championship)
        must_be_in_time_to_replace(app, championship)
        staying = await app.people.by_id(set(became.members) - {one.person.id})
        must_have_an_own_address(one, "", [*staying.values()])
        must_fit(skill, one.person, championship.starts_on)
        said = EntrySaid(category=found.category)
        category = await category_for(app, championship, skill, one.person, said)
        await _keep_joining(app, championship, one)
        await begin_entry(app, championship, skill.id, registration_id, one.person, category, most=None)
        entry = await become(app, found, swap, change, skill, championship)
        await entered_after_all(app, championship, one.person.id)
        await ask_all(app, championship, [one.person.id])
        return entry

    return await retry_on_conflict(attempt)


async def _keep_joining(app: App, championship: Championship, one: Joining) -> None:
    await _plan_of_new(app, championship, one.person)
    for person in (*((one.guardian,) if one.guardian else ()), one.person):
        await keep_person(app, person)


async def leave_team(app: App, registration_id: UUID, subject_id: UUID, change_id: UUID, by: Principal) -> Registration:
    """A member, or the guardian of one who is not of age: until withdrawal ends. The team stays, with a place free in it, to be
    confirmed anew once it is enough. The same `change_id` again changes nothing.

    Raises Unknown, Forbidden, NotInTeam, LastOfTeam, WithdrawalOver, MarkingStarted, SkillSigned, EmbargoOver, EntryEnded, Stale.
    """

    async def attempt() -> Registration:
        found = await app.registrations.get(registration_id)
        if not await close_to(app, subject_id, by):
            raise Forbidden
        change = Change(change_id, app.now(), by.account)
        if found.knows(change):
            return found
        team_of(found).left_by(subject_id)
        found.must_go_on()
        championship = await app.championships.get(found.championship_id)
        skill = await app.skills.get(found.skill_id)
        must_be_free(found, skill, championship)
        must_be_in_time(found, championship, app.now())
        return await become(app, found, (subject_id, None), change, skill, championship)

    return await retry_on_conflict(attempt)
