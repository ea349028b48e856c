"""Events are taken as they are written, or not at all: a flag is no word, a number no flag, and a moment has its zone."""

import json
from collections.abc import Iterator
from copy import deepcopy
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from shared.events import Unreadable, from_record
from shared.messaging.topics import EVENTS

CONTRACTS = Path(__file__).parent
KINDS = {one.type: one for one in EVENTS}
SAMPLES = {
    f"{path.parent.name}/{path.stem}": json.loads(path.read_text("utf-8")) for path in sorted(CONTRACTS.rglob("*.json"))
}
"""Of each event that somebody listens to, with every kind of field that it has."""


def parsed(sample: dict[str, Any], data: Any) -> Any:
    headers = [(name, value.encode()) for name, value in sample["headers"].items()]
    return from_record(KINDS[sample["headers"]["ce_type"]], json.dumps(data).encode(), headers)


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, one in children:
        yield from leaves(one, (*path, name))
    if not isinstance(value, dict | list):
        yield path, value


def lax(value: Any) -> list[Any]:
    """What might be meant by somebody who does not look."""
    if isinstance(value, bool):
        return ["yes", "true", 1]
    if isinstance(value, int):
        return [str(value), float(value), True]
    if isinstance(value, str) and _is(datetime, value) and "T" in value:
        return ["1", 0, value.rstrip("Z").partition("+")[0]]
    return [0, "1"] if isinstance(value, str) and _is(date, value) else []


def _is(kind: type[date], text: str) -> bool:
    try:
        kind.fromisoformat(text)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("name", SAMPLES)
def test_what_is_not_quite_so_is_not_taken(name: str) -> None:
    sample = SAMPLES[name]
    parsed(sample, sample["data"])
    taken = []
    for path, value in leaves(sample["data"]):
        for other in lax(value):
            changed = deepcopy(sample["data"])
            place = changed
            for step in path[:-1]:
                place = place[step]
            place[path[-1]] = other
            try:
                parsed(sample, changed)
            except Unreadable:
                continue
            taken.append((path, other))
    assert taken == []


def test_the_samples_have_flags_numbers_days_and_moments() -> None:
    every = [value for sample in SAMPLES.values() for _, value in leaves(sample["data"])]
    assert {len(lax(value)) for value in every} == {0, 2, 3}
    assert {type(value) for value in every} >= {bool, int, str}
