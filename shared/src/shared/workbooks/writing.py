"""Writes workbooks with the standard library alone (ECMA-376, part 1, clause 18)."""

from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from shared.text import is_unreadable
from shared.workbooks.columns import column_letters

Cell = str | bool | int | Decimal | date | datetime | None
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""With these a spreadsheet begins a formula (OWASP, CSV injection)."""
FIRST_DAY: Final = date(1899, 12, 30)
"""Day 0 of spreadsheets (ECMA-376, part 1, 18.17.4.1)."""
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DAY_SECONDS: Final = 24 * 3600
HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
KIND: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PLAIN, AS_DAY, AS_MOMENT, QUOTED = range(4)
"""Styles of cells, by their place in `STYLES`."""
STYLES: Final = f"""<styleSheet xmlns="{MAIN}">\
<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>\
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>\
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4">\
<xf numFmtId="0" xfId="0"/><xf numFmtId="14" xfId="0" applyNumberFormat="1"/>\
<xf numFmtId="22" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" xfId="0" quotePrefix="1"/>\
</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"""
RELATIONSHIPS: Final = f"""<Relationships xmlns="{PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>"""


@dataclass(frozen=True, slots=True)
class Sheet:
    title: str
    rows: Iterable[Sequence[Cell]]
    frozen_rows: int = 0
    """So many at the top stay in sight."""


def workbook(title: str, rows: Iterable[Sequence[Cell]], frozen_rows: int = 0) -> bytes:
    """With one sheet. What is text stays text: no formula runs anywhere."""
    return book([Sheet(title, rows, frozen_rows)])


def book(sheets: Sequence[Sheet]) -> bytes:
    """As `workbook`, with several."""
    target = BytesIO()
    parts = {
        "[Content_Types].xml": _types(len(sheets)),
        "_rels/.rels": RELATIONSHIPS,
        "xl/_rels/workbook.xml.rels": _related(len(sheets)),
        "xl/styles.xml": STYLES,
        "xl/workbook.xml": _book([one.title for one in sheets]),
    }
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, HEAD + content)
        for number, one in enumerate(sheets, 1):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", HEAD + _sheet(one.rows, one.frozen_rows))
    return target.getvalue()


def data_address(content: bytes) -> str:
    """The whole file as an address: a page that has it in a link hands it out without anything being kept."""
    return f"data:{XLSX};base64,{b64encode(content).decode()}"


def _types(sheets: int) -> str:
    own = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{KIND}.worksheet+xml"/>'
        for number in range(1, sheets + 1)
    )
    return f"""<Types xmlns="{PACKAGE}/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>\
<Override PartName="/xl/styles.xml" ContentType="{KIND}.styles+xml"/>{own}</Types>"""


def _related(sheets: int) -> str:
    own = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, sheets + 1)
    )
    styles = f'<Relationship Id="rId{sheets + 1}" Type="{OFFICE}/styles" Target="styles.xml"/>'
    return f'<Relationships xmlns="{PACKAGE}/relationships">{own}{styles}</Relationships>'


def _book(titles: Sequence[str]) -> str:
    sheets = "".join(
        f'<sheet name="{escape(title, {chr(34): "&quot;"})}" sheetId="{number}" r:id="rId{number}"/>'
        for number, title in enumerate(titles, 1)
    )
    return f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>'


def _sheet(rows: Iterable[Sequence[Cell]], frozen: int) -> str:
    pane = (
        f'<pane ySplit="{frozen}" topLeftCell="A{frozen + 1}" activePane="bottomLeft" state="frozen"/>'
        if frozen
        else ""
    )
    views = f'<sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
    written = "".join(_row(number, row) for number, row in enumerate(rows, 1))
    return f'<worksheet xmlns="{MAIN}">{views}<sheetData>{written}</sheetData></worksheet>'


def _row(number: int, row: Sequence[Cell]) -> str:
    cells = "".join(
        _cell(f"{column_letters(column)}{number}", value) for column, value in enumerate(row, 1) if value is not None
    )
    return f'<row r="{number}">{cells}</row>'


def _cell(place: str, value: Cell) -> str:
    match value:
        case str():
            seen = "".join(letter for letter in value if letter in "\n\t" or not is_unreadable(letter))
            style = QUOTED if value.startswith(FORMULA) else PLAIN
            return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(seen)}</t></is></c>'
        case datetime():
            day, passed = value.date(), value.replace(tzinfo=None) - datetime.combine(value.date(), datetime.min.time())
            days = Decimal((day - FIRST_DAY).days) + Decimal(passed.seconds) / DAY_SECONDS
            return f'<c r="{place}" s="{AS_MOMENT}"><v>{days:.8f}</v></c>'
        case date():
            return f'<c r="{place}" s="{AS_DAY}"><v>{(value - FIRST_DAY).days}</v></c>'
        case bool():
            return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
        case Decimal():
            return f'<c r="{place}"><v>{value:f}</v></c>'
        case _:
            return f'<c r="{place}"><v>{value}</v></c>'
