"""The JSON-LD contexts that this service knows. Nothing is fetched from the network to sign or to verify.

`context_files/index.json` names each context's address, the npm package and version that it was taken from, and its SHA-256.
"""

import json
from functools import cache
from importlib.resources import files
from typing import Any

CREDENTIALS = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
MULTIKEY = "https://w3id.org/security/multikey/v1"
DID = "https://www.w3.org/ns/did/v1"

_FOLDER = files(__package__) / "context_files"


class UnknownContext(ValueError):
    """A credential names a context that is not bundled."""


@cache
def index() -> dict[str, dict[str, str]]:
    """Address of a context → its file, package, version and SHA-256."""
    entries: list[dict[str, str]] = json.loads((_FOLDER / "index.json").read_text())
    return {entry["url"]: entry for entry in entries}


def text(url: str) -> str:
    """The file of a context. Raises UnknownContext."""
    if url not in index():
        raise UnknownContext(url[:200])
    return (_FOLDER / index()[url]["file"]).read_text()


@cache
def definitions(url: str) -> Any:
    """What stands under `@context` in the context's document: an object or a list of them. Raises UnknownContext."""
    return json.loads(text(url))["@context"]
