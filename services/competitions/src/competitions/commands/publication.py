"""Results on their way to the public. Beginning is one write; completing it may be interrupted and repeated anywhere."""

import asyncio
from datetime import datetime
from uuid import UUID

from competitions import events
from competitions.access import held_by
from competitions.domain.championship import Championship
from competitions.domain.results.result import SkillResults
from competitions.domain.skill import Skill
from competitions.queries.results import rank
from competitions.queries.sheets import without_sheets
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.observability.telemetry import continued, log
from shared.ttl_cache import TtlCache

SWEEP_SECONDS = 0.25
FAULT_SECONDS = 5.0
"""So long a championship whose publication failed is left alone, and the others go on."""


async def begin_publication(app: App, championship_id: UUID, by: Principal) -> Championship:
    """From here on no mark changes, and everybody knows of the championship. The worker completes it.

    Raises Unknown, Forbidden, NothingToPublish, SheetsMissing, SkillsUnsigned.
    """
    championship = await held_by(app, championship_id, by)
    # Signatures are read after the sheets were counted: who adds sheets takes the signature back first.
    missing = await without_sheets(app, await app.skills.held(championship_id))
    skills = await app.skills.held(championship_id)
    lacking = tuple((skill.number, missing[skill.id]) for skill in skills if missing.get(skill.id))
    starters = await app.registrations.starters(skill.id for skill in skills)
    held = [skill for skill in skills if starters[skill.id]]
    unsigned = tuple(skill.number for skill in held if not skill.is_signed_for(starters[skill.id]))
    begun, happened = championship.begin_publication(app.now(), len(held), unsigned, lacking)
    if not happened:
        return championship
    return await app.championships.save(begun, *events.of_championship(begun, skills, happened))


async def sweep_publications(app: App) -> None:
    """Completes whatever publication has begun, until cancelled. One that cannot be completed holds up no other."""
    failed: TtlCache[UUID, bool] = TtlCache(most=1000, seconds=FAULT_SECONDS)
    while True:
        for championship in await app.championships.being_published():
            if not failed.get(championship.id) and not await _publish(app, championship):
                failed.keep(championship.id, True)
        await asyncio.sleep(SWEEP_SECONDS)


async def _publish(app: App, championship: Championship) -> bool:
    with continued(None, "publish"):
        try:
            await complete_publication(app, championship)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with this one, the others are published
            log.error("a publication failed", championship_id=str(championship.id), exc_info=error)
            return False
        log.info("published", championship_id=str(championship.id))
        return True


async def complete_publication(app: App, championship: Championship) -> None:
    """Stores the results of each skill with their events, then that the championship is published. A repeat changes
    nothing.

    The results of one skill and their events are one document, so that none is told without being stored.
    """
    published, happened = championship.complete_publication()
    if happened is None:
        return
    skills = await app.skills.held(championship.id)
    for skill in skills:
        if await app.results.find(skill.id) is None:
            await _publish_skill(app, championship, skill, happened.at)
    await app.championships.save(published, *events.of_championship(published, skills, (happened,)))


async def _publish_skill(app: App, championship: Championship, skill: Skill, at: datetime) -> None:
    await app.sheets.seal(skill.id)
    rules = app.rulesets[championship.ruleset]
    ranked, groups = await rank(app, championship, skill)
    results = SkillResults(
        skill.id,
        championship.id,
        rules.results(championship.scale_policy, championship.medal_policy),
        ranked,
        at,
        groups,
        rules.awards,
    )
    await app.results.add(results, *events.of_results(results, championship, skill))
