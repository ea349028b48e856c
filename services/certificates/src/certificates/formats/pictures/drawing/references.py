"""What a drawing takes from another place of its own. A part that is drawn many times counts as often."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from certificates.domain.picture import BadPicture, Fault
from certificates.formats.pictures.drawing.elements import GRADIENTS, MOST_DEPTH, USED, Element

MOST_DRAWN: Final = 20_000
"""Elements, each as often as it is drawn."""
INSIDE: Final = re.compile(r"url\(\s*[\"']?#([\w.:-]+)[\"']?\s*\)")
_PAINTS: Final = ("fill", "stroke")
"""What the shapes inside take from what they are in."""
_KINDS: Final = {"use": USED, "pattern": frozenset({"pattern"}), **dict.fromkeys(GRADIENTS, GRADIENTS)}
"""What an element of each may be taken from by its link."""


def check(root: Element) -> frozenset[str]:
    """The ids that are referred to. Raises BadPicture where a link leads to what cannot stand there, in the end to
    itself, or to too much. One that leads nowhere draws nothing."""
    counted = Counter(one.said["id"] for one in root.all() if "id" in one.said)
    by_id = {one.said["id"]: one for one in root.all() if "id" in one.said}
    wanted = frozenset(id for one in root.all() for id in _taken(one))
    for id in sorted(wanted):
        if counted[id] > 1:  # of two a reader takes the first, or the last: none is drawn by guess
            raise BadPicture(Fault.DAMAGED, f"#{id[:40]}")
    for one in root.all():
        if (id := linked(one)) in by_id and by_id[id].name not in _KINDS[one.name]:
            raise BadPicture(Fault.LINK, f"#{id[:40]}")
    _Measures(by_id).of(root)
    return wanted


def linked(element: Element) -> str:
    """The id of what its `href` names; empty without one."""
    return element.said.get("href", "")[1:]


def _taken(element: Element) -> Iterator[str]:
    if id := linked(element):
        yield id
    for value in element.said.values():
        yield from INSIDE.findall(value)


@dataclass
class _Measures:
    """Of each element, with all that it takes: how many are drawn, and how deep they lie in one another."""

    _by_id: dict[str, Element]
    _known: dict[int, tuple[int, int]] = field(default_factory=dict)
    _under_way: list[int] = field(default_factory=list)

    def of(self, element: Element) -> tuple[int, int]:
        key = id(element)
        if key in self._known:
            return self._known[key]
        if key in self._under_way:
            raise BadPicture(Fault.LINK, f"#{element.said.get('id', '')[:40]}")
        if len(self._under_way) >= MOST_DEPTH:
            raise BadPicture(Fault.TOO_MANY_SHAPES)
        self._under_way.append(key)
        parts = [self.of(one) for one in (*element.inside, *self._taken(element))]
        drawn = 1 + sum(one for one, _ in parts) + self._inherited(element)
        self._under_way.pop()
        depth = 1 + max((one for _, one in parts), default=0)
        if drawn > MOST_DRAWN or depth > MOST_DEPTH:
            raise BadPicture(Fault.TOO_MANY_SHAPES)
        self._known[key] = drawn, depth
        return drawn, depth

    def _taken(self, element: Element) -> Iterator[Element]:
        return (self._by_id[id] for id in _taken(element) if id in self._by_id)

    def _inherited(self, element: Element) -> int:
        """Its pattern once more for all that is drawn in it: readers draw that anew for each shape."""
        ids = (id for name in _PAINTS for id in INSIDE.findall(element.said.get(name, "")))
        patterns = [self._by_id[id] for id in ids if id in self._by_id and self._by_id[id].name == "pattern"]
        if not patterns:
            return 0
        linked_to = self._by_id.get(linked(element))
        shapes = sum(self.of(one)[0] for one in (*element.inside, *([linked_to] if linked_to else ())))
        return shapes * sum(self.of(one)[0] for one in patterns)
