"""A table of words in a template has a word for each member of what it stands for: a page never fails at a new one."""

from collections.abc import Iterator
from enum import Enum
from importlib import import_module
from pkgutil import walk_packages

import pytest
from jinja2 import nodes

from shared.web.i18n import LANGUAGES
from shared.web.pages import environment, folders

PACKAGES = ("shared", "competitions", "certificates", "notifications")
NO_ENUMS = (
    {"gold", "silver", "bronze", "medallion", "participation", "other"},  # the signs of `ui.medal`
    set(LANGUAGES),
    {"good", "attention", "bad", "info"},  # the meanings of `ui.state`
    {1, 2, 3},  # the steps to a new championship
    {"blanks", "correct-blanks", "reprint", "spoil"},  # what the page of a certificate's blank can do, of all acts
    {"given", "refused", ""},  # what a form of consents can choose
)


def kinds(package: str) -> Iterator[set[object]]:
    """The values of each enum that a template can meet."""
    known: set[type[Enum]] = set()
    for place in () if package == "shared" else (f"{package}.domain", f"{package}.queries"):
        try:
            top = import_module(place)
        except ModuleNotFoundError:
            continue
        for module in walk_packages(top.__path__, f"{place}."):
            found = vars(import_module(module.name)).values()
            known |= {one for one in found if isinstance(one, type) and issubclass(one, Enum)}
    return ({member.value for member in one} for one in known)


def tables(package: str) -> Iterator[tuple[str, set[object]]]:
    """Where a template chooses a word out of a table, and the keys of the table."""
    made = environment(package, "ru", "UTC")
    for path in folders(package)[0].glob("**/*.html"):
        for found in made.parse(path.read_text(encoding="utf-8")).find_all(nodes.Getitem):
            if isinstance(found.node, nodes.Dict):
                keys = {pair.key.value for pair in found.node.items if isinstance(pair.key, nodes.Const)}
                yield f"{path.name}:{found.lineno}", keys


@pytest.mark.parametrize("package", PACKAGES)
def test_a_table_of_words_knows_every_member(package: str) -> None:
    known = [*kinds(package), *NO_ENUMS]
    assert [(where, sorted(map(str, keys))) for where, keys in tables(package) if keys not in known] == []
