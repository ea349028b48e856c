"""Results as each reader may see them: the jury and the organiser before publication, everybody after, by initials."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from competitions.access import insider
from competitions.domain.championship import Championship, Stage, UnderEmbargo
from competitions.domain.person import Person
from competitions.domain.results.medals import Medal, MinimumStarters
from competitions.domain.results.policies import MEDALS, SCALES
from competitions.domain.results.result import Result, ranked
from competitions.domain.skill import Skill, SkillUnsigned
from competitions.wiring import App
from shared.identity.principal import Forbidden, Principal
from shared.ids import derive


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One line of a result list."""

    result_id: UUID
    place: int
    name: str
    member: str
    total: Decimal
    scale_score: int
    medal: Medal | None


@dataclass(frozen=True, slots=True)
class ResultList:
    skill: Skill
    lines: tuple[ResultLine, ...]


async def skill_results(app: App, skill_id: UUID, by: Principal | None) -> tuple[Championship, ResultList]:
    """Raises Unknown, UnderEmbargo, SkillUnsigned."""
    skill = await app.skills.get(skill_id)
    championship = await app.championships.get(skill.championship_id)
    if championship.stage is Stage.PUBLISHED:
        published = await app.results.get(skill_id)
        return championship, await _lines(app, skill, published.results, in_full=False)
    try:
        await insider(app, skill_id, by)
    except Forbidden:
        raise UnderEmbargo from None
    if not skill.signature:
        raise SkillUnsigned(skill_id)
    return championship, await _lines(app, skill, await rank(app, championship, skill), in_full=True)


async def scoreboard(app: App, championship_id: UUID) -> tuple[Championship, list[ResultList]]:
    """Every skill's results, for everybody. Raises Unknown, UnderEmbargo."""
    championship = await app.championships.get(championship_id)
    if championship.stage is not Stage.PUBLISHED:
        raise UnderEmbargo
    results = {one.id: one.results for one in await app.results.of(championship_id)}
    skills = await app.skills.held(championship_id)
    subjects = {result.competitor.subject_id for lines in results.values() for result in lines}
    people = await app.people.by_id(subjects)
    return championship, [
        ResultList(skill, _list(results.get(skill.id, ()), people, in_full=False)) for skill in skills
    ]


async def rank(app: App, championship: Championship, skill: Skill) -> tuple[Result, ...]:
    """The results of those for whom the skill is signed, as their marks stand now, best first."""
    totals = [
        (derive("result", one.competitor.registration_id), one.competitor, one.total)
        for one in await app.sheets.sums(skill.id, absent=())
        if one.competitor.registration_id in skill.starters
    ]
    rules = app.rulesets[championship.ruleset]
    scale, medals = SCALES[championship.scale_policy], MEDALS[championship.medal_policy]
    return ranked(totals, scale, medals, rules.minimum_starters, rules.scale_limits)


def minimum_starters(app: App, championship: Championship) -> MinimumStarters:
    """How many must have started in a skill of this championship for each medal."""
    return app.rulesets[championship.ruleset].minimum_starters


async def _lines(app: App, skill: Skill, results: Sequence[Result], *, in_full: bool) -> ResultList:
    people = await app.people.by_id(result.competitor.subject_id for result in results)
    return ResultList(skill, _list(results, people, in_full=in_full))


def _list(results: Sequence[Result], people: Mapping[UUID, Person], *, in_full: bool) -> tuple[ResultLine, ...]:
    return tuple(
        ResultLine(
            result_id=result.id,
            place=result.place,
            name=_name(people.get(result.competitor.subject_id), in_full=in_full),
            member=result.competitor.member,
            total=result.total,
            scale_score=result.scale_score,
            medal=result.medal,
        )
        for result in results
    )


def _name(person: Person | None, *, in_full: bool) -> str:
    """Nothing is left of who was erased."""
    if person is None:
        return "—"
    return person.full_name if in_full else person.public_name
