"""What is found in files from anybody, and why nothing is: each by name."""

import io
import json
import zipfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from typing import Any, Final

import openpyxl
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from tests.certificates.papers import paper

from certificates.documents import qr_image
from certificates.documents.baked import bake_png, bake_svg
from certificates.domain.verifying.presentation import MOST, FileFault, FileRefused, Presentation
from certificates.verification.files.opening import presented_in

CODE: Final = "https://skills.example.org/v#" + "1" * 330
OTHER: Final = "https://skills.example.org/v#" + "2" * 330
NUMBER: Final = "47-2026-000001"
WHITE: Final = (800, 600)


def found(content: bytes, name: str = "a") -> list[Presentation]:
    return presented_in([(name, content)])


def fault_of(content: bytes) -> FileFault:
    with pytest.raises(FileRefused) as refused:
        found(content)
    return refused.value.fault


def zipped(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def written(image: Image.Image, kind: str = "PNG", **more: Any) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, **more)
    return target.getvalue()


def code(text: str = CODE) -> Image.Image:
    return Image.open(io.BytesIO(qr_image.png(qr_image.modules(text)))).convert("RGB")


@cache
def sheet() -> Image.Image:
    """A certificate on paper, scanned at 200 dpi."""
    page = pypdfium2.PdfDocument(paper())[0]
    drawn: Image.Image = page.render(scale=200 / 72).to_pil()
    return drawn.convert("RGB")


def scanned(*pages: Image.Image) -> bytes:
    return written(pages[0], "PDF", save_all=True, append_images=pages[1:], resolution=200)


def workbook(*rows: list[Any], sheets: int = 1) -> bytes:
    book = openpyxl.Workbook()
    for _ in range(sheets - 1):
        book.create_sheet()
    for row in rows:
        book.worksheets[-1].append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_signed_data_is_found_in_each_form_in_which_it_is_handed_out() -> None:
    signed = json.dumps({"name": "Ёлкина ]]> & <Снежана>"}, ensure_ascii=False)
    svg = bake_svg(qr_image.svg(qr_image.modules(CODE), "QR"), signed).encode()
    png = bake_png(qr_image.png(qr_image.modules(CODE)), signed)
    for content in (svg, png, signed.encode(), b"\xef\xbb\xbf" + signed.encode()):
        [each] = found(content)
        assert json.loads(each.text.lstrip("\ufeff")) == json.loads(signed)
    assert [each.text for each in found(paper())] == ["{}"]
    assert [each.row for each in found(f"[{signed},{signed}]".encode())] == [1, 2]


def test_a_photograph_is_read_however_it_was_held() -> None:
    for photo in (
        written(sheet().rotate(12, expand=True, fillcolor="gray"), "JPEG", quality=70),
        written(sheet().rotate(180), "WEBP", quality=60),
        written(sheet().convert("L").resize((900, 1273)), "PNG"),
    ):
        [each] = found(photo)
        assert each.text.startswith("https://skills.example.org/v#1")


def test_a_scan_of_several_papers_is_answered_page_by_page() -> None:
    pages = found(scanned(sheet(), Image.new("RGB", sheet().size, "white"), sheet()), "scan.pdf")
    assert [(each.page, each.fault) for each in pages] == [(1, None), (2, FileFault.NO_CODE), (3, None)]
    assert {each.file for each in pages} == {"scan.pdf"}


PAGES: Final = b"""%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>> endobj
trailer <</Root 1 0 R>>
"""


def test_a_page_that_is_not_there_takes_no_other_away() -> None:
    assert [(each.page, each.fault) for each in found(PAGES)] == [(1, FileFault.NO_CODE), (2, FileFault.BROKEN)]


def test_half_a_letter_in_a_list_can_be_answered() -> None:
    for each in found(b'["\\ud800", {"a": "\\ud800"}]'):
        assert each.text.encode()


def _two() -> bytes:
    side = code().width
    both = Image.new("RGB", (2 * side, side), "white")
    both.paste(code(), (0, 0))
    both.paste(code(OTHER), (side, 0))
    return written(both)


def _locked_pdf() -> bytes:
    import pypdf

    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="AES-128")
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def _locked_zip() -> bytes:
    content = bytearray(zipped({"a.txt": NUMBER.encode()}))
    for start in (b"PK\x03\x04", b"PK\x01\x02"):
        content[content.index(start) + (6 if start[2] == 3 else 8)] |= 1
    return bytes(content)


def _lying_zip() -> bytes:
    """Says that its file has 10 bytes; it unpacks to ten million."""
    content = bytearray(zipped({"a": b"0" * 10_000_000}))
    for start, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = content.index(start) + place
        content[at : at + 4] = (10).to_bytes(4, "little")
    return bytes(content)


def _svg(inside: str, head: str = "") -> bytes:
    return f'<?xml version="1.0"?>{head}<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>'.encode()


