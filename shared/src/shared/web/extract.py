"""Finds every text that a package shows to people: `python -m shared.web.extract PACKAGE` lists those without Russian.

Texts are the literal arguments of `_(…)`, `_.n(…, …)` in Python and `ngettext(…, …)`, and the titles of problem types.
"""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from babel.messages.extract import extract_from_dir, extract_from_file

from shared.web.i18n import catalogue

KEYWORDS: Final[Mapping[str, tuple[int, ...] | None]] = {
    "_": None,
    "n": (1, 2),
    "ngettext": (1, 2),
    "ProblemType": (4,),
}
"""By the name of the call, which of its arguments are texts. `n` is the method: `_.n(…)`."""
METHODS: Final = [("**.py", "python"), ("**/templates/**.html", "jinja2.ext:babel_extract")]
OPTIONS: Final[dict[str, dict[str, Any]]] = {"**/templates/**.html": {"silent": "false"}}


@dataclass(frozen=True, slots=True)
class Message:
    """`text` as English writes it (the singular where there is a plural), and where it stands."""

    text: str
    plural: str | None
    where: str


def messages(package: str) -> Iterator[Message]:
    """All texts of a package. Raises TemplateSyntaxError for a template that cannot be read, rather than skip it."""
    found = extract_from_dir(str(files(package)), METHODS, OPTIONS, dict(KEYWORDS), comment_tags=())
    for name, line, text, _comments, _context in found:
        yield _message(text, f"{name}:{line}")


def in_python(path: Path) -> Iterator[Message]:
    for line, text, _comments, _context in extract_from_file("python", path, dict(KEYWORDS)):
        yield _message(text, f"{path.name}:{line}")


def _message(text: str | tuple[str, ...], where: str) -> Message:
    singular, plural = (text, None) if isinstance(text, str) else (text[0], text[1])
    return Message(singular, plural, where)


def missing(package: str) -> list[Message]:
    """The texts that have no finished Russian translation in the package's catalogue or in shared's."""
    known = set()
    for name in {package, "shared"}:
        for entry in catalogue(name):
            written = entry.string if isinstance(entry.string, (list, tuple)) else (entry.string,)
            if entry.id and not entry.fuzzy and all(written):
                known.add(entry.id if isinstance(entry.id, str) else (entry.id[0], entry.id[1]))
    return [
        one for one in messages(package) if (one.text if one.plural is None else (one.text, one.plural)) not in known
    ]


def main(packages: list[str]) -> int:
    found = {(one.text, one.plural): (package, one.where) for package in packages for one in missing(package)}
    for (text, plural), (package, where) in found.items():
        several = f'\nmsgid_plural "{plural}"' if plural else ""
        sys.stdout.write(f'#: {package} {where}\nmsgid "{text}"{several}\n\n')
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
