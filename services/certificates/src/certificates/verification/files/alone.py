"""`python -m certificates.verification.files.alone`: finds what is to be checked in files from anybody, within bounds.

Its input is one line of JSON, {bounds, files: [[name, size]]}, and the files one behind the other; its output one JSON object:
{kind: found, found}, {kind: refused, fault, file} or {kind: failed, error}.
"""

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from functools import partial
from typing import Any, BinaryIO, Final

from certificates.domain.verifying.presentation import FileRefused
from certificates.verification.files.opening import load_for, presented_in
from shared.process.alone import Bounds, answer, bind
from shared.process.priority import give_way

NICE: Final = 10


def order(files: list[tuple[str, bytes]], bounds: Bounds) -> bytes:
    said = {"bounds": asdict(bounds), "files": [(name, len(content)) for name, content in files]}
    return json.dumps(said).encode() + b"\n" + b"".join(content for _, content in files)


def serve(orders: BinaryIO, answers: BinaryIO) -> int:
    """Binds itself before it reads in the files, beyond how they begin, and gives way to whoever is answered. Returns the exit status."""
    give_way(NICE)
    said = json.loads(orders.readline())
    files = [(name, orders.read(size)) for name, size in said["files"]]
    load_for(content for _, content in files)
    bind(Bounds(**said["bounds"]))
    return answer(answers, partial(_answer, files))


def _answer(files: list[tuple[str, bytes]]) -> Mapping[str, Any]:
    try:
        return {"kind": "found", "found": [asdict(each) for each in presented_in(files)]}
    except FileRefused as refused:
        return {"kind": "refused", "fault": refused.fault, "file": refused.file}


if __name__ == "__main__":
    sys.exit(serve(sys.stdin.buffer, sys.stdout.buffer))
