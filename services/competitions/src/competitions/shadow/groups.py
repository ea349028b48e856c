"""Who is compared with whom, and what becomes of a category with few starters."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from .facts import Rules, Starter


@dataclass(slots=True)
class Heat:
    """Those who are compared with each other."""

    category: str | None
    starters: list[Starter]
    holds: set[str] = field(default_factory=set)
    """Categories that were taken in."""
    is_demonstration: bool = False


def heats(starters: Sequence[Starter], rules: Rules, codes: Sequence[str]) -> list[Heat]:
    """Without those that are not held. `codes`: categories in the ruleset's order."""
    known = [*codes, *sorted({one.category for one in starters if one.category is not None} - set(codes)), None]
    parts = [Heat(code, [one for one in starters if one.category == code]) for code in known]
    parts = [part for part in parts if part.starters]
    if rules.group_below == "merge":
        while (pair := _next_merger(parts, rules)) is not None:
            short, into = pair
            into.starters += short.starters
            into.holds |= {short.category or "", *short.holds}
            parts.remove(short)
        return parts
    short_ones = [part for part in parts if len(part.starters) < rules.group_least]
    if rules.group_below == "not_held":
        return [part for part in parts if part not in short_ones]
    for part in short_ones:
        part.is_demonstration = rules.group_below == "demonstration"
    return parts


def _next_merger(parts: list[Heat], rules: Rules) -> tuple[Heat, Heat] | None:
    for short in parts:
        if short.category is None or len(short.starters) >= rules.group_least:
            continue
        code = rules.group_into.get(short.category)
        for into in parts:
            if into is not short and code is not None and (into.category == code or code in into.holds):
                return short, into
    return None
