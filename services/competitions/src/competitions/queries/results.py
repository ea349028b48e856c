"""Results as each reader may see them: in full the jury and the organiser; after publication everybody, as each person allowed.

Whose place may not be public stands in the table without name, initials, member and score: the place and the award are the
championship's own, and a line that names nobody tells nobody's place. A line left out, or without a place at the end, would tell it to
whoever counts.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final
from uuid import UUID

from competitions.access import insider
from competitions.domain.categories.holding import Group
from competitions.domain.championship import Championship, Stage, UnderEmbargo
from competitions.domain.decimals import ZERO
from competitions.domain.progress import Sum
from competitions.domain.records.publicity import PublicItem
from competitions.domain.results.awards import Award
from competitions.domain.results.lifecycle import ResultsState
from competitions.domain.results.medals import Medal
from competitions.domain.results.result import Entered, Result, Starter, compared
from competitions.domain.results.rules import ResultRules
from competitions.domain.sheet import Competitor
from competitions.domain.skill import Skill, SkillUnsigned
from competitions.queries.entering.naming import Competing
from competitions.queries.entering.team_results import items_of, named_in, started_teams
from competitions.wiring import App
from shared.identity.principal import Forbidden, Principal
from shared.ids import derive


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One line of a result list."""

    result_id: UUID
    place: int
    name: str | None
    """In full or as initials; None: the line names nobody."""
    member: str | None
    total: Decimal | None
    scale_score: int | None
    medal: Medal | None
    category: str | None = None
    """The code of the one in which places were given; None where the rules have none."""
    awards: tuple[str, ...] = ()
    """The codes of what was earned."""


@dataclass(frozen=True, slots=True)
class ResultList:
    skill: Skill
    lines: tuple[ResultLine, ...]
    """Category by category, best first."""
    groups: tuple[Group, ...] = ()
    awards: tuple[Award, ...] = ()
    """What there is to earn."""

    @property
    def state(self) -> ResultsState:
        return self.skill.results_state

    def award_of(self, line: ResultLine) -> Award | None:
        """The first that not everybody gets, in the order of the ruleset."""
        return next((one for one in self.awards if one.code in line.awards and not one.for_taking_part), None)

    def of(self, group: Group) -> tuple[ResultLine, ...]:
        return tuple(line for line in self.lines if line.category == group.category)


async def skill_results(app: App, skill_id: UUID, by: Principal | None) -> tuple[Championship, ResultList]:
    """Raises Unknown, UnderEmbargo, SkillUnsigned."""
    skill = await app.skills.get(skill_id)
    championship = await app.championships.get(skill.championship_id)
    is_insider = await _is_insider(app, skill_id, by)
    if championship.stage is Stage.PUBLISHED:
        published = await app.results.get(skill_id)
        results, groups, awards = published.results, published.groups, published.awards
    elif not is_insider:
        raise UnderEmbargo
    elif not skill.signature:
        raise SkillUnsigned(skill_id)
    else:
        results, groups = await rank(app, championship, skill)
        awards = app.rulesets[championship.ruleset].awards
    people = await named_in(app, results)
    lines = _in_full(results, people) if is_insider else in_public(app, championship, results, people)
    return championship, ResultList(skill, lines, groups, awards)


async def _is_insider(app: App, skill_id: UUID, by: Principal | None) -> bool:
    try:
        await insider(app, skill_id, by)
    except Forbidden:
        return False
    return True


_EVERYTHING: Final = frozenset(PublicItem)


async def rank(app: App, championship: Championship, skill: Skill) -> tuple[tuple[Result, ...], tuple[Group, ...]]:
    """The results of those for whom the skill is signed, as their marks stand now, each in their category, best first."""
    ruleset = app.rulesets[championship.ruleset]
    rules = rules_of(app, championship)
    starters = {
        one.competitor.registration_id: _starter(one, rules.places.tie_criterion)
        for one in await app.sheets.sums(skill.id, absent=())
        if one.competitor.registration_id in skill.starters
    }
    groups, teams = await groups_in(app, championship, starters), await started_teams(app, starters)
    return compared(starters, groups, rules, ruleset.awards, teams), groups


def _starter(marks: Sum, tie_criterion: str | None) -> Starter:
    tie = marks.criteria.get(tie_criterion, ZERO) if tie_criterion else ZERO
    return Starter(derive("result", marks.competitor.registration_id), marks.competitor, marks.total, tie)


def rules_of(app: App, championship: Championship) -> ResultRules:
    """As they are now; published results keep theirs."""
    return app.rulesets[championship.ruleset].results(championship.scale_policy, championship.medal_policy)


async def groups_in(app: App, championship: Championship, starters: Collection[UUID]) -> tuple[Group, ...]:
    """Who of one skill is compared with whom. `starters`: their registrations."""
    rules = app.rulesets[championship.ruleset]
    categories = {one.id: one.category for one in await app.registrations.some(starters)}
    return rules.starters.groups({id: categories.get(id) for id in starters}, [one.code for one in rules.categories])


async def entered(app: App, skill: Skill) -> tuple[Entered, ...]:
    """Those for whom the skill is signed, in the order of their ids."""
    found = sorted(await app.registrations.some(skill.starters), key=lambda one: one.id)
    return tuple(Entered(Competitor(one.id, one.subject_id, one.member), one.category) for one in found)


def _in_full(results: Sequence[Result], people: Mapping[UUID, Competing]) -> tuple[ResultLine, ...]:
    return tuple(_line(result, people.get(result.competitor.subject_id), _EVERYTHING) for result in results)


def in_public(
    app: App, championship: Championship, results: Sequence[Result], people: Mapping[UUID, Competing]
) -> tuple[ResultLine, ...]:
    lines = []
    for result in results:
        person = people.get(result.competitor.subject_id)
        items = items_of(app, championship, result, people)
        line = _line(result, person, items)
        # Initials are for who said nothing; there they would tell what the law protects specially.
        is_named = PublicItem.NAME in items or not app.rulesets[championship.ruleset].privacy.special_category
        lines.append(line if is_named else replace(line, name=None))
    return tuple(lines)


def _line(result: Result, person: Competing | None, items: frozenset[PublicItem]) -> ResultLine:
    line = ResultLine(result.id, result.place, None, None, None, None, result.medal, result.category, result.awards)
    if PublicItem.PLACE not in items:
        return line
    has_score = PublicItem.SCORE in items
    return replace(
        line,
        name=_name(person, in_full=PublicItem.NAME in items),
        member=result.competitor.member if PublicItem.ORGANISATION in items else None,
        total=result.total if has_score else None,
        scale_score=result.scale_score if has_score else None,
    )


def _name(person: Competing | None, *, in_full: bool) -> str:
    """Nothing is left of who was erased."""
    if person is None:
        return "—"
    return person.full_name if in_full else person.initials
