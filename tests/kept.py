"""What browsers and caches may keep of what somebody who is signed in, or has a secret address, reads."""

import re
from collections.abc import Iterable, Mapping

import httpx2

ID = "6f1a2e3c-6c0e-5d0e-9d57-0f5c0d3a7b11"
NOTHING: Mapping[str, str] = {}


async def kept_of(
    http: httpx2.AsyncClient,
    routes: Iterable[tuple[str, str]],
    by: Mapping[str, str],
    known: Mapping[str, str] = NOTHING,
) -> tuple[Mapping[str, str], int]:
    """The Cache-Control of answers that may be kept, by route; and how many answers showed something.

    `known`: ids of what is read; what would be changed is nobody's.
    """
    found, shown = {}, 0
    for method, path in sorted(routes):
        ids = known if method == "GET" else NOTHING
        address = re.sub(r"\{(\w+)\}", lambda match, ids=ids: ids.get(match[1], ID), path)  # type: ignore[misc]
        answer = await http.request(method, address, headers={**by, "accept": "text/html, */*"})
        shown += answer.status_code == httpx2.codes.OK
        if (said := answer.headers.get("cache-control", "")) != "no-store":
            found[f"{method} {path}"] = said
    return found, shown


def secret(routes: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those whose address lets somebody in."""
    return {(method, path) for method, path in routes if "{token}" in path}
