"""What an organiser makes of a championship before its results: opened, changed, announced, closed for entries, copied, deleted."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from competitions import description_events, events
from competitions.access import held_by, held_organisation
from competitions.commands.duties.ending import end_all_duties
from competitions.domain.championship import Championship
from competitions.domain.preparation.members import MemberList
from competitions.domain.preparation.plan import Deadlines, Plan
from competitions.domain.ruleset import PrivacyRules, ruleset_named
from competitions.domain.skill import Skill
from competitions.queries.championships import edited_plan
from competitions.wiring import App
from shared.errors import Stale
from shared.identity.principal import Forbidden, Principal
from shared.ids import derive
from shared.mongo.retry import retry_on_conflict

CHANGES_KNOWN: Final = 20
"""Ids of the last changes that are kept: a program that was cut off asks again within as many changes of others."""


async def open_championship(app: App, championship_id: UUID, plan: Plan, by: Principal) -> Championship:
    """A draft, which its organisation alone sees.

    Raises Forbidden, UnknownRuleset, UnknownPolicy, and what `Plan.check` raises.
    """
    organisation = held_organisation(by)
    if not organisation:
        raise Forbidden
    ruleset = ruleset_named(plan.ruleset, app.rulesets)
    return await _stored(app, ruleset.open(championship_id, organisation, plan))


async def change_championship(
    app: App, championship_id: UUID, plan: Plan, by: Principal, seen_version: int, change_id: UUID
) -> Championship:
    """As planned anew. What is planned already changes nothing, nor does the same `change_id` again, whatever was changed since.

    Raises Unknown, Forbidden, Stale, FieldsFrozen, UnknownRuleset, UnknownPolicy, and what `Plan.check` raises.
    """
    championship = await held_by(app, championship_id, by)
    standing = championship.medal_policy if plan.ruleset == championship.ruleset else None
    settled = ruleset_named(plan.ruleset, app.rulesets).settle(plan, standing)
    if championship.plan == settled or change_id in championship.change_ids:
        return championship
    if championship.version != seen_version:
        raise Stale(str(championship_id))
    is_marked = await app.skills.is_any_marked(championship_id)
    changed = championship.changed(settled, is_marked=is_marked)
    changed = replace(changed, change_ids=(*changed.change_ids, change_id)[-CHANGES_KNOWN:])
    described = description_events.of_championship(changed, _privacy(app, changed), app.now(), championship)
    return await app.championships.save(changed, *described)


async def announce(app: App, championship_id: UUID, by: Principal) -> Championship:
    """Tells everybody of it, once. Raises Unknown, Forbidden, NotReady."""
    championship = await held_by(app, championship_id, by)
    skills = await app.skills.held(championship_id)
    announced, happened = championship.announce(app.now(), len(skills))
    if not happened:
        return championship
    return await app.championships.save(announced, *events.of_championship(announced, skills, happened))


async def close_entries(app: App, championship_id: UUID, by: Principal) -> Championship:
    """From now on nobody is entered. A repeat changes nothing. Raises Unknown, Forbidden, NotAnnounced."""

    async def attempt() -> Championship:
        championship = await held_by(app, championship_id, by)
        closed = championship.close_entries(app.now())
        return closed if closed is championship else await app.championships.save(closed)

    return await retry_on_conflict(attempt)


async def reopen_entries(app: App, championship_id: UUID, by: Principal) -> Championship:
    """A repeat changes nothing. Raises Unknown, Forbidden, MarkingBegun."""

    async def attempt() -> Championship:
        championship = await held_by(app, championship_id, by)
        is_marked = await app.skills.is_any_marked(championship_id)
        open_again = championship.reopen_entries(is_marked=is_marked)
        return open_again if open_again is championship else await app.championships.save(open_again)

    return await retry_on_conflict(attempt)


async def clone_championship(
    app: App, championship_id: UUID, copy_id: UUID, starts_on: date, by: Principal
) -> Championship:
    """A draft like it: rules, places, texts, skills and members; nobody's name, and deadlines as far from the new first day.

    The draft is stored last, so that a copy that can be seen is whole. A repeat changes nothing.
    Raises Unknown, Forbidden.
    """
    known = await held_by(app, championship_id, by)
    if copied := await app.championships.find(copy_id):
        return copied  # what the other has since is nothing of it
    rules = ruleset_named(known.ruleset, app.rulesets)
    draft = rules.open(copy_id, known.organisation, rules.again(_moved(known.plan, starts_on - known.starts_on)))
    for skill in await app.skills.held(championship_id):
        copy = Skill.planned(derive(copy_id, "skill", str(skill.id)), copy_id, skill.plan)
        await app.skills.add(copy, *description_events.of_skill(copy, app.now()))
    members = await app.members.of(championship_id)
    await app.members.add(MemberList(copy_id, members.members))
    return await _stored(app, draft)


async def _stored(app: App, draft: Championship) -> Championship:
    """Others know how it is called before they hear of anybody in it."""
    described = description_events.of_championship(draft, _privacy(app, draft), app.now())
    return await app.championships.add(draft, *described)


def _privacy(app: App, championship: Championship) -> PrivacyRules:
    return app.rulesets[championship.ruleset].privacy


def _moved(plan: Plan, by: timedelta) -> Plan:
    def shift(moment: datetime | None) -> datetime | None:
        return moment + by if moment else None

    deadlines = plan.deadlines
    return replace(
        plan,
        starts_on=plan.starts_on + by,
        ends_on=plan.ends_on + by,
        contact=None,
        deadlines=Deadlines(
            shift(deadlines.entries_open),
            shift(deadlines.entries_close),
            shift(deadlines.consents_due),
            shift(deadlines.withdrawal),
        ),
    )


async def delete_draft(app: App, championship_id: UUID, by: Principal) -> None:
    """For good, with its skills and schedule; whoever was asked to do something for it has nothing to do any more.

    The championship goes last: what was broken off is deleted by a repeat.

    Raises Unknown, Forbidden, NotDraft, PeopleInDraft.
    """
    found = await edited_plan(app, championship_id, by)
    championship = found.championship
    championship.must_be_deletable(found.people)
    for skill in await app.skills.of(championship_id):
        await app.skills.remove(skill)
    if members := await app.members.find(championship_id):
        await app.members.remove(members)
    for places in await app.places.of_championship(championship_id):
        await app.places.remove(places)
    if schedule := await app.schedules.find(championship_id):
        await app.schedules.remove(schedule)
    await end_all_duties(app, championship, by)
    await app.championships.remove(championship)
