from datetime import date
from uuid import UUID

from competitions import events
from competitions.access import held_by
from competitions.domain.championship import Championship, NumberTaken, UnknownPolicy, UnknownRuleset
from competitions.domain.policies import MEDALS, SCALES
from competitions.domain.skill import Skill
from competitions.domain.text import Text
from competitions.wiring import App
from shared.identity.principal import Forbidden, Principal
from shared.mongo.aggregates import Duplicate


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
    """By the ruleset's policies, unless others are named. Raises UnknownRuleset, UnknownPolicy, EndsBeforeStart."""
    if not by.organisation:
        raise Forbidden
    if ruleset not in app.rulesets:
        raise UnknownRuleset(ruleset, tuple(sorted(app.rulesets)))
    rules = app.rulesets[ruleset]
    scale, medals = scale_policy or rules.scale_policy, medal_policy or rules.medal_policy
    if scale not in SCALES:
        raise UnknownPolicy("scale_policy", scale, tuple(SCALES))
    if medals not in MEDALS:
        raise UnknownPolicy("medal_policy", medals, tuple(MEDALS))
    championship = Championship(
        championship_id, name, by.organisation, ruleset, scale, medals, starts_on=starts_on, ends_on=ends_on
    )
    await app.championships.add(championship)
    return championship


async def add_skill(
    app: App, championship_id: UUID, skill_id: UUID, *, number: str, name: Text, by: Principal
) -> Skill:
    """Raises Unknown, Forbidden, ResultsOut, NumberTaken, TooManySkills."""
    championship = await held_by(app, championship_id, by)
    championship.must_be_under_embargo()
    championship.must_have_room(await app.skills.number_beside(skill_id, championship_id))
    skill = Skill(skill_id, championship_id, number, name)
    try:
        await app.skills.add(skill)
    except Duplicate:
        raise NumberTaken(number) from None
    return skill


async def announce(app: App, championship_id: UUID, by: Principal) -> Championship:
    """Tells everybody of it, once. Raises Unknown, Forbidden."""
    championship = await held_by(app, championship_id, by)
    announced = championship.announce(app.now())
    if announced is not championship:
        skills = await app.skills.of(championship_id)
        told = events.announced(announced, skills, app.now())
        await app.championships.save(announced, told, seen=championship.version)
    return announced
