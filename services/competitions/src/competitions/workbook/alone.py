"""`python -m competitions.workbook.alone`: reads one workbook from its input, within bounds, and answers with what it found.

Nothing but the standard library is loaded here, so that it starts quickly. Its input is an order in one line and the workbook,
its output one JSON object: {kind: taken, scheme}, {kind: rows, rows}, {kind: refused, faults} or {kind: failed, error}.
"""

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal
from typing import Any, BinaryIO

from competitions.domain.marking_scheme import Limits
from competitions.workbook.faults import WorkbookRefused
from competitions.workbook.reader import read_marking_scheme
from competitions.workbook.table import read_table
from shared.process.alone import Bounds, answer, bind


def order(limits: Limits | None, bounds: Bounds) -> bytes:
    """`limits`: of the marking scheme that is to be read; None for a table."""
    return json.dumps([asdict(limits) if limits else None, asdict(bounds)], default=str).encode() + b"\n"


def serve(orders: BinaryIO, answers: BinaryIO) -> int:
    """Binds itself before it reads a byte of the workbook. Returns the exit status."""
    limits, bounds = _ordered(orders.readline())
    bind(bounds)
    return answer(answers, lambda: _answer(orders.read(), limits))


def _ordered(line: bytes) -> tuple[Limits | None, Bounds]:
    limits, bounds = json.loads(line)
    if limits is None:
        return None, Bounds(**bounds)
    total, variation = Decimal(limits["total"]), limits["variation"]
    return Limits(total, Decimal(variation) if variation else None, limits["is_variation_acceptable"]), Bounds(**bounds)


def _answer(content: bytes, limits: Limits | None) -> Mapping[str, Any]:
    try:
        if limits is None:
            return {"kind": "rows", "rows": [asdict(row) for row in read_table(content)]}
        return {"kind": "taken", "scheme": asdict(read_marking_scheme(content, limits))}
    except WorkbookRefused as refused:
        return {"kind": "refused", "faults": [asdict(fault) for fault in refused.faults]}


if __name__ == "__main__":
    sys.exit(serve(sys.stdin.buffer, sys.stdout.buffer))
