"""A style sheet inside of an SVG, as editors write it: rules for classes, ids and elements. Anything cleverer is refused, since a
picture that is styled by halves would be another picture.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import chain
from typing import Final

from certificates.domain.picture import BadPicture, Fault
from certificates.formats.pictures.drawing.elements import Element

MOST_RULES: Final = 5000
MOST_SAID: Final = 200_000
"""Rules that are compared with elements, and what these say, in all of a drawing: a short sheet can say much of each."""
_COMMENT: Final = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_SELECTOR: Final = re.compile(r"(\*|[A-Za-z]+)?((?:[.#][\w-]+)*)")
_PART: Final = re.compile(r"([.#])([\w-]+)")
_FACES: Final = "@font-face"
"""Of letters, which no picture has."""

Properties = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Rule:
    element: str
    """Empty where any is meant."""
    id: str
    classes: frozenset[str]
    properties: Properties

    @property
    def weight(self) -> tuple[int, int, int]:
        return bool(self.id), len(self.classes), bool(self.element)

    @property
    def key(self) -> str:
        """Whatever it is for has this among its keys."""
        return f"#{self.id}" if self.id else f".{min(self.classes)}" if self.classes else self.element

    def is_for(self, name: str, id: str, classes: AbstractSet[str]) -> bool:
        return self.element in {"", name} and self.id in {"", id} and self.classes <= classes


@dataclass(slots=True)
class Sheet:
    _rules: Mapping[str, list[tuple[int, _Rule]]]
    """By their keys, each with its place: what weighs more comes later."""
    _left: int = MOST_SAID

    def properties(self, element: Element) -> Properties:
        """Of the sheet, then of the element's own `style`: the last of a name counts. Raises BadPicture."""
        id, classes = element.given.get("id", ""), frozenset(element.given.get("class", "").split())
        keys = {"", element.name, f"#{id}", *(f".{one}" for one in classes)}
        near = [one for key in keys for one in self._rules.get(key, ())]
        self._left -= sum(1 + len(rule.properties) for _, rule in near)
        if self._left < 0:
            raise BadPicture(Fault.STYLE)
        met = sorted((place, rule.properties) for place, rule in near if rule.is_for(element.name, id, classes))
        return [one for _, said in met for one in said] + properties(element.given.get("style", ""))


def sheet(text: str) -> Sheet:
    """Raises BadPicture."""
    plain = _COMMENT.sub(" ", text)
    *rules, rest = plain.split("}")
    if rest.strip() or any(rule.count("{") != 1 for rule in rules):
        raise BadPicture(Fault.LINK if "@import" in plain.lower() else Fault.STYLE)
    return _indexed(chain.from_iterable(_rules(*rule.split("{")) for rule in rules))


def _indexed(read: Iterable[_Rule]) -> Sheet:
    rules: list[_Rule] = []
    for rule in read:
        rules.append(rule)
        if len(rules) > MOST_RULES:
            raise BadPicture(Fault.STYLE)
    by_key: dict[str, list[tuple[int, _Rule]]] = {}
    for place, rule in enumerate(sorted(rules, key=lambda rule: rule.weight)):
        by_key.setdefault(rule.key, []).append((place, rule))
    return Sheet(by_key)


def properties(style: str) -> Properties:
    """`fill: red; stroke: none` as pairs."""
    pairs = (each.partition(":") for each in style.split(";"))
    return [(name.strip(), value.strip()) for name, _, value in pairs if name.strip()]


def _rules(selectors: str, inside: str) -> Iterator[_Rule]:
    if selectors.strip().lower() == _FACES:
        return
    said = properties(inside)
    for selector in selectors.split(","):
        read = _SELECTOR.fullmatch(selector.strip())
        if read is None or not read[0]:
            raise BadPicture(Fault.STYLE, selector.strip()[:40])
        parts = _PART.findall(read[2])
        ids = [name for sign, name in parts if sign == "#"]
        if len(ids) > 1:
            raise BadPicture(Fault.STYLE, selector.strip()[:40])
        element = "" if read[1] in {None, "*"} else read[1]
        yield _Rule(element, "".join(ids), frozenset(name for sign, name in parts if sign == "."), said)
