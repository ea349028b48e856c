"""The shape of what the product stores, as a fingerprint: today's code does not read data of another shape."""

import ast
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final

from localstack.folders import CHECKOUT

FORMAT: Final = 1
"""To be raised where what is stored changes without a field or a value of a class that does: a document made by hand, a topic's name."""
SOURCES: Final = (
    "services/*/src/*/domain/**/*.py",
    "services/*/src/*/store/**/*.py",
    "shared/src/shared/contracts/**/*.py",
    "deploy/local/src/localstack/layout.py",
)
NEVER_STORED: Final = ("Refusal", "Exception", "Error")


def fingerprint(checkout: Path = CHECKOUT) -> str:
    """Of the fields of aggregates, documents and events, and of the values of enumerations. Where a class stands does not matter."""
    files = [file for pattern in SOURCES for file in checkout.glob(pattern)]
    lines = sorted(line for file in files for line in _shapes(file.read_text(encoding="utf-8")))
    return sha256("\n".join([str(FORMAT), *lines]).encode()).hexdigest()[:12]


def _shapes(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ClassDef):
            bases = [ast.unparse(base).rpartition(".")[2] for base in node.bases]
            fields = [one for one in map(_field, node.body) if one]
            if "Enum" in "".join(bases):
                fields = [ast.unparse(one) for one in node.body if isinstance(one, ast.Assign)]
            if fields and not any(base.endswith(NEVER_STORED) for base in bases):
                yield f"{node.name}: {'; '.join(fields)}"


def _field(statement: ast.stmt) -> str:
    """Such as `version: int`, without its default."""
    if not isinstance(statement, ast.AnnAssign):
        return ""
    return f"{ast.unparse(statement.target)}: {ast.unparse(statement.annotation)}"
