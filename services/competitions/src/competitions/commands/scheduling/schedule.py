"""The schedule of a championship: items added, changed and taken off until its results are published."""

from collections.abc import Callable
from uuid import UUID

from competitions.access import held_by
from competitions.domain.championship import Championship
from competitions.domain.preparation.plan import zone_of
from competitions.domain.refusal import Unknown
from competitions.domain.schedule.items import Item, Schedule
from competitions.domain.schedule.plans import ItemPlan
from competitions.wiring import App
from shared.errors import Stale
from shared.identity.principal import Principal
from shared.mongo.retry import retry_on_conflict


async def add_item(app: App, championship_id: UUID, item_id: UUID, plan: ItemPlan, by: Principal) -> Item:
    """A repeat, by `item_id`, finds what is there, also where it was changed or taken off since.

    Raises Unknown, Forbidden, EmbargoOver, SkillDropped, EndsBeforeItBegins, OutsideTheDays, TooManyItems.
    """
    await held_by(app, championship_id, by)
    if known := (await app.schedules.of(championship_id)).known(item_id):
        return known
    championship = await _open(app, championship_id, plan, by)

    def added(schedule: Schedule) -> Schedule:
        return (
            schedule
            if schedule.known(item_id)
            else schedule.with_item(item_id, plan, app.now(), is_known=_is_seen(championship))
        )

    return (await _change(app, championship, added)).item(item_id)


async def change_item(app: App, championship_id: UUID, item_id: UUID, plan: ItemPlan, by: Principal, seen: int) -> Item:
    """As planned anew. `seen`: the revision that it was made of; what is planned already changes nothing.

    Raises Unknown, Forbidden, Stale, EmbargoOver, SkillDropped, EndsBeforeItBegins, OutsideTheDays.
    """
    await held_by(app, championship_id, by)
    known = (await app.schedules.of(championship_id)).item(item_id)
    if known.plan == plan:
        return known
    championship = await _open(app, championship_id, plan, by)

    def changed(schedule: Schedule) -> Schedule:
        known = schedule.item(item_id)
        if known.plan != plan and known.revision != seen:
            raise Stale(str(item_id))
        return schedule.with_item(item_id, plan, app.now(), is_known=_is_seen(championship))

    return (await _change(app, championship, changed)).item(item_id)


async def remove_item(app: App, championship_id: UUID, item_id: UUID, by: Principal) -> None:
    """It does not take place. A repeat changes nothing. Raises Unknown, Forbidden, EmbargoOver."""
    championship = await held_by(app, championship_id, by)
    if (await app.schedules.of(championship_id)).is_removed(item_id):
        return
    championship.must_be_under_embargo()
    is_known = _is_seen(championship)
    await _change(app, championship, lambda schedule: schedule.without(item_id, app.now(), is_known=is_known))


def _is_seen(championship: Championship) -> bool:
    """By everybody, so that a change is told."""
    return championship.announced_at is not None


async def _open(app: App, championship_id: UUID, plan: ItemPlan, by: Principal) -> Championship:
    championship = await held_by(app, championship_id, by)
    championship.must_be_under_embargo()
    if plan.skill_id:
        skill = await app.skills.find(plan.skill_id)
        if skill is None or skill.championship_id != championship_id:
            raise Unknown("skill", plan.skill_id)
        skill.must_be_held()
    plan.check(championship.starts_on, championship.ends_on, zone_of(championship.time_zone))
    return championship


async def _change(app: App, championship: Championship, change: Callable[[Schedule], Schedule]) -> Schedule:
    async def attempt() -> Schedule:
        known = await app.schedules.find(championship.id)
        seen = known or Schedule(championship.id)
        changed = change(seen)
        if changed is seen:
            return seen
        if known:
            return await app.schedules.save(changed)
        stored = await app.schedules.add(changed)
        if stored is not changed:
            raise Stale(str(championship.id))
        return stored

    return await retry_on_conflict(attempt)
