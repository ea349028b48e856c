"""`python -m competitions.scans.alone`: writes one scan anew from its input, within bounds.

Its input is the bounds in one line of JSON and the scan; its output one line of JSON, {kind: cleaned, type, pages},
{kind: refused, fault} or {kind: failed, error}, and for what is cleaned the bytes after it.
"""

import json
import sys
from collections.abc import Mapping
from typing import Any, BinaryIO

from competitions.scans.cleaning import clean
from competitions.scans.faults import ScanRefused
from shared.process.alone import OUT_OF_BOUNDS, Bounds, bind


def serve(orders: BinaryIO, answers: BinaryIO) -> int:
    """Binds itself before it reads a byte of the scan. Returns the exit status."""
    bind(Bounds(**json.loads(orders.readline())))
    try:
        said, content = _answer(orders.read())
        answers.write(json.dumps(said).encode() + b"\n" + content)
        answers.flush()
    except MemoryError:
        return OUT_OF_BOUNDS
    return 0


def _answer(scan: bytes) -> tuple[Mapping[str, Any], bytes]:
    try:
        cleaned = clean(scan)
    except ScanRefused as refused:
        return {"kind": "refused", "fault": refused.fault}, b""
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - raised again on the other side
        return {"kind": "failed", "error": type(error).__name__}, b""
    return {"kind": "cleaned", "type": cleaned.kind, "pages": cleaned.pages}, cleaned.content


if __name__ == "__main__":
    sys.exit(serve(sys.stdin.buffer, sys.stdout.buffer))
