"""Static files under addresses that carry their content's hash, so that browsers keep them for ever.

`/static/<name>/v-<hash>/<path>`: one hash for a package's whole folder, so that relative imports between ES modules and
`url()` in style sheets stay inside the same version. `/static/<name>/<path>` works too and is revalidated each time.
"""

import hashlib
import re
from functools import cache
from importlib.resources import files
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

PARTS = ("answers", "buttons", "forms", "tables", "lists", "medals", "progress", "lists-of-work")
JOINED = ("tokens.css", "base.css", "site.css", *(f"parts/{part}.css" for part in PARTS))
STYLES = ("styles.css",)
"""The style sheets of every page; print.css comes after them. `styles.css` is made of JOINED, in their order: over a slow network each
file is a way of its own."""
IMMUTABLE = "public, max-age=31536000, immutable"
REVALIDATE = "no-cache"
_VERSION = re.compile(r"v-([0-9a-f]{12})/(.+)")


def folder(package: str) -> Path:
    """Where a package keeps its static files: `pages/static` in a service, `web/static` in shared."""
    place = "web/static" if package == "shared" else "pages/static"
    return Path(str(files(package))) / place


@cache
def version(package: str) -> str:
    """The hash of all static files of the package, as they were when the process first asked."""
    digest = hashlib.sha256()
    root = folder(package)
    for path in sorted(root.rglob("*")):
        if path.is_file():
            digest.update(f"{path.relative_to(root).as_posix()}\0{path.stat().st_size}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


@cache
def _joined() -> str:
    return "\n".join((folder("shared") / path).read_text("utf-8") for path in JOINED)


class Hashed(StaticFiles):
    """Serves one package's files. An address of another version gets today's file, not to be kept: during a roll-out two versions run."""

    def __init__(self, package: str) -> None:
        super().__init__(directory=folder(package), check_dir=False)
        self.package = package

    async def get_response(self, path: str, scope: Scope) -> Response:
        match = _VERSION.fullmatch(path)
        if not folder(self.package).is_dir():
            raise HTTPException(status_code=404)
        response = await self._file(match[2] if match else path, scope)
        current = match is not None and match[1] == version(self.package)
        response.headers["cache-control"] = IMMUTABLE if current else REVALIDATE
        return response

    async def _file(self, path: str, scope: Scope) -> Response:
        if self.package == "shared" and path in STYLES and scope["method"] in {"GET", "HEAD"}:
            return Response(_joined(), media_type="text/css")
        return await super().get_response(path, scope)


class StaticUrl:
    """Callable in templates: `static_url("marking.js")` for the service's own file, `static_url("shared/base.css")` for shared's."""

    def __init__(self, package: str) -> None:
        self.package = package

    def __call__(self, path: str) -> str:
        package, _, rest = path.partition("/")
        if package != "shared":
            package, rest = self.package, path
        if not (folder(package) / rest).is_file() and (package != "shared" or rest not in STYLES):
            raise FileNotFoundError(f"{package}: {rest}")
        return f"/static/{package}/v-{version(package)}/{rest}"


def mounts(package: str) -> list[Mount]:
    """The routes of a service's static files and of shared's."""
    return [Mount(f"/static/{name}", Hashed(name), name=f"static-{name}") for name in (package, "shared")]
