"""How the parts of a workbook hang together: which part is which sheet, the texts that cells share, how numbers are shown."""

import posixpath
import re
from collections.abc import Iterator, Sequence
from typing import Final

from competitions.workbook.spreadsheet.archive import Archive
from competitions.workbook.spreadsheet.markup import Attributes, Damaged, Elements, parse
from competitions.workbook.spreadsheet.shown import Shown, shown
from competitions.workbook.words import one_line

TYPES: Final = "[Content_Types].xml"
MAIN: Final = re.compile(
    r"application/vnd\.(openxmlformats-officedocument\.spreadsheetml|ms-excel)\.(sheet|template)(\.macroEnabled)?\.main\+xml"
)
NAMES: Final = re.compile(r"xl/(worksheets/)?[\w .()-]+\.xml")
"""Where programs put the parts of a workbook. A relationship to anything else is not followed."""
NUMBERED: Final = re.compile("[0-9]{1,6}")
ID: Final = re.compile(r"\S+/officeDocument/(2006/)?relationships id")


class Book:
    """Raises Damaged where parts are missing or are not known names."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        types = _Types()
        parse(archive.read(TYPES), types)
        main = _known(types.main)
        folder, name = posixpath.split(main)
        self._targets = _Relationships(folder)
        parse(archive.read(f"{folder}/_rels/{name}.rels"), self._targets)
        sheets = _Sheets()
        parse(archive.read(main), sheets)
        self.titles = sheets.titles

    def sheet(self, title: str) -> bytes:
        """The part of a sheet, by its title as it is in `titles`."""
        return self._archive.read(_known(self._targets.worksheets.get(self.titles[title], "")))

    def pieces(self, title: str) -> Iterator[bytes]:
        """The same, without holding the whole of it."""
        return self._archive.pieces(_known(self._targets.worksheets.get(self.titles[title], "")))

    def strings(self) -> Sequence[str]:
        """The texts that cells point to by number."""
        strings = Strings()
        if self._targets.strings is not None:
            texts = self._archive.pieces(_known(self._targets.strings))
            parse(texts, strings, self._archive.extent.elements)
        return strings.found

    def formats(self) -> Sequence[Shown]:
        """How the cells of each style show numbers. Nothing else of a style concerns anybody here."""
        styles = _Styles()
        if self._targets.styles is not None:
            parse(self._archive.read(_known(self._targets.styles)), styles)
        return styles.shown()


def _known(name: str | None) -> str:
    if name is None or not NAMES.fullmatch(name):
        raise Damaged
    return name


class _Types(Elements):
    """Which part is the workbook itself."""

    def __init__(self) -> None:
        self.main: str | None = None

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "Override" and MAIN.fullmatch(attributes.get("ContentType", "")):
            self.main = attributes.get("PartName", "").lstrip("/")
        elif name == "Default" and self.main is None and MAIN.fullmatch(attributes.get("ContentType", "")):
            self.main = "xl/workbook.xml"


class _Relationships(Elements):
    """Only those of the kinds that are read, and only to parts of this file."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.worksheets: dict[str, str] = {}
        """By the relationship's id."""
        self.strings: str | None = None
        self.styles: str | None = None

    def start(self, name: str, attributes: Attributes) -> None:
        if name != "Relationship" or attributes.get("TargetMode", "Internal") != "Internal":
            return
        target = posixpath.normpath(posixpath.join(f"/{self._folder}", attributes.get("Target", "")))[1:]
        match attributes.get("Type", "").rpartition("/")[2]:
            case "worksheet":
                self.worksheets[attributes.get("Id", "")] = target
            case "sharedStrings":
                self.strings = target
            case "styles":
                self.styles = target


class _Sheets(Elements):
    def __init__(self) -> None:
        self.titles: dict[str, str] = {}
        """The relationship of each sheet, by its title, in their order."""

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "sheet":
            ids = [value for key, value in attributes.items() if ID.fullmatch(key)]
            self.titles.setdefault(attributes.get("name", ""), ids[0] if ids else "")


class Strings:
    """Texts of `si` elements, whose runs are put together. What says how a text is pronounced is not part of it."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._runs: list[str] = []
        self._is_text = False
        self._apart = 0

    def start(self, name: str, _attributes: Attributes) -> None:
        if name == "rPh":
            self._apart += 1
        self._is_text = name == "t" and not self._apart

    def end(self, name: str) -> None:
        self._is_text = False
        if name == "rPh":
            self._apart -= 1
        elif name == "si":
            self.found.append(one_line("".join(self._runs)))
            self._runs.clear()

    def text(self, data: str) -> None:
        if self._is_text:
            self._runs.append(data)


class _Styles:
    def __init__(self) -> None:
        self._codes: dict[str, str] = {}
        self._used: list[str] = []
        self._is_cells = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "numFmt":
            self._codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._is_cells = True
        elif name == "xf" and self._is_cells:
            self._used.append(attributes.get("numFmtId", "0"))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._is_cells = False

    def text(self, data: str) -> None:
        """Styles have no texts."""

    def shown(self) -> Sequence[Shown]:
        known = {id: shown(int(id) if NUMBERED.fullmatch(id) else 0, self._codes.get(id)) for id in set(self._used)}
        return [known[id] for id in self._used]
