"""An SVG becomes a tree of what draws. What editors write for themselves is left out, and what else there is refused by its name."""

from dataclasses import dataclass, field
from xml.parsers import expat

from certificates.domain.picture import BadPicture, Fault
from certificates.formats.pictures.drawing.elements import (
    DRAWN,
    FAULTS,
    LEFT_OUT,
    MOST_DEPTH,
    MOST_ELEMENTS,
    NAMESPACE,
    SHEET,
    WORDS,
    Element,
)

_STANDARD = "http://www.w3.org/"


def read(data: bytes) -> tuple[Element, str]:
    """The root, and the text of all its style sheets. Raises BadPicture."""
    reading = _Reading()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse_own_types
    parser.EntityDeclHandler = _refuse_entities
    parser.StartElementHandler = reading.begin
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.say
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError):  # of an encoding that is none, or that no parser reads
        raise BadPicture(Fault.DAMAGED) from None
    if reading.root is None:
        raise BadPicture(Fault.DAMAGED)
    return reading.root, reading.sheet


def _refuse_own_types(_name: str, system: str | None, _public: str | None, has_own: int) -> None:
    """Editors name SVG's own type, which nobody fetches; what a file declares itself is another matter."""
    if has_own or not (system or _STANDARD).startswith(_STANDARD):
        raise BadPicture(Fault.ENTITIES)


def _refuse_entities(*_declared: object) -> None:
    raise BadPicture(Fault.ENTITIES)


@dataclass
class _Reading:
    root: Element | None = None
    sheet: str = ""
    _open: list[Element] = field(default_factory=list)
    _ignored: int = 0
    """How deep it is inside of what is left out."""
    _elements: int = 0

    def begin(self, named: str, attributes: dict[str, str]) -> None:
        namespace, _, name = named.rpartition(" ")
        self._elements += 1
        if self._elements > MOST_ELEMENTS or len(self._open) + self._ignored >= MOST_DEPTH:
            raise BadPicture(Fault.TOO_MANY_SHAPES)
        if self._ignored or (self._open and namespace != NAMESPACE) or name in LEFT_OUT:
            _refuse_what_acts(name)
            self._ignored += 1
            return
        if not self._open and (namespace, name) != (NAMESPACE, "svg"):
            raise BadPicture(Fault.NO_PICTURE)
        if name not in DRAWN | {SHEET}:
            raise BadPicture(FAULTS.get(name, Fault.ELEMENT), name[:40])
        self._add(Element(name, attributes))

    def end(self, _named: str) -> None:
        if self._ignored:
            self._ignored -= 1
        else:
            self._open.pop()

    def say(self, text: str) -> None:
        """Elsewhere than in words and sheets it draws nothing."""
        if self._ignored or not self._open:
            return
        if self._open[-1].name in WORDS:
            self._open[-1].words += text
        elif self._open[-1].name == SHEET:
            self.sheet += text

    def _add(self, element: Element) -> None:
        if self.root is None:
            self.root = element
        elif element.name != SHEET:
            self._open[-1].inside.append(element)
        self._open.append(element)


def _refuse_what_acts(name: str) -> None:
    """What does something is named wherever it stands."""
    if FAULTS.get(name) is Fault.SCRIPT:
        raise BadPicture(Fault.SCRIPT, name)
