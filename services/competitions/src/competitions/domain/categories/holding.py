"""What becomes of a category with few starters: held all the same, held without medals, together with another, or not at all.

Source: regulations of 2018 (fewer than 4 started: not held), Abilympics rules (a demonstration category has no medals), results of
regions (small categories are held) [P, S]. Which of them, and from how many, is a key of the ruleset.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final
from uuid import UUID


class Below(StrEnum):
    HOLD = "hold"
    """As the others."""
    DEMONSTRATION = "demonstration"
    """With places, without medals."""
    MERGE = "merge"
    """Together with the category that the ruleset names for it."""
    NOT_HELD = "not_held"
    """Without results."""


class Fate(StrEnum):
    """What a category came to."""

    HELD = "held"
    DEMONSTRATION = "demonstration"
    NOT_HELD = "not_held"


@dataclass(frozen=True, slots=True)
class Group:
    """Who is compared with whom in one skill."""

    category: str | None
    """The code of one of the ruleset; None where it has none."""
    starters: tuple[UUID, ...]
    """Their registrations."""
    merged: tuple[str, ...] = ()
    """Categories that compete in this one, since too few started in them."""
    fate: Fate = Fate.HELD


@dataclass(frozen=True, slots=True)
class StarterRules:
    """Of a ruleset."""

    min: int = 1
    """So many starters of a category, or of a skill where there are none, it takes."""
    below: Below = Below.HOLD
    into: Mapping[str, str] = field(default_factory=dict)
    """With whom a category is merged: codes by codes. One that is not named is held as it is."""

    def groups(self, starters: Mapping[UUID, str | None], codes: Sequence[str]) -> tuple[Group, ...]:
        """In the order of the ruleset's `codes`; those that it has no more come after, and who has none comes last."""
        found = [Group(code, tuple(sorted(ids))) for code, ids in _by_category(starters, codes)]
        if self.below is Below.MERGE:
            return tuple(self._merged(found))
        return tuple(replace(one, fate=self._fate(one)) for one in found)

    def is_short(self, starters: int) -> bool:
        return starters < self.min

    def _fate(self, group: Group) -> Fate:
        fates = {Below.DEMONSTRATION: Fate.DEMONSTRATION, Below.NOT_HELD: Fate.NOT_HELD}
        return fates.get(self.below, Fate.HELD) if self.is_short(len(group.starters)) else Fate.HELD

    def _merged(self, groups: list[Group]) -> list[Group]:
        """The first that is short goes to its target, where somebody starts there, until nothing is left to merge."""
        for short in groups:
            target = self._target(short, groups)
            if target:
                both = replace(
                    target,
                    starters=tuple(sorted((*target.starters, *short.starters))),
                    merged=(*target.merged, *([short.category] if short.category else []), *short.merged),
                )
                return self._merged([both if one is target else one for one in groups if one is not short])
        return groups

    def _target(self, short: Group, groups: Iterable[Group]) -> Group | None:
        if short.category is None or not self.is_short(len(short.starters)):
            return None
        code = self.into.get(short.category)
        if code is None:
            return None
        return next((one for one in groups if one is not short and (one.category == code or code in one.merged)), None)


USUAL_STARTERS: Final = StarterRules()


def _by_category(starters: Mapping[UUID, str | None], codes: Sequence[str]) -> Iterable[tuple[str | None, list[UUID]]]:
    others = sorted({code for code in starters.values() if code is not None} - {*codes})
    for code in (*codes, *others, None):
        if ids := [id for id, category in starters.items() if category == code]:
            yield code, ids
