"""Which values make sense whatever the key: codes that an address can have, texts that people can read, numbers of a use."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from competitions.domain.entering.teams import MOST_MEMBERS
from competitions.rulesets.lines import Path
from competitions.rulesets.shape import Wrong
from shared.text import UnreadableCharacter, prose

CODES: Final = {"id", "code"}
CODE: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_CODE: Final = 40
LANGUAGES: Final = {"ru", "en"}
LONGEST_TEXT: Final = 1000
MOST: Final = 1000
"""Days, hours, people, marks: what is more is a slip of the hand."""
BOUNDS: Final[Mapping[str, tuple[int, int]]] = {
    "entries_each": (1, 100),
    "companions": (0, 2),
    "quota": (1, MOST),
    **dict.fromkeys(("size", "starters_min"), (1, MOST_MEMBERS)),
    **dict.fromkeys(("version", "first_place", "last_place", "given"), (1, MOST)),
    **dict.fromkeys(("lowest", "highest", "score_min", "medallion_from"), (0, 2000)),
    **dict.fromkeys(("publication_years", "valid_years", "proof_years"), (0, 100)),
}
"""Of numbers whose bounds are others."""


def unfit_values(value: Any, path: Path = ()) -> Iterator[Wrong]:
    """Of the whole file, where it has the shape of a ruleset."""
    if isinstance(value, dict):
        yield from (wrong for key, inner in value.items() for wrong in unfit_values(inner, (*path, key)))
    elif isinstance(value, list):
        yield from _twice(value, path)
        yield from (wrong for at, inner in enumerate(value) for wrong in unfit_values(inner, (*path, at)))
    elif path[-1] in CODES:
        yield from _code(value, path)
    elif path[-1] in LANGUAGES:
        yield from _text(value, path)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield from _number(value, path)


def _code(value: Any, path: Path) -> Iterator[Wrong]:
    if not CODE.fullmatch(value) or len(value) > LONGEST_CODE:
        mend = f"Write small Latin letters, digits and single hyphens between them, at most {LONGEST_CODE}: junior-2."
        yield Wrong(path, "cannot stand in an address.", mend)


def _text(value: Any, path: Path) -> Iterator[Wrong]:
    try:
        text = prose(value)
    except UnreadableCharacter as error:
        yield Wrong(path, f"has a sign that nobody can read ({error.code}).", "Type the text anew.")
        return
    if not 0 < len(text) <= LONGEST_TEXT:
        yield Wrong(path, f"has {len(text)} signs.", f"Write from 1 to {LONGEST_TEXT}: people read it.")


def _number(value: float, path: Path) -> Iterator[Wrong]:
    least, most = BOUNDS.get(str(path[-1]), (0, MOST))
    if not least <= value <= most:
        yield Wrong(path, f"is {value}.", f"Write a number from {least} to {most}.")


def _twice(values: list[Any], path: Path) -> Iterator[Wrong]:
    seen: list[Any] = []
    for at, value in enumerate(values):
        code = value.get("code") if isinstance(value, dict) else value
        if code is not None and code in seen:
            where = (*path, at, "code") if isinstance(value, dict) else (*path, at)
            yield Wrong(where, "stands there already.", "Write each once.")
        seen.append(code)