LAUGHS: Final = '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
FAULTS: Final[dict[str, tuple[FileFault, Callable[[], bytes]]]] = {
    "nothing": (FileFault.EMPTY, bytes),
    "an empty list": (FileFault.EMPTY, lambda: b"[]"),
    "an empty workbook": (FileFault.EMPTY, workbook),
    "an empty archive": (FileFault.EMPTY, lambda: zipped({"__MACOSX/a": b"1", ".DS_Store": b"2"})),
    "a program": (FileFault.UNKNOWN_KIND, lambda: b"\x7fELF\0\0"),
    "a web page": (FileFault.UNKNOWN_KIND, lambda: b"<!doctype html><p>47-2026-000001"),
    "a letter": (FileFault.UNKNOWN_KIND, lambda: zipped({"[Content_Types].xml": b"", "word/document.xml": b""})),
    "an iPhone's photograph": (FileFault.HEIC, lambda: b"\0\0\0\x18ftypheic" + bytes(99)),
    "half a picture": (FileFault.BROKEN, lambda: written(sheet())[:5000]),
    "half a PDF": (FileFault.BROKEN, lambda: b"%PDF-1.7\n" + paper()[20_000:]),
    "half an archive": (FileFault.BROKEN, lambda: zipped({"a.txt": b"1"})[:-9]),
    "half signed data": (FileFault.BROKEN, lambda: b'{"a": '),
    "half a drawing": (FileFault.BROKEN, lambda: _svg("")[:-3]),
    "a drawing in a made-up encoding": (FileFault.BROKEN, lambda: _svg("").replace(b"?>", b' encoding="utf-9"?>')),
    "half a workbook": (FileFault.BROKEN, lambda: zipped({"xl/workbook.xml": b"<"})),
    "an archive that lies": (FileFault.BROKEN, _lying_zip),
    "a PDF with a password": (FileFault.LOCKED, _locked_pdf),
    "an archive with a password": (FileFault.LOCKED, _locked_zip),
    "a workbook with a password": (
        FileFault.LOCKED,
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
    ),
    "a picture without end": (FileFault.TOO_MANY_PIXELS, lambda: written(Image.new("1", (9000, 9000)))),
    "a picture without a code": (FileFault.NO_CODE, lambda: written(Image.new("RGB", WHITE, "white"))),
    "a picture with two codes": (FileFault.SEVERAL_CODES, _two),
    "a PDF without anything": (FileFault.NOTHING_IN_PDF, lambda: scanned(Image.new("RGB", WHITE, "white"))),
    "a book": (
        FileFault.TOO_MANY_PAGES,
        lambda: scanned(*[Image.new("1", (10, 10))] * 101),
    ),
    "a drawing": (FileFault.NO_CREDENTIAL, lambda: _svg("<path d='M0 0h1'/>")),
    "a drawing with entities": (FileFault.DOCTYPE, lambda: _svg("&b;", LAUGHS)),
    "a text": (FileFault.NO_NUMBERS, lambda: b"Dear all,\nsee below."),
    "a table of names": (FileFault.NO_NUMBERS, lambda: workbook(["ФИО"], ["Иванов"])),
    "a bomb": (FileFault.UNPACKS_TOO_LARGE, lambda: zipped({"a": b"0" * 30_000_000})),
    "many bombs": (FileFault.UNPACKS_TOO_LARGE, lambda: zipped({f"{n}": b"0" * 2_000_000 for n in range(9)})),
    "a workbook that is a bomb": (
        FileFault.UNPACKS_TOO_LARGE,
        lambda: zipped({"[Content_Types].xml": b"", "xl/workbook.xml": b" " * 20_000_000}),
    ),
    "an archive of nothings": (FileFault.TOO_MANY_FILES, lambda: zipped({f"{n}": b"" for n in range(MOST + 1)})),
    "too many numbers": (FileFault.TOO_MANY, lambda: f"{NUMBER}\n".encode() * (MOST + 1)),
    "too many in two files": (
        FileFault.TOO_MANY,
        lambda: zipped({"a.txt": f"{NUMBER}\n".encode() * MOST, "b.txt": NUMBER.encode()}),
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_file_without_anything_to_check_is_refused_by_name(name: str) -> None:
    fault, made = FAULTS[name]
    assert fault_of(made()) is fault


def test_our_code_is_meant_where_others_stand_beside_it() -> None:
    both = Image.new("RGB", (1600, 800), "white")
    both.paste(code(), (0, 0))
    both.paste(code("https://example.org/"), (810, 100))
    assert [each.text for each in found(written(both))] == [CODE]


def test_in_an_archive_each_file_is_answered_for_itself() -> None:
    told = found(
        zipped(
            {
                "папка/а.pdf": paper(),
                "list.csv": f"ФИО;Номер\nИванов;{NUMBER}".encode("cp1251"),
                "in.zip": zipped({"a.txt": b"1"}),
                "a.bin": b"\0\1",
                "__MACOSX/a.pdf": b"x",
            }
        ),
        "z.zip",
    )
    assert [(each.file, each.label, each.fault) for each in told] == [
        ("z.zip/папка/а.pdf", "", None),
        ("z.zip/list.csv", "Иванов", None),
        ("z.zip/in.zip", "", FileFault.ARCHIVE_IN_ARCHIVE),
        ("z.zip/a.bin", "", FileFault.UNKNOWN_KIND),
    ]


def test_names_that_windows_wrote_are_read() -> None:
    named = zipped({"a" * 10: paper()}).replace(b"a" * 10, "Диплом.pdf".encode("cp866"))
    assert [each.file for each in found(named, "")] == ["Диплом.pdf"]


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"%PDF-", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"<svg", b"{"]),
)
def test_whatever_is_sent_is_found_or_refused(content: bytes, start: bytes) -> None:
    with suppress(FileRefused):
        found(start + content)
