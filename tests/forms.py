"""Where forms of pages are sent to, and what the pages that answer them link to."""

import html
import re
from collections.abc import Mapping
from typing import Any

import httpx2
from fastapi.routing import APIRoute


def links_of(page: str) -> set[str]:
    """The addresses of the page in another language, and the one to come back to after signing in."""
    languages = re.findall(r'<a class="language" href="([^"]+)"', page)
    returns = re.findall(r'href="/sign-in\?to=([^"]+)"', page)
    return {html.unescape(one).partition("?")[0] for one in (*languages, *returns)}


async def check_links(http: httpx2.AsyncClient, path: str, by: Mapping[str, str] | None = None) -> None:
    """Sends an empty form to `path`, and opens what the answer links to as this page's address."""
    shown = {**(by or {}), "accept": "text/html"}
    answer = await http.post(path, headers=shown)
    assert answer.headers["content-type"].startswith("text/html"), path
    links = links_of(answer.text)
    assert links, path
    for link in links:
        assert (await http.get(link, headers=shown)).status_code != httpx2.codes.METHOD_NOT_ALLOWED, f"{path}: {link}"


def walked(routes: list[Any], prefix: str = "") -> set[tuple[str, str]]:
    """Every (method, path) below these routes, through included routers."""
    found: set[tuple[str, str]] = set()
    for route in routes:
        if isinstance(route, APIRoute):
            found |= {(method, prefix + route.path) for method in route.methods or ()}
        elif hasattr(route, "original_router"):
            found |= walked(route.original_router.routes, prefix + route.include_context.prefix)
    return found
