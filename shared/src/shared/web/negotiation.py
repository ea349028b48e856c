"""Which of several forms a request prefers (RFC 9110, section 12.5)."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from starlette.responses import Response

ANYTHING: Final = "*/*"


def weights(header: str) -> dict[str, float]:
    """The names of an `Accept` or `Accept-Language` header in small letters, with their q-values; a broken one counts as 0."""
    found: dict[str, float] = {}
    for part in header.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if name:
            weight = next((each[2:] for each in parameters if each.startswith("q=")), "1")
            found[name] = max(found.get(name, 0.0), _weight(weight))
    return found


def preferred(accept: str, offered: Sequence[str], also: Mapping[str, str] | None = None) -> str | None:
    """The media type of `offered` that `accept` weighs most, the first of equals; None where it takes none.

    `also`: further names under which a media type may be asked for.
    """
    ranges = weights(accept) or {ANYTHING: 1.0}
    names = {
        kind: [kind, *(name for name, stands_for in (also or {}).items() if stands_for == kind)] for kind in offered
    }
    best = max(offered, key=lambda kind: _quality(names[kind], ranges))
    return best if _quality(names[best], ranges) > 0 else None


def _quality(names: Sequence[str], ranges: Mapping[str, float]) -> float:
    """The weight of the most specific range that takes one of the names."""
    for level in (names, [f"{names[0].partition('/')[0]}/*"], [ANYTHING]):
        if named := [ranges[name] for name in level if name in ranges]:
            return max(named)
    return 0.0


def language_of(header: str, spoken: Iterable[str]) -> str | None:
    """The language of `spoken` that an `Accept-Language` header weighs most, by its primary tag; None where it takes none."""
    ranked: dict[str, float] = {}
    for tag, weight in weights(header).items():
        primary = tag.partition("-")[0]
        ranked.setdefault(primary, weight)
    known = [(ranked[language], language) for language in spoken if ranked.get(language, 0.0) > 0]
    return max(known, key=lambda one: (one[0], -list(ranked).index(one[1])))[1] if known else None


def _weight(written: str) -> float:
    try:
        weight = float(written)
    except ValueError:
        return 0.0
    return min(weight, 1.0) if math.isfinite(weight) and weight > 0 else 0.0


def as_file(response: Response, name: str) -> None:
    """What is a person's own is kept by the browser under `name`, and by nobody between."""
    response.headers["content-disposition"] = f'attachment; filename="{name}"'
    response.headers["cache-control"] = "no-store"
