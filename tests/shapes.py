"""`python -m tests.shapes`: the shapes that every file and every service keep. Prints what does not, and exits 1 then."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

LONGEST_FILE: Final = 300
LONGEST_FUNCTION: Final = 40
CODE: Final = (".py", ".js", ".mjs", ".html", ".css")
SERVICES: Final = ("competitions", "certificates", "notifications")
PARTS: Final = ("domain", "commands", "store", "api", "pages", "locale", "worker", "wiring", "settings", "__main__")
IMPURE: Final = {"datetime.now", "datetime.today", "date.today", "time.time", "uuid4", "uuid.uuid4", "random.random"}
LOCKS: Final = (
    "requirements.lock",
    "package-lock.json",
    "deploy/local/uv.lock.txt",
    "deploy/local/kafka/jgo.lock.toml",
)


def main() -> int:
    faults = [*long_files(), *long_functions(), *uneven_services(), *impure_domains(), *addresses_in_locks()]
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
            if not (package / part).is_dir() and not (package / f"{part}.py").is_file():
                yield f"{package}: {part} is missing"


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
