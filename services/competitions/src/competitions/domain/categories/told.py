"""How the category of an entry is held, as those whom it concerns hear of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from competitions.domain.categories.holding import Fate, Group


class HowHeld(StrEnum):
    AS_PLANNED = "as_planned"
    MERGED = "merged"
    """Too few take part in it, and it competes together with another, under the other's name."""
    JOINED = "joined"
    """Others, in which too few take part, compete together with it."""
    DEMONSTRATION = "demonstration"
    NOT_HELD = "not_held"


@dataclass(frozen=True, slots=True)
class Holding:
    way: HowHeld = HowHeld.AS_PLANNED
    together: tuple[str, ...] = ()
    """The codes of categories that compete as one, the one under whose name first. Empty where it competes by itself."""


AS_PLANNED: Final = Holding()
ALONE: Final = {
    Fate.HELD: AS_PLANNED,
    Fate.DEMONSTRATION: Holding(HowHeld.DEMONSTRATION),
    Fate.NOT_HELD: Holding(HowHeld.NOT_HELD),
}


def holdings(groups: Iterable[Group], categories: Mapping[UUID, str | None]) -> dict[UUID, Holding]:
    """Of everybody in the groups. `categories`: the codes in which they are entered, by registration, as in the groups."""
    return {id: _holding(group, categories.get(id)) for group in groups for id in group.starters}


def _holding(group: Group, category: str | None) -> Holding:
    if not group.merged:
        return ALONE[group.fate]
    way = HowHeld.MERGED if category in group.merged else HowHeld.JOINED
    return Holding(way, (*([group.category] if group.category else []), *group.merged))
