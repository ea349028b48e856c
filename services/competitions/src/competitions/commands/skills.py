"""The skills of a championship: added, changed, dropped and brought back until its results are published."""

from collections import Counter
from uuid import UUID

from competitions import description_events
from competitions.access import held_by
from competitions.commands.entering.completing import end_all
from competitions.commands.places import fill
from competitions.domain.championship import Championship, Stage
from competitions.domain.preparation.skill_plan import SkillPlan
from competitions.domain.registration import COMPETING
from competitions.domain.skill import Skill
from competitions.queries.entering.categories import groups_of
from competitions.wiring import App
from shared.errors import Stale
from shared.identity.principal import Principal
from shared.mongo.retry import retry_on_conflict


async def add_skill(app: App, championship_id: UUID, skill_id: UUID, plan: SkillPlan, by: Principal) -> Skill:
    """A repeat, by `skill_id`, finds what is there.

    Raises Unknown, Forbidden, EmbargoOver, NumberTaken, TooManySkills, UnknownCategory, CategoryNotOpen, and what `SkillPlan.check` raises.
    """
    championship = await held_by(app, championship_id, by)
    if known := await app.skills.find(skill_id):
        return known
    championship.must_be_under_embargo()
    championship.must_have_room(await app.skills.number_in(championship_id))
    groups = groups_of(app, championship)
    plan.must_fit(groups)
    skill = Skill.planned(skill_id, championship_id, plan.settled(groups))
    return await app.skills.add(skill, *description_events.of_skill(skill, app.now()))


async def change_skill(app: App, skill_id: UUID, plan: SkillPlan, by: Principal, seen_version: int) -> Skill:
    """Places that are added go to those who wait. What is planned already changes nothing.

    Raises Unknown, Forbidden, Stale, EmbargoOver, NumberTaken, QuotaBelowConfirmed, UnknownCategory, CategoryNotOpen, and what
    `SkillPlan.check` raises.
    """
    skill, championship = await _held(app, skill_id, by)
    groups = groups_of(app, championship)
    plan = plan.settled(groups)
    if skill.plan == plan:
        if championship.stage is Stage.EMBARGO:
            await fill(app, skill, championship)  # a repeat completes what a kill left
        return skill
    championship.must_be_under_embargo()
    if skill.version != seen_version:
        raise Stale(str(skill_id))
    plan.must_fit(groups)
    counts = (await app.registrations.counts(skill.championship_id)).get(skill_id, Counter())
    changed = skill.changed(plan, sum(counts[state] for state in COMPETING))
    changed = await app.skills.save(changed, *description_events.of_skill(changed, app.now(), skill))
    await fill(app, changed, championship)
    return changed


async def drop_skill(app: App, skill_id: UUID, by: Principal) -> Skill:
    """It is held no more, and stays in the list; its entries are withdrawn. A repeat completes that.

    Raises Unknown, Forbidden, EmbargoOver.
    """

    async def attempt() -> Skill:
        skill, championship = await _held(app, skill_id, by)
        dropped = skill.drop(app.now())
        if dropped is skill:
            return skill
        championship.must_be_under_embargo()
        return await app.skills.save(dropped)

    dropped = await retry_on_conflict(attempt)
    championship = await app.championships.get(dropped.championship_id)
    if championship.stage is Stage.EMBARGO:
        await end_all(app, dropped, championship, by.account)
    return dropped


async def bring_back_skill(app: App, skill_id: UUID, by: Principal) -> Skill:
    """It is held after all; entries do not come back by themselves. Raises Unknown, Forbidden, EmbargoOver."""

    async def attempt() -> Skill:
        skill, championship = await _held(app, skill_id, by)
        held = skill.bring_back()
        if held is skill:
            return skill
        championship.must_be_under_embargo()
        return await app.skills.save(held)

    return await retry_on_conflict(attempt)


async def _held(app: App, skill_id: UUID, by: Principal) -> tuple[Skill, Championship]:
    skill = await app.skills.get(skill_id)
    return skill, await held_by(app, skill.championship_id, by)
