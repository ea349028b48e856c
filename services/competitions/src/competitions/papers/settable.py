"""What stands on a paper, with every text as it can be set: what was entered stays text, whatever it says."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from shared.printing.faces import FACES
from shared.printing.printed import printed

LONGEST: Final = 5000
"""Letters. No cell of a marking scheme has more."""
LONGEST_WORD: Final = 18
"""Letters. A longer one may be broken in a narrow column."""
PART: Final = 6
UNBROKEN: Final = re.compile(rf"[^\s\u2010-\u2015-]{{{LONGEST_WORD + 1},}}")
BREAK: Final = "\u200b"


def settable(paper: Mapping[str, Any]) -> dict[str, Any]:
    """The same with the families that it is set in. `has_boxes`: some letter has no face, and a box stands for it."""
    boxes: list[str] = []
    made = {name: _made(value, boxes) for name, value in paper.items()}
    return {**made, "faces": [face.family for face in FACES], "has_boxes": bool(boxes)}


def _made(value: Any, boxes: list[str]) -> Any:
    if isinstance(value, str):
        found = printed(value, LONGEST)
        if found.has_boxes:
            boxes.append(value)
        return UNBROKEN.sub(lambda word: _breakable(word.group()), found.text)
    if isinstance(value, Mapping):
        return {name: _made(one, boxes) for name, one in value.items()}
    if isinstance(value, Sequence):
        return [_made(one, boxes) for one in value]
    return value


def _breakable(word: str) -> str:
    return BREAK.join(word[at : at + PART] for at in range(0, len(word), PART))
