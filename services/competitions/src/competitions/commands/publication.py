"""Results on their way to the public. Beginning is one write; completing it may be interrupted and repeated anywhere."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from competitions import events
from competitions.access import held_by
from competitions.commands.entering.regrouping import tell_of
from competitions.domain.championship import Championship
from competitions.domain.results.contesting import official
from competitions.domain.results.lifecycle import ResultsState, ResultStatus
from competitions.domain.results.publishing import Standing, begin, complete, stop
from competitions.domain.results.result import SkillResults
from competitions.domain.skill import Skill
from competitions.queries.published.counted_twice import differing_in
from competitions.queries.results import entered, rank
from competitions.queries.sheets import progress_of, skill_head, without_sheets
from competitions.queries.short_groups import grouped
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.mongo.retry import retry_on_conflict
from shared.observability.telemetry import continued, log
from shared.ttl_cache import TtlCache

SWEEP_SECONDS = 0.25
FAULT_SECONDS = 5.0
"""So long a championship whose publication failed is left alone, and the others go on."""


async def begin_publication(app: App, championship_id: UUID, status: ResultStatus, by: Principal) -> Championship:
    """From here on nothing is corrected behind the publication, and everybody knows of the championship. The worker completes it.

    Raises Unknown, Forbidden, NothingToPublish, SheetsMissing, SkillsUnsigned, SkillsProtested.
    """
    championship = await held_by(app, championship_id, by)
    # Signatures are read after the sheets were counted: who adds sheets takes the signature back first.
    missing = await without_sheets(app, await app.skills.held(championship_id))
    skills = await app.skills.held(championship_id)
    starters = await app.registrations.starters(skill.id for skill in skills)
    held = [skill for skill in skills if starters[skill.id]]
    progress = await progress_of(app, [skill.id for skill in held])
    reopened = {id for id, parts in progress.items() if not all(part.is_signed for part in parts)}
    standing = Standing(
        skills=len(held),
        unsigned=tuple(
            skill.number for skill in held if skill.id in reopened or not skill.is_signed_for(starters[skill.id])
        ),
        lacking=tuple((skill.number, missing[skill.id]) for skill in skills if missing.get(skill.id)),
        protested=tuple(skill.number for skill in held if skill.results_state is ResultsState.PROTESTED),
        official=sum(skill.official_at is not None for skill in held),
    )
    begun, happened = begin(championship, app.now(), status, standing)
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
            is_published = await complete_publication(app, championship)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with this one, the others are published
            log.error("a publication failed", championship_id=str(championship.id), exc_info=error)
            return False
        if is_published:
            log.info("published", championship_id=str(championship.id))
        return True


async def complete_publication(app: App, championship: Championship) -> bool:
    """Stores the results of each skill with their events, then that the championship is published. A repeat changes
    nothing. False where nothing was published.

    All are counted a second time first: what differs stops the publication before anybody is told anything. The results of one
    skill and their events are one document, so that none is told without being stored.
    """
    if not championship.is_being_published or championship.published_at is None:
        return False
    skills = await app.skills.held(championship.id)
    if await _is_stopped(app, championship, skills):
        return False
    statuses = [await _publish_skill(app, championship, skill.id, championship.published_at) for skill in skills]
    if app.rulesets[championship.ruleset].starters.min > 1:
        groups = {one.id: one.groups for one in await app.results.of(championship.id)}
        await tell_of(app, await grouped(app, groups))
    published, happened = complete(championship, is_official=all(one is ResultStatus.OFFICIAL for one in statuses))
    if happened:
        await app.championships.save(published, *events.of_championship(published, skills, (happened,)))
    return True


async def _is_stopped(app: App, championship: Championship, skills: Sequence[Skill]) -> bool:
    """By what the second count makes otherwise, or a signature that does not stand any more. Sheets are sealed before they are counted,
    and opened again where nothing comes of it."""
    known = {one.id: one for one in await app.results.of(championship.id)}
    if any(one.revision == championship.revision for one in known.values()):
        return False  # some of it is told: a repeat goes on with what was counted
    unsettled = [one for one in skills if one.id not in known or known[one.id].status is ResultStatus.UNOFFICIAL]
    for skill in unsettled:
        await app.sheets.seal(skill.id)
    is_unsigned = await _are_unsigned(app, [one.id for one in unsettled])
    differing = () if is_unsigned else await differing_in(app, championship, skills)
    if differing:
        log.error("the second count differs", championship_id=str(championship.id), differing=len(differing))
    elif not is_unsigned:
        return False
    earlier = max((one.published_at for one in known.values()), default=None)
    for skill in unsettled:  # before the rest: a kill in between is begun anew
        await app.sheets.unseal(skill.id)
    await app.championships.save(stop(championship, differing, earlier))
    return True


async def _are_unsigned(app: App, skill_ids: Sequence[UUID]) -> bool:
    """A form may have been opened again since the publication was asked for; of those that are sealed none is."""
    starters = await app.registrations.starters(skill_ids)
    return any(
        [
            starters[skill.id] and (skill.signature is None or await app.sheets.unsigned(skill.id, starters[skill.id]))
            for skill in await app.skills.some(skill_ids)
        ]
    )


async def _publish_skill(app: App, championship: Championship, skill_id: UUID, at: datetime) -> ResultStatus:
    """Returns as what its results stand then."""
    stands = await app.results.find(skill_id)
    if stands is None or (stands.revision < championship.revision and stands.status is ResultStatus.UNOFFICIAL):
        skill = await _settled(app, championship, skill_id, at)
        await app.sheets.seal(skill_id)
        results = await _results(app, championship, skill, at)
        told = events.of_results(results, championship, skill)
        if stands is None:
            await app.results.add(results, *told)
        elif stands.status is not results.status:
            await app.results.save(replace(results, version=stands.version), *told)
        stands = results
    if stands.status is ResultStatus.UNOFFICIAL:
        await app.sheets.unseal(skill_id)
    return stands.status


async def _settled(app: App, championship: Championship, skill_id: UUID, at: datetime) -> Skill:
    """The skill, official where that is asked and nothing of it is contested: no protest comes after this."""

    async def attempt() -> Skill:
        skill = await app.skills.get(skill_id)
        settled = official(skill, at) if championship.published_as is ResultStatus.OFFICIAL else skill
        return skill if settled is skill else await app.skills.save(settled)

    return await retry_on_conflict(attempt)


async def _results(app: App, championship: Championship, skill: Skill, at: datetime) -> SkillResults:
    rules = app.rulesets[championship.ruleset]
    ranked, groups = await rank(app, championship, skill)
    return SkillResults(
        skill.id,
        championship.id,
        rules.results(championship.scale_policy, championship.medal_policy),
        ranked,
        at,
        groups,
        rules.awards,
        ResultStatus.OFFICIAL if skill.official_at else ResultStatus.UNOFFICIAL,
        championship.revision,
        (await app.sheets.corrections([skill.id]))[skill.id],
        await skill_head(app, skill),
        await entered(app, skill),
    )
