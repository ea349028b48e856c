"""`python -m tests.shapes`: the shapes that every file and every service keep. Prints what does not, and exits 1 then."""

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

LONGEST_FILE: Final = 300
LONGEST_FUNCTION: Final = 40
CODE: Final = (".py", ".js", ".mjs", ".html", ".css")
SERVICES: Final = ("competitions", "certificates", "notifications")
PARTS: Final = (
    *("domain", "commands", "queries", "store", "api", "pages", "locale"),
    *("access", "events", "asgi", "wiring", "settings", "worker", "__main__"),
)
MOST_MODULES: Final = 20
CROWDED: Final = ("shared", "services", "deploy", "tests")
"""Where folders are looked at."""
ADAPTERS: Final = {"api", "pages"}
QUERYING: Final = {"find_one", "find_many", "page", "aggregate", "count_documents", "update_one", "update_many"}
"""Methods that take a query in MongoDB's words."""
IMPURE: Final = {"datetime.now", "datetime.today", "date.today", "time.time", "uuid4", "uuid.uuid4", "random.random"}
LOCKS: Final = (
    "requirements.lock",
    "package-lock.json",
    "deploy/local/uv.lock.txt",
    "tests/openapi/generator.lock.txt",
    "deploy/local/kafka/jgo.lock.toml",
)


def main() -> int:
    faults = [
        *long_files(),
        *long_functions(),
        *crowded_folders(),
        *uneven_services(),
        *asked_stores(),
        *queries_outside_stores(),
        *impure_domains(),
        *addresses_in_locks(),
    ]
    sys.stdout.writelines(f"{fault}\n" for fault in faults)
    return bool(faults)


def long_files() -> Iterator[str]:
    for file in _tracked(*CODE):
        lines = len(file.read_text(encoding="utf-8").splitlines())
        if lines > LONGEST_FILE:
            yield f"{file}: {lines} lines; a concept may be hiding in it (at most {LONGEST_FILE})"


def long_functions() -> Iterator[str]:
    for file in _tracked(".py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.body[0].lineno + 1  # without its signature
                if lines > LONGEST_FUNCTION:
                    yield f"{file}:{node.lineno}: {node.name} has {lines} lines (at most {LONGEST_FUNCTION})"


def uneven_services() -> Iterator[str]:
    """A newcomer who knows one service can guess the files of the others."""
    for service in SERVICES:
        package = Path("services") / service / "src" / service
        for part in PARTS:
            is_there = (package / part).is_dir() or (package / f"{part}.py").is_file()
            if not is_there:
                yield f"{package}: {part} is missing"


def crowded_folders() -> Iterator[str]:
    files = [file for file in _tracked(".py", ".js", ".mjs") if file.stem not in {"__init__", "__main__", "conftest"}]
    for folder, modules in Counter(file.parent for file in files if file.parts[0] in CROWDED).items():
        if modules > MOST_MODULES:
            yield f"{folder}: {modules} modules; a folder may be hiding in it (at most {MOST_MODULES})"


def asked_stores() -> Iterator[str]:
    """What is behind the adapters they know by queries and commands, not by the application's stores; documents are drawn."""
    for file in _tracked(".py"):
        if _is_layered(file) and ADAPTERS & set(file.parts):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Await) and re.match(
                    r"app\.(?!rendering\.)\w+\.\w+\(", asked := ast.unparse(node.value)
                ):
                    yield f"{file}:{node.lineno}: {asked.partition('(')[0]} in an adapter: a query or command asks it"


def queries_outside_stores() -> Iterator[str]:
    """MongoDB's words stay in `store/`."""
    for file in _tracked(".py"):
        if _is_layered(file) and "store" not in file.parts:
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if (isinstance(node, ast.Dict) and _has_operator(node)) or (
                    isinstance(node, ast.Call) and _is_query(node)
                ):
                    yield f"{file}:{node.lineno}: a query of MongoDB's outside the store"


def _is_layered(file: Path) -> bool:
    return file.parts[0] == "services" and file.parts[1] in SERVICES


def _has_operator(mapping: ast.Dict) -> bool:
    return any(isinstance(key, ast.Constant) and str(key.value).startswith("$") for key in mapping.keys)


def _is_query(call: ast.Call) -> bool:
    is_asked = isinstance(call.func, ast.Attribute) and call.func.attr in QUERYING
    return is_asked and any(isinstance(argument, ast.Dict) for argument in call.args)


def impure_domains() -> Iterator[str]:
    for file in _tracked(".py"):
        if "domain" in file.parts:
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and ast.unparse(node.func) in IMPURE:
                    yield f"{file}:{node.lineno}: {ast.unparse(node.func)} in a domain: pass it in"


def addresses_in_locks() -> Iterator[str]:
    """Locks name no host, so that an organisation's mirror serves as well."""
    for name in LOCKS:
        for number, line in enumerate(Path(name).read_text(encoding="utf-8").splitlines(), 1):
            if '"resolved"' in line or "--index-url" in line or "--extra-index-url" in line:
                yield f"{name}:{number}: an address in a lock"


def _tracked(*endings: str) -> list[Path]:
    told = subprocess.run(["git", "ls-files", "-z"], capture_output=True, text=True, check=True).stdout
    files = [Path(name) for name in told.split("\0") if name.endswith(endings)]
    return [file for file in files if file.is_file() and "vendor" not in file.parts]


if __name__ == "__main__":
    sys.exit(main())
