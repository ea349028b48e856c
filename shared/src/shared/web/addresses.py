"""Addresses of our own, wherever one is echoed, linked or redirected to: a browser that follows them stays here."""

import re
from typing import Final
from urllib.parse import parse_qsl, quote, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Match

START: Final = "/"
WORD: Final = re.compile(r"[a-z]+(?:-[a-z]+)*")
"""As addresses of ours are written, and no id is."""
READING: Final = frozenset({"GET", "HEAD"})
PATH: Final = "/:@!$&'()*+,;="
"""What may stand in a path as it is (RFC 3986, 3.3), besides letters, digits and `-._~`."""
ANYWHERE: Final = f"{PATH}?#%"


def own(address: str) -> str:
    """`address` if it begins with one slash, so that a browser takes it for a path of ours; else the start page.

    Browsers read `//host`, `/\\host` and, since they drop tabs and line breaks, `/<tab>/host` as another host (WHATWG URL, 4.4).
    What has no place in an address is percent-encoded.
    """
    is_ours = address.startswith("/") and not address.startswith("//") and "\\" not in address
    return quote(address, safe=ANYWHERE) if is_ours and address.isprintable() else START


def path_of(request: Request) -> str:
    """The path that was asked for, as an address of ours: never with the host that the request names, which anybody may choose."""
    return _path(request.scope["path"])


def address(request: Request) -> str:
    """Path and query of the page, without the language: where to come back to after signing in.

    A page may answer a form whose own address nobody can open. Such an address stands below the page with the form, so
    the nearest one above it that can be opened is where to come back to.
    """
    asked = request.scope["path"]
    path = asked if request.method in READING else _nearest(request)
    query = parse_qsl(_query(request), keep_blank_values=True) if path == asked else []
    kept = urlencode([(name, value) for name, value in query if name != "lang"])
    return _path(path) + (f"?{kept}" if kept else "")


def page_of_form(request: Request) -> str | None:
    """Where somebody belongs who opens the address of a form, which takes a POST alone: the page with that form, or the nearest
    one above it. None where the address is of no form."""
    asked = request.scope["path"]
    if opens(request, asked) or not opens(request, asked, "POST"):
        return None
    return _path(_nearest(request))


def page_of_word(request: Request) -> str | None:
    """As `page_of_form`, where a form's word stands in the place of a page's id: `/entries/selection` beside `/entries/{id}`."""
    above, _, word = request.scope["path"].rpartition("/")
    if not WORD.fullmatch(word) or not opens(request, request.scope["path"], "POST"):
        return None
    return _path(_nearest(request, above or START))


def _nearest(request: Request, beginning: str | None = None) -> str:
    path: str = beginning or request.scope["path"]
    while path != START and not opens(request, path):
        path = path.rpartition("/")[0] or START
    return path


def _path(decoded: str) -> str:
    return own("/" + quote(decoded, safe=PATH).lstrip("/"))


def _query(request: Request) -> str:
    sent: bytes = request.scope.get("query_string", b"")
    return sent.decode(errors="replace")


def opens(request: Request, path: str, method: str = "GET") -> bool:
    """Whether there is something at that path of this service."""
    asked = {**request.scope, "method": method, "path": path}
    return any(route.matches(asked)[0] is Match.FULL for route in request.app.routes)


def with_or_without_slash(request: Request) -> str | None:
    """The address that was meant by one with a slash too many or too few at its end; None where there is nothing either.

    In place of the framework's own redirect, which repeats the host of the request.
    """
    asked, method = request.scope["path"], request.method
    meant = asked.rstrip("/") if asked.endswith("/") else f"{asked}/"
    if opens(request, asked, method) or not opens(request, meant, method):
        return None
    query = _query(request)
    return _path(meant) + (f"?{query}" if query else "")


def redirect(to: str, status: int = 303) -> RedirectResponse:
    """To an address of ours: after a form (303), or for good to the one that was meant (307, 308)."""
    return RedirectResponse(own(to), status)
