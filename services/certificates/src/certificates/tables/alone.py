"""`python -m certificates.tables.alone`: reads a table from anybody, within bounds.

Its input is one line of JSON, the bounds, and the file behind it; its output one JSON object: {kind: rows, rows},
{kind: refused, fault} or {kind: failed, error}.
"""

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from functools import partial
from typing import Any, BinaryIO, Final

from certificates.domain.acts.faults import BadTable
from certificates.tables.cells import load_for, rows_in
from shared.process.alone import Bounds, answer, bind
from shared.process.priority import give_way

NICE: Final = 10


def order(content: bytes, bounds: Bounds) -> bytes:
    return json.dumps(asdict(bounds)).encode() + b"\n" + content


def serve(orders: BinaryIO, answers: BinaryIO) -> int:
    """Binds itself before it reads in the file, beyond how it begins. Returns the exit status."""
    give_way(NICE)
    bounds, content = Bounds(**json.loads(orders.readline())), orders.read()
    load_for(content)
    bind(bounds)
    return answer(answers, partial(_answer, content))


def _answer(content: bytes) -> Mapping[str, Any]:
    try:
        return {"kind": "rows", "rows": rows_in(content)}
    except BadTable as refused:
        return {"kind": "refused", "fault": refused.fault}


if __name__ == "__main__":
    sys.exit(serve(sys.stdin.buffer, sys.stdout.buffer))
