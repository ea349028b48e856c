"""Every skill's results as each person allowed, and the members compared by them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final
from uuid import UUID

from competitions.domain.championship import Championship, Stage, UnderEmbargo
from competitions.domain.records.publicity import PublicItem
from competitions.domain.results.result import Result, SkillResults
from competitions.domain.results.rules import ResultRules
from competitions.domain.results.standings import Standing, standings
from competitions.queries.entering.naming import Competing
from competitions.queries.entering.team_results import items_of, named_in
from competitions.queries.results import ResultList, in_public, rules_of
from competitions.wiring import App
from shared.web.kept.looked_over import Seen

MEMBERS_PLACE: Final = frozenset({PublicItem.ORGANISATION, PublicItem.PLACE})


@dataclass(frozen=True, slots=True)
class Standings:
    """As everybody may see them."""

    listed: tuple[Standing, ...]
    """Best first. A place may be missing: it is one of the unlisted."""
    unlisted: int
    """Members of whom so few started that their standing would tell what one person reached."""


@dataclass(frozen=True, slots=True)
class Scoreboard:
    championship: Championship
    rules: ResultRules
    """Of then."""
    skills: Sequence[ResultList]
    standings: Standings | None
    """None: the rules compare no members, or nobody reached what counts."""


async def scoreboard(app: App, championship_id: UUID) -> Seen[Scoreboard]:
    """For everybody, as it stood some seconds ago, with what was written of it. Raises Unknown, UnderEmbargo."""
    return await app.scoreboards.get(championship_id, partial(_read, app, championship_id))


async def _read(app: App, championship_id: UUID) -> Scoreboard:
    championship = await app.championships.get(championship_id)
    if championship.stage is not Stage.PUBLISHED:
        raise UnderEmbargo
    found = {one.id: one for one in await app.results.of(championship_id)}
    rules = next((one.rules for one in found.values()), None) or rules_of(app, championship)
    skills = await app.skills.held(championship_id)
    people = await named_in(app, [each for one in found.values() for each in one.results])
    lists = [
        ResultList(skill, in_public(app, championship, one.results, people), one.groups, one.awards)
        if (one := found.get(skill.id))
        else ResultList(skill, ())
        for skill in skills
    ]
    return Scoreboard(championship, rules, lists, _standings(app, championship, rules, found.values(), people))


def _standings(
    app: App,
    championship: Championship,
    rules: ResultRules,
    skills: Iterable[SkillResults],
    people: Mapping[UUID, Competing],
) -> Standings | None:
    if rules.standings is None:
        return None
    special = app.rulesets[championship.ruleset].privacy.special_category

    def allowed(result: Result) -> bool:
        is_there = result.competitor.subject_id in people
        return is_there and items_of(app, championship, result, people) >= MEMBERS_PLACE

    found = standings((one.results for one in skills), rules.standings, by_medals=rules.gives_medals)
    if not any(one.points or any(one.won) for one in found):
        return None
    listed = tuple(
        one for one in found if not one.is_small or (not special and all(allowed(result) for result in one.results))
    )
    return Standings(listed, len(found) - len(listed))
