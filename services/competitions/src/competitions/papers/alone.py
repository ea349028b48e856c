"""`python -m competitions.papers.alone`: draws one paper within bounds, and answers with the PDF.

Its input is an order in one line, {fonts, template, at, bounds}, and what stands on the paper, as JSON.
"""

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from shared.process.alone import OUT_OF_BOUNDS, Bounds, bind


def serve(orders: BinaryIO, answers: BinaryIO) -> int:
    """Binds itself before it reads what stands on the paper. Returns the exit status."""
    ordered = json.loads(orders.readline())
    bind(Bounds(**ordered["bounds"]), may_open=True)  # The template is ours, and reads fonts as it needs them.
    os.environ["RAYON_NUM_THREADS"] = "1"  # One needs the least memory; it is read when typst is loaded.
    from competitions.papers.drawing import drawn  # noqa: PLC0415 - so it is loaded after that

    at = datetime.fromtimestamp(ordered["at"], UTC)
    try:
        answers.write(drawn(ordered["template"], Path(ordered["fonts"]), orders.read(), at))
        answers.flush()
    except MemoryError:
        return OUT_OF_BOUNDS
    return 0


if __name__ == "__main__":
    sys.exit(serve(sys.stdin.buffer, sys.stdout.buffer))
