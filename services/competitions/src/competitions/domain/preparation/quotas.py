"""How many places a skill has, and for whom."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from competitions.domain.categories.groups import Categories, Category
from competitions.domain.entering.listed import Listed

Lack = Literal["places", "category", "member"]
"""Whether the skill has no place left, or none for this category, or none for this member."""


@dataclass(frozen=True, slots=True)
class Quota:
    """The places of a skill in all, for each member, and for categories by their codes. None, or not named: for as many as come."""

    in_all: int | None = None
    a_member: int | None = None
    of_category: Mapping[str, int] = field(default_factory=dict)


NO_PLACES = Quota(0)


CategoryPlaces = tuple[tuple[Category, int], ...]
"""Categories that have places of their own, with how many of these are left."""


def own_places(groups: Categories, quotas: Mapping[str, int], taken: Mapping[str, int]) -> CategoryPlaces:
    """`quotas`, `taken`: by the codes of categories."""
    return tuple((one, max(0, quotas[one.code] - taken.get(one.code, 0))) for one in groups.all if one.code in quotas)


def most_free(open_to: Collection[Category], free: int | None, own: CategoryPlaces) -> int | None:
    """Places that somebody may have: where every category has its own, not more than are left of these. None: no limit.

    `free`: of those in all.
    """
    if not own or len(own) < len(open_to):
        return free
    left = sum(places for _, places in own)
    return left if free is None else min(free, left)


class Taken:
    """The places that are given, counted as the quotas do."""

    def __init__(self, holders: Iterable[Listed]) -> None:
        self.total = 0
        self.members, self.categories = Counter[str](), Counter[str | None]()
        for one in holders:
            self.add(one)

    def add(self, entry: Listed) -> None:
        self.total += 1
        self.members[entry.member_key] += 1
        self.categories[entry.category] += 1

    def leave_room(self, quota: Quota, entry: Listed) -> bool:
        return (
            has_room(quota.in_all, self.total)
            and has_room(quota.a_member, self.members[entry.member_key])
            and has_room(quota.of_category.get(entry.category or ""), self.categories[entry.category])
        )


def has_room(quota: int | None, taken: int) -> bool:
    return quota is None or taken < quota
