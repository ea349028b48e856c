"""`python -m shared.printing.confined FONTS SECONDS BYTES`: sets an uploaded design, and cannot do anything else.

Fonts are read first; then the process may open nothing more, no folder of packages either, and time, memory and what it writes are
bounded by the kernel (`shared.process.alone`). Standard input: JSON, a list of `files` (name to base64) with `how` for typst. Standard
output: a list of the pages of each, or of the one PDF.
"""

import base64
import json
import os
import sys
from pathlib import Path
from time import process_time
from typing import Any, Final

import typst

from shared.printing.faces import ALL
from shared.printing.typesetting import read_fonts
from shared.process.alone import MEGABYTE, Bounds, bind

FAILED: Final = 3
"""The exit code where typst says why."""
BROKEN: Final = 4
"""The exit code where typst itself breaks: on what is no text, or on a page without measure."""


def main(fonts: str, seconds: int, memory: int) -> int:
    jobs = json.load(sys.stdin.buffer)
    compiler = typst.Compiler(font_paths=read_fonts(Path(fonts)), ignore_system_fonts=True, root=".")
    compiler.compile(input=_told({"main": _every_face()}), format="pdf")
    _confine(seconds, memory)
    try:
        made = [_pages(compiler.compile(input=_files(job["files"]), **job["how"])) for job in jobs]
    except typst.TypstError as error:
        sys.stderr.write(str(error))
        return FAILED
    except MemoryError:
        raise
    except BaseException as error:  # noqa: BLE001 - a panic of typst is no Exception, and all that is left to fail is the design's
        sys.stderr.write(type(error).__name__)
        return BROKEN
    sys.stdout.write(json.dumps(made))
    return 0


def _told(files: Any) -> Any:
    return files  # typst's stub leaves files out


def _files(told: dict[str, str]) -> Any:
    return {name: base64.b64decode(content) for name, content in told.items()}


def _pages(made: Any) -> list[str]:
    return [base64.b64encode(page).decode() for page in (made if isinstance(made, list) else [made])]


def _every_face() -> bytes:
    """Makes typst read every font file, which it does when one is first used."""
    lines = [
        f'#text(font: "{face.family}", weight: {weight}, fallback: false, str.from-unicode({face.ranges[-1][0]}))'
        for face in ALL
        for weight in (400, 500, 600, 700)
    ]
    return "\n".join(lines).encode()


def _confine(seconds: int, memory: int) -> None:
    """Beside what fonts and interpreter have taken."""
    held = int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    bind(Bounds((held + memory) // MEGABYTE, process_time() + seconds))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
