"""Categories in which too few take part, and what the rules make of them: for the organiser, before it counts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from competitions.domain.categories.groups import Category
from competitions.domain.categories.holding import Fate, Group
from competitions.domain.championship import Championship
from competitions.domain.skill import Skill
from competitions.queries.entering.categories import groups_of
from competitions.wiring import App


@dataclass(frozen=True, slots=True)
class ShortGroup:
    skill: Skill
    category: Category | None
    """None: the whole skill, by rules without categories."""
    people: int
    """Who have a place, or started; of a category that is merged, 0: they are in the other one."""
    fate: Fate
    into: Category | None
    """With whom it competes, where it is merged."""


Groups = Mapping[UUID, Sequence[Group]]
"""Of each skill."""


async def short_of_entries(app: App, championship: Championship) -> Sequence[ShortGroup]:
    """As the entries with a place stand now."""
    groups = await entered_groups(app, championship)
    return short_among(app, championship, await app.skills.held(championship.id), groups) if groups else ()


async def entered_groups(app: App, championship: Championship) -> Groups:
    """Of the entries that have a place now. None where no number of starters is too few."""
    rules = app.rulesets[championship.ruleset]
    if rules.starters.min <= 1:
        return {}
    placed: dict[UUID, dict[UUID, str | None]] = {}
    for one in await app.registrations.holding(championship.id):
        if one.has_place and one.absence is None:
            placed.setdefault(one.skill_id, {})[one.id] = one.category
    codes = [one.code for one in rules.categories]
    return {skill_id: rules.starters.groups(entries, codes) for skill_id, entries in placed.items()}


def short_among(app: App, championship: Championship, skills: Iterable[Skill], groups: Groups) -> Sequence[ShortGroup]:
    """Those that are not held as they are."""
    named = groups_of(app, championship).named
    return [
        short
        for skill in skills
        for group in groups.get(skill.id, ())
        for short in (
            *(ShortGroup(skill, named(code), 0, group.fate, named(group.category)) for code in group.merged),
            *([] if group.fate is Fate.HELD else [_alone(skill, named(group.category), group)]),
        )
    ]


def _alone(skill: Skill, category: Category | None, group: Group) -> ShortGroup:
    return ShortGroup(skill, category, len(group.starters), group.fate, None)
