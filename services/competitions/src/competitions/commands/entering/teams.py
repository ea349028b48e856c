"""A team is entered, changes its members, and starts with those who are there."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from competitions import team_events
from competitions.access import held_by, kept_person
from competitions.commands.own.attempts import begin_entry
from competitions.commands.places import Swap, replace_in, take
from competitions.commands.registrations import explained, held_entry, must_be_open
from competitions.domain.categories.belonging import NOTHING_SAID, Said
from competitions.domain.championship import Championship
from competitions.domain.entering.ages import needed_reason
from competitions.domain.entering.changes import Change
from competitions.domain.entering.leaving import must_be_free
from competitions.domain.entering.listed import Newcomer
from competitions.domain.entering.teams import (
    Team,
    TeamRules,
    TeamUnfit,
    Unfit,
    must_be_in_one,
    must_be_replaceable,
    team_id,
)
from competitions.domain.person import Person
from competitions.domain.preparation.plan import zone_of
from competitions.domain.refusal import Unknown
from competitions.domain.registration import Registration
from competitions.domain.skill import Skill
from competitions.queries.entering.categories import category_for
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
    category = await _category_of(app, championship, skill, competing, said)
    for person in competing if category else ():
        await begin_entry(app, championship, skill_id, registration_id, person, category, most=None)
    newcomer = Newcomer(registration_id, team_id(registration_id), member, category, team=team)
    [registration] = await take(app, skill, championship, [newcomer], by.account)
    return await explained(app, registration, next((one for one in reasons if one), None))


async def _category_of(
    app: App,
    championship: Championship,
    skill: Skill,
    people: Sequence[Person],
    said: Said,
    without: UUID | None = None,
) -> str | None:
    found = [await category_for(app, championship, skill, one, said, without) for one in people]
    return must_be_in_one(found, skill.team_size)


async def replace_member(
    app: App,
    registration_id: UUID,
    leaves: UUID,
    change_id: UUID,
    *,
    comes: UUID,
    by: Principal,
    age_reason: str | None = None,
) -> Registration:
    """Somebody else takes a member's place in the team, which is confirmed anew. The same `change_id` again changes nothing.

    Raises Unknown, Forbidden, NotInTeam, TeamUnfit, ReplacingOver, MarkingStarted, SkillSigned, EmbargoOver, EntryEnded,
    AgeUnexplained, AlreadyRegistered, Stale, and what `category_for` raises.
    """
    found, skill, championship = await held_entry(app, registration_id, by)
    change = Change(change_id, app.now(), by.account)
    if found.knows(change):
        return await explained(app, found, age_reason)
    found.must_go_on()
    team = _team_of(found)
    team.with_instead(leaves, comes)  # refused before anything else is looked at
    must_be_free(found, skill, championship)
    today = app.now().astimezone(zone_of(championship.time_zone)).date()
    must_be_replaceable(team_rules(app, championship), championship.starts_on, today)
    person = await kept_person(app, comes, championship.organisation)
    age_reason = needed_reason(skill, person, championship.starts_on, age_reason)
    category = await category_for(app, championship, skill, person, Said(category=found.category))
    if category:
        await begin_entry(app, championship, skill.id, registration_id, person, category, most=None)
    await replace_in(app, found, team, (leaves, comes), change, skill, championship)
    return await explained(app, await replaced(app, found.id, (leaves, comes), change), age_reason)


async def replaced(app: App, registration_id: UUID, swap: Swap, change: Change) -> Registration:
    """The entry, once it says so: by this change, or by one that came right after it. Raises Stale."""
    became = await app.registrations.get(registration_id)
    if became.knows(change) or (became.team and became.team.has_instead(*swap)):
        return became
    raise Stale(str(registration_id))


async def describe_team(
    app: App, registration_id: UUID, *, name: str, captain: UUID, mentor: UUID | None, by: Principal
) -> Registration:
    """What it is called, who leads and who prepared it: until marking begins. What is so already changes nothing.

    Raises Unknown, Forbidden, NotInTeam, TeamUnfit, MarkingStarted, SkillSigned, EmbargoOver, EntryEnded.
    """

    async def attempt() -> Registration:
        found, skill, championship = await held_entry(app, registration_id, by)
        found.must_go_on()
        described = replace(_team_of(found), name=name, captain=captain, mentor=mentor)
        if described == found.team:
            return found
        must_be_free(found, skill, championship)
        described.must_fit(len(described.members), team_rules(app, championship))
        if mentor:
            await kept_person(app, mentor, championship.organisation)
        told = team_events.team_changed(described, app.now())
        return await app.registrations.save(replace(found, team=described), told)

    return await retry_on_conflict(attempt)


def _team_of(entry: Registration) -> Team:
    """Raises TeamUnfit for a person's entry."""
    if entry.team is None:
        raise TeamUnfit(Unfit.TOGETHER, 1)
    return entry.team
