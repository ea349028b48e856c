"""The keys of a ruleset, by which it is shown and compared: `consents.required`, each with its value."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from competitions.domain.ruleset import Ruleset
from shared.text import Text

NAMES = frozenset({"id", "name"})
"""What it is called: nothing that differs."""


def keys_of(ruleset: Ruleset) -> Mapping[str, Any]:
    """All but its names. A list is one value, and so is a table that is not there."""
    return {path: value for path, value in _leaves(ruleset) if path not in NAMES}


def differing(ruleset: Ruleset, usual: Ruleset) -> frozenset[str]:
    """The keys whose values are others than in `usual`, also where only one of the two has them."""
    one, other = keys_of(ruleset), keys_of(usual)
    return frozenset(path for path in {*one, *other} if one.get(path) != other.get(path))


def plainly(value: Any, spoken: str) -> str:
    """A value for which nobody has found words yet."""
    if isinstance(value, Text):
        return value.in_language(spoken)
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {plainly(inner, spoken)}" for key, inner in value.items())
    if isinstance(value, tuple | list):
        return ", ".join(plainly(inner, spoken) for inner in value) or "–"
    if is_dataclass(value):
        return plainly(
            next((getattr(value, name) for name in ("name", "title", "code") if hasattr(value, name)), ""), spoken
        )
    return "–" if value is None else str(value)


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if not is_dataclass(value) or isinstance(value, Text):
        yield path, value
        return
    for each in fields(value):
        yield from _leaves(getattr(value, each.name), f"{path}.{each.name}" if path else each.name)
