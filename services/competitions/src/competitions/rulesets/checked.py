"""One file of a ruleset, from its bytes to the ruleset or to all that is wrong with it."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Any, Final

from competitions.domain.ruleset import Ruleset
from competitions.rulesets.faults import Fault
from competitions.rulesets.lines import Path, line_of, lines
from competitions.rulesets.rules import broken
from competitions.rulesets.shape import Wrong, shaped
from competitions.rulesets.values import unfit_values

AT_LINE: Final = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)")
BARE: Final = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Checked:
    ruleset: Ruleset | None
    """None: there are faults."""
    faults: tuple[Fault, ...] = ()
    line_of_id: int = 1


def checked(name: str, file: Traversable) -> Checked:
    """`name`: as the operator knows the file."""
    try:
        raw = file.read_bytes()
    except OSError as error:
        return _unreadable(name, None, f"This file cannot be read ({error.strerror}).", "Let the service read it.")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return _unreadable(name, line, "This is no UTF-8.", "Save the file as UTF-8.")
    try:
        data, known = tomllib.loads(text), lines(text)
    except tomllib.TOMLDecodeError as error:
        return _no_toml(name, text, str(error))
    except RecursionError:
        return _unreadable(name, 1, "Brackets are nested too deep.", "Write no more than a ruleset needs.")
    ruleset, wrong = _ruleset(data)
    faults = [Fault(name, line_of(one.path, known), _spelt(one.path), one.problem, one.mend) for one in wrong]
    faults.sort(key=lambda fault: fault.line or 0)
    return Checked(None if faults else ruleset, tuple(faults), line_of(("id",), known))


def _ruleset(data: Mapping[str, Any]) -> tuple[Ruleset | None, Sequence[Wrong]]:
    """What holds of the values is asked of the shape that a ruleset has, and what holds of the whole, of good values."""
    ruleset, wrong = shaped(data)
    wrong = wrong or list(unfit_values(data))
    return ruleset, wrong or (list(broken(ruleset)) if ruleset else [])


def _no_toml(name: str, text: str, message: str) -> Checked:
    found = AT_LINE.search(message)
    line = int(found[1]) if found and found[1] else text.count("\n") + 1
    said = AT_LINE.sub("", message)
    return _unreadable(name, line, f"This is no TOML: {said}.", "See https://toml.io for how it is written.")


def _unreadable(name: str, line: int | None, problem: str, mend: str) -> Checked:
    return Checked(None, (Fault(name, line, "", problem, mend),))


def _spelt(path: Path) -> str:
    spelt = ""
    for part in path:
        if isinstance(part, int):
            spelt += f"[{part + 1}]"
        else:
            key = part if BARE.fullmatch(part) else '"' + part.replace("\\", "\\\\").replace('"', '\\"') + '"'
            spelt += f".{key}" if spelt else key
    return spelt
