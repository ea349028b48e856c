"""Leaves out the routers that an address cannot be of, before their routes are tried.

FastAPI tries every route of every router in turn, and those of a router inside another several times: with some hundred routes that
takes longer than most answers.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Any, Final

from starlette.routing import BaseRoute, Match
from starlette.types import Scope

REMEMBERED: Final = 4096
"""Addresses: each is asked for once by every router."""
LONGEST: Final = 200
"""Signs of one that is remembered: what strangers send takes no more memory than that."""

Matches = Callable[[Scope], tuple[Match, Scope]]


@dataclass
class Addresses:
    """Who has routes for which addresses, part by part: a parameter stands for any one part, `{…:path}` for all that follow."""

    further: dict[str | None, "Addresses"] = field(default_factory=dict)
    """By the next part; None for a parameter."""
    end: set[int] = field(default_factory=set)
    """Who has one that ends here."""
    rest: set[int] = field(default_factory=set)
    """Who has one that takes all that follows."""

    def add(self, path: str, owner: int) -> None:
        at = self
        for part in path.split("/"):
            if ":path}" in part:
                at.rest.add(owner)
                return
            at = at.further.setdefault(None if "{" in part else part, Addresses())
        at.end.add(owner)

    def owners(self, path: str) -> frozenset[int]:
        return frozenset(self.found(path.split("/")))

    def found(self, parts: Sequence[str]) -> Iterator[int]:
        if not parts:
            yield from self.end
            return
        yield from self.rest
        for key in (parts[0], None):
            if key in self.further:
                yield from self.further[key].found(parts[1:])


def narrow(routes: Sequence[BaseRoute]) -> None:
    """To be done when all routes are there. What matches is the same as before, and so is what only another method would match."""
    addresses, narrowed = Addresses(), [route for route in routes if hasattr(route, "original_router")]
    for number, route in enumerate(narrowed):
        for path in _paths(route):
            addresses.add(path, number)
    owners = _remembering(addresses)
    for number, route in enumerate(narrowed):
        setattr(route, "matches", partial(_matches, owners, number, route.matches))  # noqa: B010 - of this object alone


def _paths(included: Any, prefix: str = "") -> Iterator[str]:
    """Of all its routes, below `prefix`. FastAPI would tell them too, but makes all of a route for it: that takes longer than everything
    else at a start, and is left to the first request that a router gets.
    """
    start = prefix + included.include_context.prefix
    for route in included.original_router.routes:
        if hasattr(route, "original_router"):
            yield from _paths(route, start)
        else:
            yield start + route.path if hasattr(route, "path") else "{all:path}"


def _remembering(addresses: Addresses) -> Callable[[str], frozenset[int]]:
    remembered = lru_cache(REMEMBERED)(addresses.owners)
    return lambda path: remembered(path) if len(path) <= LONGEST else addresses.owners(path)


def _matches(owners: Callable[[str], frozenset[int]], number: int, tried: Matches, scope: Scope) -> tuple[Match, Scope]:
    if scope.get("root_path") or number in owners(scope["path"]):
        return tried(scope)
    return Match.NONE, {}
