"""A style sheet inside of an SVG, as editors write it: rules for classes, ids and elements. Anything cleverer is refused, since a
picture that is styled by halves would be another picture.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from certificates.domain.picture import BadPicture, Fault
from certificates.formats.pictures.drawing.elements import Element

_COMMENT: Final = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_RULE: Final = re.compile(r"([^{}]*)\{([^{}]*)\}")
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

    def is_for(self, element: Element) -> bool:
        return (
            self.element in {"", element.name}
            and self.id in {"", element.given.get("id", "")}
            and self.classes <= set(element.given.get("class", "").split())
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    _rules: tuple[_Rule, ...]
    """What weighs more comes later."""

    def properties(self, element: Element) -> Properties:
        """Of the sheet, then of the element's own `style`: the last of a name counts."""
        return [one for rule in self._rules if rule.is_for(element) for one in rule.properties] + properties(
            element.given.get("style", "")
        )


def sheet(text: str) -> Sheet:
    """Raises BadPicture."""
    plain = _COMMENT.sub(" ", text)
    if _RULE.sub("", plain).strip():
        raise BadPicture(Fault.LINK if "@import" in plain.lower() else Fault.STYLE)
    rules = [one for selectors, inside in _RULE.findall(plain) for one in _rules(selectors.strip(), inside)]
    return Sheet(tuple(sorted(rules, key=lambda rule: rule.weight)))


def properties(style: str) -> Properties:
    """`fill: red; stroke: none` as pairs."""
    pairs = (each.partition(":") for each in style.split(";"))
    return [(name.strip(), value.strip()) for name, _, value in pairs if name.strip()]


def _rules(selectors: str, inside: str) -> Iterator[_Rule]:
    if selectors.lower() == _FACES:
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
