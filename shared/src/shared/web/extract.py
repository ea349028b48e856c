"""Finds every text that a package shows to people: `python -m shared.web.extract PACKAGE` lists those without Russian.

Texts are the literal arguments of `_(…)` and `_.n(…, …)` in Python and templates, and the titles of problem types.
"""

import ast
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from jinja2 import nodes

from shared.web.i18n import catalogue
from shared.web.pages import environment, folders


@dataclass(frozen=True, slots=True)
class Message:
    """`text` as English writes it (the singular where there is a plural), and where it stands."""

    text: str
    plural: str | None
    where: str


def messages(package: str) -> Iterator[Message]:
    """All texts of a package. Raises SyntaxError or TemplateSyntaxError for a file that cannot be read, rather than skip it."""
    root = Path(str(files(package)))
    for path in sorted(root.rglob("*.py")):
        yield from in_python(path)
    for path in sorted(folders(package)[0].glob("**/*.html")):
        yield from in_template(package, path)


def in_python(path: Path) -> Iterator[Message]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), filename=str(path))):
        if isinstance(node, ast.Call):
            yield from _call(node, f"{path.name}:{node.lineno}")


def _call(node: ast.Call, where: str) -> Iterator[Message]:
    literal = [argument.value if isinstance(argument, ast.Constant) else None for argument in node.args]
    match node.func:
        case ast.Name(id="_") if literal and isinstance(literal[0], str):
            yield Message(literal[0], None, where)
        case ast.Attribute(value=ast.Name(id="_"), attr="n") if isinstance(literal[0], str):
            yield Message(literal[0], str(literal[1]), where)
        case ast.Name(id="ProblemType"):
            yield from _title(node, literal, where)


def _title(node: ast.Call, literal: Sequence[object], where: str) -> Iterator[Message]:
    named = [word.value.value for word in node.keywords if word.arg == "title" and isinstance(word.value, ast.Constant)]
    for title in named or literal[3:4]:
        if isinstance(title, str):
            yield Message(title, None, where)


def in_template(package: str, path: Path) -> Iterator[Message]:
    tree = environment(package, "en").parse(path.read_text(encoding="utf-8"), filename=str(path))
    for call in tree.find_all(nodes.Call):
        literal = [argument.value for argument in call.args if isinstance(argument, nodes.Const)]
        where = f"{path.name}:{call.lineno}"
        match call.node:
            case nodes.Name(name="_") if literal:
                yield Message(literal[0], None, where)
            case nodes.Name(name="ngettext") | nodes.Getattr(attr="n"):
                yield Message(literal[0], literal[1], where)


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
