"""Results on their way to the public. Beginning is one write; completing it may be interrupted and repeated anywhere."""

import asyncio
from uuid import UUID

from competitions import events
from competitions.access import held_by
from competitions.commands.forms import lacking_forms
from competitions.domain.championship import Championship, Stage
from competitions.domain.policies import MEDALS, SCALES
from competitions.domain.results import Result, SkillResults, ranked
from competitions.domain.skill import Skill
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.ids import derive
from shared.observability.telemetry import continued, log
from shared.ttl_cache import TtlCache

SWEEP_SECONDS = 0.25
FAULT_SECONDS = 5.0
"""So long a championship whose publication failed is left alone, and the others go on."""


async def begin_publication(app: App, championship_id: UUID, by: Principal) -> Championship:
    """From here on no mark changes, and everybody knows of the championship. The worker completes it.

    Raises Unknown, Forbidden, NothingToPublish, FormsMissing, SkillsUnsigned.
    """
    championship = await held_by(app, championship_id, by)
    # Signatures are read after the forms were counted: who adds forms takes the signature back first.
    missing = await lacking_forms(app, await app.skills.of(championship_id))
    skills = await app.skills.of(championship_id)
    lacking = tuple((skill.number, missing[skill.id]) for skill in skills if missing.get(skill.id))
    unsigned = tuple(skill.number for skill in skills if not skill.signature)
    begun = championship.begin_publication(app.now(), len(skills), unsigned, lacking)
    if begun is not championship:
        told = [] if championship.announced_at else [events.announced(begun, skills, app.now())]
        await app.championships.save(begun, *told, seen=championship.version)
    return begun


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
    """Keeps and tells the results of each skill, then that the championship is published. A repeat changes nothing.

    The results of one skill and their events are one document, so that none is told without being kept.
    """
    if championship.stage is not Stage.PUBLISHING or championship.published_at is None:
        return
    for skill in await app.skills.of(championship.id):
        if await app.results.find(skill.id) is None:
            await _publish_skill(app, championship, skill)
    told = events.published(championship, championship.published_at)
    await app.championships.save(championship.complete_publication(), told, seen=championship.version)


async def _publish_skill(app: App, championship: Championship, skill: Skill) -> None:
    assert championship.published_at  # noqa: S101 - `complete_publication` looked
    await app.sheets.seal(skill.id)
    results = SkillResults(
        skill.id,
        championship.id,
        championship.scale_policy,
        championship.medal_policy,
        await rank(app, championship, skill),
        championship.published_at,
    )
    told = [events.result_published(result, results, championship, skill) for result in results.results]
    await app.results.add(results, *told)


async def rank(app: App, championship: Championship, skill: Skill) -> tuple[Result, ...]:
    """The results as the marks stand now, best first."""
    sums = await app.sheets.sums(skill.id)
    totals = [(derive("result", one.competitor.registration_id), one.competitor, one.total) for one in sums]
    return ranked(totals, SCALES[championship.scale_policy], MEDALS[championship.medal_policy])
