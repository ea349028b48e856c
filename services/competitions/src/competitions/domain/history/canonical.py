"""JSON of which there is one spelling (RFC 8785), for what is hashed: texts, whole numbers, lists and objects, and nothing else.

Marks are texts ("0.78"), so that no number needs the rules for fractions.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Final

LARGEST: Final = 2**53 - 1
Plain = str | int | bool | None | Sequence["Plain"] | Mapping[str, "Plain"]


def canonical(value: Plain) -> bytes:
    """Raises ValueError for what has no single spelling: a lone surrogate, a number that is too large."""
    return _text(value).encode("utf-8")


def _text(value: Plain) -> str:
    match value:
        case None | bool() | str():
            return json.dumps(value, ensure_ascii=False)
        case int():
            if abs(value) > LARGEST:
                raise ValueError(value)
            return str(value)
        case Mapping():
            ordered = sorted(value, key=lambda name: name.encode("utf-16-be"))
            return "{" + ",".join(f"{_text(name)}:{_text(value[name])}" for name in ordered) + "}"
        case Sequence():
            return "[" + ",".join(_text(one) for one in value) + "]"
