"""Files from anybody are read by a process of its own, which opens nothing more and misses nothing."""

from datetime import date

import pytest
from PIL import Image
from tests.certificates.papers import paper
from tests.certificates.unit.verification.test_files import NUMBER, code, scanned, sheet, workbook, written, zipped

from certificates.domain.verifying.presentation import FileFault, FileRefused, Presentation
from certificates.verification.files import apart
from certificates.verification.files.apart import FileReading
from certificates.verification.files.opening import presented_in
from certificates.verification.heavy import VerificationBusy
from shared.process.alone import Bounds


async def test_a_process_of_its_own_reads_them() -> None:
    reading = FileReading()
    assert await reading.presented_in([("a.txt", NUMBER.encode()), ("b.pdf", paper())]) == [
        Presentation(NUMBER, file="a.txt", row=1),
        Presentation("{}", file="b.pdf"),
    ]
    with pytest.raises(FileRefused) as refused:
        await reading.presented_in([("b.bin", b"\0")])
    assert (refused.value.fault, refused.value.file) == (FileFault.UNKNOWN_KIND, "b.bin")


def _of_every_kind() -> dict[str, bytes]:
    """Each makes its library load what it loads late: palettes, plugins, encodings."""
    turned = Image.Exif()
    turned[0x0112] = 6
    several = written(code(), "MPO", save_all=True, append_images=[code()], exif=turned)
    named = '<?xml version="1.0" encoding="koi8-r"?><svg xmlns="http://www.w3.org/2000/svg"><title>Да</title></svg>'
    return {
        "scan.pdf": scanned(sheet()),
        "signed.pdf": paper(),
        "damaged.pdf": b"%PDF-1.7 nothing",
        "turned.jpg": written(code(), "JPEG", exif=turned),
        "several.jpg": several,
        "code.webp": written(code(), "WEBP"),
        "palette.png": written(code().convert("P"), transparency=0),
        "grey.png": written(code().convert("LA")),
        "koi8.svg": named.encode("koi8-r"),
        "utf9.svg": named.replace("koi8-r", "utf-9").encode(),
        "table.xlsx": workbook(["Номер", date(2026, 3, 1)], [NUMBER, 0.5]),
        "damaged.xlsx": zipped({"xl/workbook.xml": b"<", "[Content_Types].xml": b"<"}),
        "table.csv": f"ФИО;Номер\nИванов;{NUMBER}".encode("cp1251"),
        "list.txt": NUMBER.encode("utf-16"),
        "signed.json": b'[{"a": 1}]',
    }


async def test_the_process_finds_in_each_kind_what_is_found_by_who_may_open_files() -> None:
    files = _of_every_kind()
    alike = [*files.items(), ("all.zip", zipped(files).replace(b"utf9.svg", "ютф9.svg".encode("cp866")))]
    together = await FileReading().presented_in(alike)
    assert together == presented_in(alike)
    assert len({each.fault for each in together}) > 3
    for name in ("scan.pdf", "several.jpg", "table.xlsx"):
        assert await FileReading().presented_in([(name, files[name])]) == presented_in([(name, files[name])])


async def test_what_takes_more_than_it_may_is_refused_and_so_is_who_waits_too_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(FileRefused) as refused:
        await FileReading(Bounds(megabytes=60, seconds=30)).presented_in(
            [("a.png", written(Image.new("L", (6000, 6000))))]
        )
    assert refused.value.fault is FileFault.OUT_OF_BOUNDS
    with pytest.raises(VerificationBusy):
        await FileReading(at_once=0, waiting=0).presented_in([("a.txt", b"1")])
    monkeypatch.setattr(apart, "PATIENCE", 0.01)
    with pytest.raises(VerificationBusy):
        await FileReading(at_once=0, waiting=1).presented_in([("a.txt", b"1")])
