"""`python -m competitions.packages.alone`: checks one package from its input, within bounds, and answers with what is in it.

Nothing but the standard library is loaded here. Its input is the .zip, its output one JSON object: {kind: read, lines, ...} or
{kind: broken, reasons}.
"""

import json
import sys
from collections.abc import Mapping
from io import BytesIO
from typing import Any, BinaryIO, Final

from competitions.shadow.checking import check
from competitions.shadow.package import Broken, read
from competitions.shadow.words import Said
from shared.process.alone import OUT_OF_BOUNDS, Bounds, bind

BOUNDS: Final = Bounds(megabytes=1024, seconds=60)
"""78,000 marks (6 MB) take 300 MB, and eight seconds of a free core."""


def serve(packages: BinaryIO, answers: BinaryIO) -> int:
    """Binds itself before it reads a byte. Returns the exit status."""
    bind(BOUNDS)
    try:
        answers.write(json.dumps(_answer(packages.read()), ensure_ascii=False).encode())
        answers.flush()
    except (MemoryError, RecursionError):
        return OUT_OF_BOUNDS
    return 0


def _answer(content: bytes) -> Mapping[str, Any]:
    try:
        package = read(BytesIO(content))
        report = check(package, {})
    except Broken as broken:
        return _broken(*broken.args)
    if report.recounted:
        return _broken(*report.recounted)
    return {"kind": "read", "lines": package.lines, "records": report.records, "erased": len(report.missing)}


def _broken(*reasons: Said) -> Mapping[str, Any]:
    return {"kind": "broken", "reasons": [{"text": one.text, "values": one.values} for one in reasons]}


if __name__ == "__main__":
    sys.exit(serve(sys.stdin.buffer, sys.stdout.buffer))
