"""Files that are made to take memory or time: what they unpack to is counted, whatever they say of themselves."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from tests.competitions.unit.workbook.workbooks import (
    MAIN,
    MEGABYTE,
    SHARED,
    SMALL,
    STRINGS,
    part,
    read,
    refused,
    strings,
    with_parts,
)

from competitions.domain.marking_scheme import Limits
from competitions.workbook import WorkbookRefused
from competitions.workbook.apart import read_apart
from shared.process.alone import Bounds

SHEET1, STYLES = "xl/worksheets/sheet1.xml", "xl/styles.xml"
RELATIONS, BOOK = "xl/_rels/workbook.xml.rels", "xl/workbook.xml"
TOO_MUCH = "The workbook unpacks to more than can be a marking scheme."
DAMAGED = "The workbook is damaged: its parts do not fit together."


def with_rows(rows: bytes) -> bytes:
    return with_parts({SHEET1: part(SHARED, SHEET1).replace(b"</sheetData>", rows + b"</sheetData>")})


def pointing(old: str, new: str, **change: bytes) -> bytes:
    """A workbook whose relationship leads elsewhere."""
    before = part(SHARED, RELATIONS).decode()
    assert old in before
    return with_parts({RELATIONS: before.replace(old, new).encode(), **change})


def told(content: bytes) -> str:
    return refused(content)["workbook"].message


@pytest.mark.parametrize("name", ["xl/sharedStrings.dat", "docProps/app.xml", "xl/media/image1.png", "anything"])
def test_every_part_counts_whatever_its_name(name: str) -> None:
    assert told(with_parts({name: b" " * 33 * MEGABYTE})) == TOO_MUCH


def test_parts_that_are_read_are_counted_as_they_are_unpacked() -> None:
    assert told(with_parts({STRINGS: strings(b" " * 9 * MEGABYTE)})) == TOO_MUCH
    half = b" " * 5 * MEGABYTE
    sheet = part(SHARED, SHEET1).replace(b"</sheetData>", half + b"</sheetData>")
    assert (
        told(with_parts({STRINGS: part(SHARED, STRINGS).replace(b"</sst>", half + b"</sst>"), SHEET1: sheet}))
        == TOO_MUCH
    )


def test_a_directory_that_lies_about_sizes_gains_nothing() -> None:
    content = bytearray(with_parts({STRINGS: strings(b" " * 30 * MEGABYTE)}))
    size = (30 * MEGABYTE + len(strings(b""))).to_bytes(4, "little")
    assert content.count(size) == 2
    for _ in range(2):
        content[content.index(size) : content.index(size) + 4] = (1000).to_bytes(4, "little")
    assert told(bytes(content)) == DAMAGED


@pytest.mark.parametrize(
    "target",
    [
        "sharedStrings.dat",
        "../sharedStrings.xml",
        "/etc/passwd",
        "worksheets/../../sharedStrings.xml",
        "http://example.org/sharedStrings.xml",
        "deep/er/sharedStrings.xml",
    ],
)
def test_relationships_lead_to_known_names_alone(target: str) -> None:
    texts = part(SHARED, STRINGS)
    parts = {"xl/sharedStrings.dat": texts, "sharedStrings.xml": texts, "xl/deep/er/sharedStrings.xml": texts}
    assert told(pointing("sharedStrings.xml", target, **parts)) == DAMAGED


def test_a_relationship_out_of_the_file_is_not_followed() -> None:
    content = pointing('Target="sharedStrings.xml"', 'Target="sharedStrings.xml" TargetMode="External"')
    assert told(content) == DAMAGED


DOCTYPE = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
PROLOGUES: dict[str, Callable[[str], bytes]] = {
    "at the start": lambda text: (DOCTYPE + text).encode(),
    "after a long comment": lambda text: (f"<!--{' ' * 5000}-->" + DOCTYPE + text).encode(),
    "in UTF-16": lambda text: ('<?xml version="1.0" encoding="UTF-16"?>' + DOCTYPE + text).encode("utf-16"),
    "in UTF-16 after a long comment": lambda text: (f"<!--{' ' * 5000}-->" + DOCTYPE + text).encode("utf-16"),
}


@pytest.mark.parametrize("how", PROLOGUES)
@pytest.mark.parametrize("name", [SHEET1, STRINGS, STYLES, BOOK, RELATIONS, "[Content_Types].xml"])
def test_a_document_type_is_found_in_every_part_that_is_read(name: str, how: str) -> None:
    text = part(SHARED, name).decode().partition("?>")[2]
    assert "workbook" in refused(with_parts({name: PROLOGUES[how](text)}))


@pytest.mark.parametrize("name", ["docProps/core.xml", "xl/theme/theme1.xml", "custom.dat"])
def test_a_document_type_is_refused_in_other_parts_too(name: str) -> None:
    for encoding in ("utf-8", "utf-16", "utf-16-be"):
        assert "workbook" in refused(with_parts({name: f"{DOCTYPE}<x/>".encode(encoding)}))


def test_a_workbook_in_utf_16_is_read() -> None:
    text = part(SHARED, SHEET1).decode().partition("?>")[2]
    content = with_parts({SHEET1: ('<?xml version="1.0" encoding="UTF-16"?>' + text).encode("utf-16")})
    assert read(content) == read(SHARED)


def test_cells_are_counted_in_a_row_and_in_all() -> None:
    assert told(with_rows(b'<row r="4000">' + b"<c/>" * 16_385 + b"</row>")) == DAMAGED
    row = b"<row>" + b"<c><v>1</v></c>" * 150 + b"</row>"
    assert told(with_rows(row * 1000)) == TOO_MUCH


def test_a_cell_stands_there_once() -> None:
    assert told(with_rows(b'<row r="4000"><c r="A4000"><v>1</v></c><c r="A4000"><v>2</v></c></row>')) == DAMAGED
    again = with_rows(b'<row r="1"><c r="A1"><v>1</v></c></row>')
    assert told(again) == DAMAGED


def test_a_part_stands_there_once() -> None:
    stream = BytesIO(SHARED)
    with zipfile.ZipFile(stream, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(STRINGS, part(SHARED, STRINGS))
    assert told(stream.getvalue()) == DAMAGED


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_only_the_ways_to_pack_that_spreadsheets_use_are_unpacked(method: int) -> None:
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(SHARED)) as before, zipfile.ZipFile(stream, "w", method) as after:
        for name in before.namelist():
            after.writestr(name, before.read(name))
    assert told(stream.getvalue()) == DAMAGED


MOST = 7 * MEGABYTE
WITHIN: dict[str, Callable[[], bytes]] = {
    "empty rows": lambda: with_rows(b"<row/>" * (MOST // 6)),
    "empty cells": lambda: with_rows((b"<row>" + b"<c/>" * 16_000 + b"</row>") * 100),
    "cells with values": lambda: with_rows((b"<row>" + b"<c><v>1</v></c>" * 180 + b"</row>") * 550),
    "texts": lambda: with_parts({STRINGS: strings(b"<si><t>a</t></si>" * (MOST // 17))}),
    "a long text": lambda: with_parts({STRINGS: strings(b"<si><t>" + b"x " * (MOST // 2) + b"</t></si>")}),
    "accents": lambda: with_parts(
        {STRINGS: strings(b"<si><t>" + "\u0300\u0316".encode() * (MOST // 4) + b"</t></si>")}
    ),
    "escapes": lambda: with_parts({STRINGS: strings(b"<si><t>" + b"_xD800_" * (MOST // 7) + b"</t></si>")}),
    "depth": lambda: with_parts({STRINGS: strings(b"<r>" * (MOST // 7) + b"</r>" * (MOST // 7))}),
    "attributes": lambda: with_parts(
        {STRINGS: strings(b"<si " + b" ".join(b'a%d="1"' % n for n in range(MOST // 14)) + b"/>")}
    ),
    "styles": lambda: with_parts(
        {STYLES: f'<styleSheet xmlns="{MAIN}"><cellXfs>'.encode() + b"<xf/>" * (MOST // 5) + b"</cellXfs></styleSheet>"}
    ),
    "a format": lambda: with_parts(
        {
            STYLES: f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="200" formatCode="'.encode()
            + b"[" * MEGABYTE
            + b'"/></numFmts><cellXfs><xf numFmtId="200"/></cellXfs></styleSheet>'
        }
    ),
    "one long text in thousands of cells": lambda: with_parts(
        {
            STRINGS: part(SHARED, STRINGS).replace(b"</sst>", b"<si><t>" + b"x" * MEGABYTE * 6 + b"</t></si></sst>"),
            SHEET1: part(SHARED, SHEET1).replace(b"</sheetData>", long_texts() + b"</sheetData>"),
        }
    ),
}


def long_texts() -> bytes:
    last = part(SHARED, STRINGS).count(b"<si>")
    cell = f'<c t="s"><v>{last}</v></c>'.encode()
    return (b"<row>" + cell * 14 + b"</row>") * 4000


@pytest.mark.parametrize("name", WITHIN)
async def test_what_is_let_through_stays_within_the_bounds_of_a_process(name: str) -> None:
    """The counting alone must suffice: the process that reads has a few seconds and 256 MB, and needs no more."""
    message = ""
    try:
        await read_apart(WITHIN[name](), Limits(), Bounds(megabytes=256, seconds=60))
    except WorkbookRefused as refused:
        message = refused.faults[0].message
    assert "time or memory" not in message


def test_the_small_workbook_is_no_bomb() -> None:
    assert read(SMALL).total == 100
