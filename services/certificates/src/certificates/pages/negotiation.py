"""One address, several forms: which one a request wants."""

from collections.abc import Mapping
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request

from shared.web.negotiation import preferred

FORMS: Final[Mapping[str, str]] = {
    "html": "text/html",
    "vc": "application/vc",
    "pdf": "application/pdf",
    "svg": "image/svg+xml",
    "png": "image/png",
}
ALSO: Final = dict.fromkeys(("application/vc+ld+json", "application/ld+json", "application/json"), "application/vc")


def wanted(request: Request, asked: str | None) -> str:
    """A key of FORMS: what is `asked` for in the address, else by `Accept`. Raises 404 and 406."""
    if asked is not None:
        if asked not in FORMS:
            raise HTTPException(404)
        return asked
    best = preferred(request.headers.get("accept", ""), list(FORMS.values()), ALSO)
    if best is None:
        raise HTTPException(406)
    return next(form for form, kind in FORMS.items() if kind == best)
