from datetime import date
from uuid import UUID

from competitions import events
from competitions.access import held_by
from competitions.domain.championship import Championship
from competitions.domain.ruleset import ruleset_named
from competitions.domain.skill import Skill
from competitions.wiring import App
from shared.identity.principal import Forbidden, Principal
from shared.text import Text


async def open_championship(
    app: App,
    championship_id: UUID,
    *,
    name: Text,
    ruleset: str,
    starts_on: date,
    ends_on: date,
    scale_policy: str | None,
    medal_policy: str | None,
    by: Principal,
) -> Championship:
    """Raises Forbidden, UnknownRuleset, UnknownPolicy, EndsBeforeStart."""
    if not by.organisation:
        raise Forbidden
    championship = ruleset_named(ruleset, app.rulesets).open(
        championship_id,
        name=name,
        organisation=by.organisation,
        starts_on=starts_on,
        ends_on=ends_on,
        scale_policy=scale_policy,
        medal_policy=medal_policy,
    )
    return await app.championships.add(championship)


async def add_skill(
    app: App, championship_id: UUID, skill_id: UUID, *, number: str, name: Text, by: Principal
) -> Skill:
    """A repeat, by `skill_id`, finds what is there. Raises Unknown, Forbidden, EmbargoOver, NumberTaken, TooManySkills."""
    championship = await held_by(app, championship_id, by)
    if known := await app.skills.find(skill_id):
        return known
    championship.must_be_under_embargo()
    championship.must_have_room(await app.skills.number_in(championship_id))
    return await app.skills.add(Skill(skill_id, championship_id, number, name))


async def announce(app: App, championship_id: UUID, by: Principal) -> Championship:
    """Tells everybody of it, once. Raises Unknown, Forbidden."""
    championship = await held_by(app, championship_id, by)
    announced, happened = championship.announce(app.now())
    if not happened:
        return championship
    skills = await app.skills.of(championship_id)
    return await app.championships.save(announced, *events.of_championship(announced, skills, happened))
