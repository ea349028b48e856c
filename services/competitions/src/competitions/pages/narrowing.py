"""Lists in which people are looked for by name: what was typed stands sealed in the address, beside filters, order and place."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response

from competitions.domain.entering.search import fold
from competitions.pages.rendering import seal_search, searched
from shared.identity.principal import Principal
from shared.web.addresses import redirect
from shared.web.lists.listing import Asked, Shape, asked


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the address of a list asks for."""

    wish: Asked
    text: str | None
    """What was searched for."""
    is_over: bool
    """The search in the address is another's, or of another day."""

    @property
    def is_nothing(self) -> bool:
        """What is not known, or a search that is over, finds nothing: never more than was asked for."""
        return bool(self.wish.unknown) or self.is_over

    def is_named(self, *names: str | None) -> bool:
        """Whether each word that was searched for is in one of the names."""
        known = [fold(name) for name in names if name]
        return not self.is_over and all(any(word in one for one in known) for word in fold(self.text or "").split())


def narrowing(
    request: Request, by: Principal, path: str, sorts: tuple[str, ...], filters: Mapping[str, tuple[str, ...]]
) -> Narrowing:
    """`path`, `sorts`, `filters`: as of a `Shape`, without the search."""
    found = request.query_params.get("found", "")
    wish = asked(Shape(path, sorts, {**filters, "found": (found,)}), request.query_params)
    text = searched(request, found, by)
    return Narrowing(wish, text, bool(found) and text is None)


def narrowed_to(request: Request, by: Principal, wish: Asked, text: str) -> Response:
    """Leads to the list with what was typed. Filters and order stay."""
    found = (seal_search(request, text, by),) if text.strip() else ()
    return redirect(replace(wish, chosen={**wish.chosen, "found": found}, after=None).address())
