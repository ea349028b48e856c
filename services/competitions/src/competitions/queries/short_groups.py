"""Categories in which too few take part, and what the rules make of them: for the organiser, before it counts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from competitions.domain.categories.groups import Category
from competitions.domain.categories.holding import Fate, Group
from competitions.domain.championship import Championship
from competitions.domain.registration import Registration
from competitions.domain.skill import Skill
from competitions.queries.entering.categories import groups_of
from competitions.wiring import App


@dataclass(frozen=True, slots=True)
class ShortGroup:
    skill: Skill
    category: Category | None
    """None: the whole skill, by rules without categories."""
    entries: int
    """That have a place, or started; of a category that is merged, 0: they are in the other one."""
    fate: Fate
    into: Category | None
    """With whom it competes, where it is merged."""


Groups = Mapping[UUID, Sequence[Group]]
"""Of each skill."""


@dataclass(frozen=True, slots=True)
class Grouped:
    groups: Groups
    entries: Sequence[Registration]
    """All that are in the groups."""


NOTHING_SHORT: Final = Grouped({}, ())


async def entered_groups(app: App, championship: Championship) -> Grouped:
    """Of the entries that have a place now. Nothing where no number of starters is too few."""
    rules = app.rulesets[championship.ruleset]
    if rules.starters.min <= 1:
        return NOTHING_SHORT
    found = await app.registrations.holding(championship.id)
    entries = [one for one in found if one.has_place and one.absence is None]
    placed: dict[UUID, dict[UUID, str | None]] = {}
    for one in entries:
        placed.setdefault(one.skill_id, {})[one.id] = one.category
    codes = [one.code for one in rules.categories]
    return Grouped({skill_id: rules.starters.groups(ids, codes) for skill_id, ids in placed.items()}, entries)


async def grouped(app: App, groups: Groups) -> Grouped:
    """With the entries of groups that were made of results."""
    ids = [id for found in groups.values() for group in found for id in group.starters]
    return Grouped(groups, await app.registrations.some(ids) if ids else ())


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
