"""What lets the marking pages open without a network: the service worker, what it keeps, and how the site is put on a home screen."""

import base64
import hashlib
from functools import cache
from typing import Any, Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from competitions.api.deps import TheApp
from competitions.pages.rendering import kept_for, pages
from competitions.queries.sending.keeping import marking_pages
from shared.web.deps import Expert
from shared.web.i18n import gettext_of
from shared.web.static import STYLES, StaticUrl, folder, version

router = APIRouter(include_in_schema=False)

WORKER: Final = "keeping/worker.js"
SHARED: Final = (*STYLES, "print.css", "page.js", "unread.js", "mark.svg")
FONTS: Final = tuple(f"vendor/golos-text/{subset}.woff2" for subset in ("cyrillic", "latin"))
OWN: Final = ("*.js", "sheet.css", "form_on_paper.css", "colleagues/*", "grid/*", "keeping/lock.js", "keeping/pages.js")
"""Scripts and styles of the marking pages."""


@cache
def assets() -> tuple[str, ...]:
    url, root = StaticUrl("competitions"), folder("competitions")
    own = {path.relative_to(root).as_posix() for pattern in OWN for path in root.glob(pattern)}
    return (*(url(f"shared/{path}") for path in (*SHARED, *FONTS)), *(url(path) for path in sorted(own)))


@cache
def shell_version() -> str:
    return hashlib.sha256(f"{version('shared')}{version('competitions')}".encode()).hexdigest()[:12]


@router.get("/sw.js")
async def worker() -> Response:
    """Compared byte by byte at each visit: it has the version of the files, so that new ones are fetched."""
    script = (folder("competitions") / WORKER).read_text(encoding="utf-8")
    headers = {
        "cache-control": "no-cache",
        "service-worker-allowed": "/",
        "content-security-policy": "default-src 'none'; connect-src 'self'",
    }
    return Response(f'self.VERSION = "{shell_version()}";\n{script}', headers=headers, media_type="text/javascript")


@router.get("/marking/shell")
async def shell() -> JSONResponse:
    return JSONResponse({"version": shell_version(), "assets": assets()}, headers={"cache-control": "no-cache"})


@router.get("/marking/offline")
async def offline(request: Request) -> HTMLResponse:
    """Shown where a page is not on the device: it has nobody's data, whoever is signed in."""
    return pages.render(request, "offline.html", principal=None, switch=())


@router.get("/marking/pages")
async def kept_pages(by: Expert, app: TheApp) -> JSONResponse:
    """The addresses of the pages that the expert needs, and the name under which they are kept."""
    found = await marking_pages(app, by)
    return JSONResponse({"kept_for": kept_for(by.account), "version": shell_version(), "pages": found})


@router.get("/marking/key")
async def key(by: Expert, app: TheApp) -> JSONResponse:
    """What an expert leaves on a tablet is sealed with the first, and opened with any of them: by nobody else's session."""
    keys = [base64.b64encode(one).decode() for one in app.settings.tablet_keys(by.account)]
    return JSONResponse({"account": by.account, "keys": keys}, headers={"cache-control": "no-store"})


@router.get("/manifest.webmanifest")
async def manifest(request: Request) -> JSONResponse:
    _, url = gettext_of(request), StaticUrl("competitions")
    known: dict[str, Any] = {
        "name": _("Skillproof"),
        "short_name": _("Skillproof"),
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#ffffff",
        "icons": [
            *(
                {"src": url(f"keeping/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
                for size in (192, 512)
            ),
            {"src": url("shared/mark.svg"), "sizes": "any", "type": "image/svg+xml"},
        ],
    }
    return JSONResponse(known, headers={"cache-control": "no-cache"}, media_type="application/manifest+json")
