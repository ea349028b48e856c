"""Lists of pages: filters, order and place stand in the address, so that a view can be kept, shared and gone back to.

An address has its parts in one order, and defaults are left out. A filter that is not known gives no rows and says so: a wider
list than was asked for would be acted upon. Places are ids alone, since an address must hold no name. What people search for may
be a name or an address of theirs: then it stands in the address sealed (`shared.web.lists.searching`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, Generic, TypeVar
from urllib.parse import urlencode
from uuid import UUID

from starlette.datastructures import QueryParams

SIZES: Final = (50, 25, 100)
"""Rows of a page; the first is the usual one."""
LONGEST_SEARCH: Final = 100
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Shape:
    """What a list may be asked for. `path`: its address without the query."""

    path: str
    sorts: tuple[str, ...]
    """The first is the usual order; with a hyphen in front it goes down."""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The values that each filter knows."""


@dataclass(frozen=True, slots=True)
class Asked:
    shape: Shape
    chosen: Mapping[str, tuple[str, ...]]
    """By filter. Values of one filter are alternatives, several filters hold together."""
    sort: str
    search: str = ""
    after: UUID | None = None
    size: int = SIZES[0]
    unknown: tuple[str, ...] = ()
    """Values that no filter knows."""

    @property
    def is_filtered(self) -> bool:
        return bool(self.chosen or self.search or self.unknown)

    @property
    def column(self) -> str:
        return self.sort.removeprefix("-")

    @property
    def goes_down(self) -> bool:
        return self.sort.startswith("-")

    def address(self, path: str | None = None) -> str:
        """Of the list as it is asked for. `path`: another address with the same query, such as an export's."""
        known = [(name, value) for name in self.shape.filters for value in self.chosen.get(name, ())]
        usual = {"q": "", "sort": self.shape.sorts[0], "size": str(SIZES[0]), "after": ""}
        rest = {"q": self.search, "sort": self.sort, "size": str(self.size), "after": str(self.after or "")}
        query = urlencode([*known, *((name, value) for name, value in rest.items() if value != usual[name])])
        return (path or self.shape.path) + (f"?{query}" if query else "")

    def beginning(self) -> str:
        return replace(self, after=None).address()

    def following(self, after: UUID) -> str:
        return replace(self, after=after).address()

    def sorted_by(self, column: str) -> str:
        """The address of the list by that column, in the other direction where it goes by it already."""
        turned = f"-{column}" if self.sort == column else column
        return replace(self, sort=turned, after=None).address()

    def direction(self, column: str) -> str | None:
        """As `aria-sort` says it; None where the list goes by another column."""
        if self.column != column:
            return None
        return "descending" if self.goes_down else "ascending"

    def without(self, name: str, value: str) -> str:
        """The address without one of the chosen values."""
        left = tuple(one for one in self.chosen.get(name, ()) if one != value)
        chosen = {**self.chosen, name: left} if left else {k: v for k, v in self.chosen.items() if k != name}
        return replace(self, chosen=chosen, after=None).address()

    def without_search(self) -> str:
        return replace(self, search="", after=None).address()

    def has(self, name: str, *values: str) -> bool:
        """Whether the filter lets through what has these values: one of them is enough."""
        return not self.chosen.get(name) or bool(set(self.chosen[name]) & set(values))


@dataclass(frozen=True, slots=True)
class Listed(Generic[T]):
    """A part of a list, for its page."""

    asked: Asked
    rows: Sequence[T]
    total: int
    """Of all that were found."""
    after: UUID | None
    """Where the next part begins; None at the end."""
    every: int
    """Of all there are, however the list is filtered."""


def asked(shape: Shape, query: QueryParams) -> Asked:
    """What the address asks for. What makes no sense counts as not said, but for filters."""
    chosen: dict[str, tuple[str, ...]] = {}
    unknown: list[str] = []
    for name, values in shape.filters.items():
        given = [value for value in query.getlist(name) if value]
        unknown += [value for value in given if value not in values]
        if known := tuple(value for value in values if value in given):
            chosen[name] = known
    sort = query.get("sort", "")
    columns = {one.removeprefix("-") for one in shape.sorts}
    return Asked(
        shape,
        chosen,
        sort if sort.removeprefix("-") in columns else shape.sorts[0],
        " ".join(query.get("q", "")[:LONGEST_SEARCH].split()),
        _id(query.get("after", "")),
        next((size for size in SIZES if str(size) == query.get("size")), SIZES[0]),
        tuple(unknown),
    )


def listed(
    asked: Asked,
    rows: Sequence[T],
    *,
    key: Callable[[T], Any],
    id: Callable[[T], UUID],
    matches: Callable[[T], bool],
    paged: bool = True,
) -> Listed[T]:
    """Of a list that fits in memory. `key`: what the asked order goes by; `paged=False` for an export, which has all rows."""
    found = [] if asked.unknown else [row for row in rows if matches(row)]
    found.sort(key=key, reverse=asked.goes_down)
    if not paged:
        return Listed(asked, found, len(found), None, len(rows))
    start = next((place for place, row in enumerate(found, 1) if id(row) == asked.after), 0)
    part = found[start : start + asked.size]
    more = start + asked.size < len(found)
    return Listed(asked, part, len(found), id(part[-1]) if more else None, len(rows))


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
