"""A team is entered, changes its members, and starts with those who are there."""

import asyncio
from dataclasses import replace
from uuid import UUID

from competitions import team_events
from competitions.access import held_by, kept_person
from competitions.commands.keeping.without_entry import plan_without_entry
from competitions.commands.own.attempts import begin_entry
from competitions.commands.places import Swap, replace_in, take
from competitions.commands.registrations import explained, held_entry, must_be_open
from competitions.domain.categories.belonging import NOTHING_SAID, Said
from competitions.domain.championship import Championship
from competitions.domain.entering.ages import needed_reason
from competitions.domain.entering.changes import Change
from competitions.domain.entering.leaving import must_be_free
from competitions.domain.entering.listed import Newcomer
from competitions.domain.entering.rules import TeamRules
from competitions.domain.entering.teams import Team, TeamUnfit, Unfit, must_be_replaceable, team_id
from competitions.domain.preparation.plan import zone_of
from competitions.domain.refusal import Unknown
from competitions.domain.registration import Registration
from competitions.domain.skill import Skill
from competitions.queries.entering.categories import category_for, category_of_team
from competitions.wiring import App
from shared.errors import Stale
from shared.identity.principal import Principal
from shared.mongo.retry import retry_on_conflict


def team_rules(app: App, championship: Championship) -> TeamRules:
    return app.rulesets[championship.ruleset].team


async def register_team(
    app: App,
    skill_id: UUID,
    registration_id: UUID,
    *,
    team: Team,
    member: str,
    by: Principal,
    said: Said = NOTHING_SAID,
    age_reason: str | None = None,
) -> Registration:
    """Enters a team in a skill, as `register` does a person; `said` holds for all members.

    Raises TeamUnfit, and what `register` raises.
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
    team.must_fit(skill.team_size, team_rules(app, championship))
    member = (await app.members.of(championship.id)).named(member)
    people = [await kept_person(app, one, championship.organisation) for one in team.concerned]
    competing = people[: len(team.members)]
    reasons = [needed_reason(skill, one, championship.starts_on, age_reason) for one in competing]
    category = await category_of_team(app, championship, skill, competing, said)
    for person in competing if category else ():
        await begin_entry(app, championship, skill_id, registration_id, person, category, most=None)
    newcomer = Newcomer(registration_id, team_id(registration_id), member, category, team=team)
    [registration] = await take(app, skill, championship, [newcomer], by.account)
    return await explained(app, registration, next((one for one in reasons if one), None))


async def replace_member(
    app: App,
    registration_id: UUID,
    leaves: UUID | None,
    change_id: UUID,
    *,
    comes: UUID,
    by: Principal,
    age_reason: str | None = None,
) -> Registration:
    """Somebody else takes a member's place in the team, which is confirmed anew. The same `change_id` again changes nothing.

    `leaves`: None where somebody left already. Raises Unknown, Forbidden, NotInTeam, NoRoomInTeam, TeamUnfit, ReplacingOver,
    MarkingStarted, SkillSigned, EmbargoOver, EntryEnded, AgeUnexplained, AlreadyRegistered, Stale, and what `category_for` raises.
    """
    found, skill, championship = await held_entry(app, registration_id, by)
    change = Change(change_id, app.now(), by.account)
    if found.knows(change):
        return await explained(app, found, age_reason)
    found.must_go_on()
    team_of(found).swapped(leaves, comes)  # refused before anything else is looked at
    must_be_free(found, skill, championship)
    must_be_in_time_to_replace(app, championship)
    person = await kept_person(app, comes, championship.organisation)
    age_reason = needed_reason(skill, person, championship.starts_on, age_reason)
    category = await category_for(app, championship, skill, person, Said(category=found.category))
    if category:
        await begin_entry(app, championship, skill.id, registration_id, person, category, most=None)
    became = await become(app, found, (leaves, comes), change, skill, championship)
    return await explained(app, became, age_reason)


async def become(
    app: App, found: Registration, swap: Swap, change: Change, skill: Skill, championship: Championship
) -> Registration:
    """The entry, once it says so: by this change, or by one that came right after it. Who left, and never agreed to anything, is not
    kept for long.

    Raises what `replace_in` raises, and Stale.
    """
    await replace_in(app, found, team_of(found), swap, change, skill, championship)
    became = await app.registrations.get(found.id)
    if not became.knows(change) and not (became.team and became.team.has_swapped(*swap)):
        raise Stale(str(found.id))
    if swap[0]:
        await plan_without_entry(app, championship, swap[0])
    return became


def must_be_in_time_to_replace(app: App, championship: Championship) -> None:
    """Raises ReplacingOver."""
    today = app.now().astimezone(zone_of(championship.time_zone)).date()
    must_be_replaceable(team_rules(app, championship), championship.starts_on, today)


async def describe_team(
    app: App, registration_id: UUID, *, name: str, captain: UUID, mentor: UUID | None, by: Principal
) -> Registration:
    """What it is called, who leads and who prepared it: until marking begins. What is so already changes nothing. Who is named as
    mentor is asked whether they are.

    Raises Unknown, Forbidden, NotInTeam, TeamUnfit, MarkingStarted, SkillSigned, EmbargoOver, EntryEnded.
    """

    async def attempt() -> Registration:
        found, skill, championship = await held_entry(app, registration_id, by)
        found.must_go_on()
        before = team_of(found)
        described = replace(before, name=name, captain=captain).prepared_by(mentor, found.id)
        if described == found.team:
            return found
        must_be_free(found, skill, championship)
        described.must_fit(described.size, team_rules(app, championship))
        if mentor:
            await kept_person(app, mentor, championship.organisation)
        return await store_described(app, found, described, championship)

    return await retry_on_conflict(attempt)


async def store_described(app: App, found: Registration, after: Team, championship: Championship) -> Registration:
    """Who is named as mentor from now on is asked, and who was it is let go. Raises Stale."""
    before, told = team_of(found), [team_events.team_changed(after, app.now())]
    asked = (
        [team_events.of_mentor(found, after.mentor, app.now())]
        if after.mentor and after.mentor != before.mentor
        else []
    )
    saved = await app.registrations.save(replace(found, team=after), *told, *asked)
    await let_go_of_mentor(app, championship, before, after)
    return saved


async def let_go_of_mentor(app: App, championship: Championship, before: Team, after: Team) -> None:
    """Whoever was written down as mentor, and is not any more, is not kept for long."""
    if before.mentor and before.is_mentor_new and after.standing_mentor != before.mentor:
        await plan_without_entry(app, championship, before.mentor)


def team_of(entry: Registration) -> Team:
    """Raises TeamUnfit for a person's entry."""
    if entry.team is None:
        raise TeamUnfit(Unfit.TOGETHER, 1)
    return entry.team
