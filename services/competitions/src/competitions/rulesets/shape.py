"""Whether the tables and keys of a file are those of a ruleset, with values of the right kind."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any, Final, get_args, get_type_hints

from pydantic import ConfigDict, TypeAdapter, ValidationError

from competitions.domain.ruleset import Ruleset
from competitions.rulesets.lines import Path

KINDS: Final = {
    "bool_type": "true or false",
    "int_type": "a whole number, without quotes",
    "int_from_float": "a whole number",
    "string_type": "text in quotes",
    "decimal_type": "a number",
    "decimal_parsing": "a number",
    "finite_number": "a number",
    "tuple_type": "a list in [ ]",
    "list_type": "a list in [ ]",
    "dict_type": "a table",
    "dataclass_type": "a table",
    "dataclass_exact_type": "a table",
}


@dataclass(frozen=True, slots=True)
class Wrong:
    path: Path
    problem: str
    mend: str


def shaped(data: Mapping[str, Any]) -> tuple[Ruleset | None, Sequence[Wrong]]:
    """Strictly: `true` is no number, and `"3"` neither."""
    try:
        (ruleset,) = _reader().validate_json(json.dumps([data], default=_no_text), strict=True)
    except ValidationError as error:
        return None, [_wrong({**one}) for one in error.errors(include_url=False, include_input=False)]
    return ruleset, ()


def _no_text(_date: object) -> list[None]:
    """No key takes a date, and it passes for no text."""
    return [None]


@cache
def _reader() -> TypeAdapter[tuple[Ruleset]]:
    """Of a list of one: dataclasses take a configuration from what they stand in alone."""
    return TypeAdapter(tuple[Ruleset], config=ConfigDict(extra="forbid"))


def _wrong(error: Mapping[str, Any]) -> Wrong:
    path, kind = error["loc"][1:], error["type"]
    if kind == "missing":
        return Wrong(path, "is missing.", "Write it; the rulesets of the package show how.")
    if kind == "unexpected_keyword_argument":
        return Wrong(path, "is no key of a ruleset.", _known_beside(path))
    if kind == "enum":
        return Wrong(path, "is not known here.", f"Write one of: {error['ctx']['expected']}.")
    expected = KINDS.get(kind)
    said = f"must be {expected}" if expected else error["msg"][:1].lower() + error["msg"][1:]
    return Wrong(path, f"{said}.", "Write it so; the rulesets of the package show how.")


def _known_beside(path: Path) -> str:
    known = _keys_of(path[:-1])
    near = get_close_matches(str(path[-1]), known, n=1)
    return f"Did you mean {near[0]}?" if near else f"Leave it out. Known here: {', '.join(known)}."


def _keys_of(path: Path) -> list[str]:
    """Of the table at that path."""
    kind: Any = Ruleset
    for part in path:
        kind = _inner(get_type_hints(kind)[part] if is_dataclass(kind) and isinstance(part, str) else kind, part)
    return [each.name for each in fields(kind)] if is_dataclass(kind) else []


def _inner(kind: Any, part: str | int) -> Any:
    """The dataclass that an optional value or the elements of a list are made of."""
    if is_dataclass(kind):
        return kind
    inside = [one for one in get_args(kind) if one not in {type(None), ...}]
    return _inner(inside[-1], part) if inside else kind
