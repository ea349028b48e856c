"""One address, several forms: which one a request wants."""

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request

FORMS: Mapping[str, str] = {
    "html": "text/html",
    "vc": "application/vc",
    "pdf": "application/pdf",
    "svg": "image/svg+xml",
    "png": "image/png",
}
_ALSO = {"application/vc+ld+json": "vc", "application/ld+json": "vc", "application/json": "vc"}


def wanted(request: Request) -> str:
    """A key of FORMS, by `?format=`, else by `Accept` (RFC 9110, 12.5.1). Raises 404 and 406."""
    asked = request.query_params.get("format")
    if asked is not None:
        if asked not in FORMS:
            raise HTTPException(404)
        return asked
    accept = request.headers.get("accept") or "*/*"
    ranges = [_weighted(part) for part in accept.split(",")]
    best = max(FORMS, key=lambda form: _quality(form, ranges))  # the first of equals
    if _quality(best, ranges) <= 0:
        raise HTTPException(406)
    return best


def _quality(form: str, ranges: list[tuple[str, float]]) -> float:
    """The weight of the most specific range that takes the form."""
    kind = FORMS[form]
    found = dict(ranges)
    exact = [kind, *(name for name, also in _ALSO.items() if also == form)]
    named = [found[name] for name in exact if name in found]
    if named:
        return max(named)
    return found.get(f"{kind.split('/', maxsplit=1)[0]}/*", found.get("*/*", 0.0))


def _weighted(part: str) -> tuple[str, float]:
    name, *parameters = (piece.strip() for piece in part.split(";"))
    weight = next((each[2:] for each in parameters if each.startswith("q=")), "1")
    try:
        return name.lower(), float(weight)
    except ValueError:
        return name.lower(), 0.0
