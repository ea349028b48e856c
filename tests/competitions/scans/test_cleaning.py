"""A scan is written anew by a process with bounds; what is no scan is refused by name."""

from io import BytesIO

import pypdfium2
import pytest
from PIL import Image
from tests.competitions.scans import made

from competitions.scans.apart import clean_apart
from competitions.scans.cleaning import LARGEST_SIDE, PAGE_PIXELS
from competitions.scans.faults import ScanFault, ScanRefused
from shared.process.alone import Bounds


async def refused(content: bytes, bounds: Bounds | None = None) -> ScanFault:
    with pytest.raises(ScanRefused) as fault:
        await (clean_apart(content, bounds) if bounds else clean_apart(content))
    return fault.value.fault


async def test_a_photograph_keeps_its_pixels_and_nothing_else() -> None:
    cleaned = await clean_apart(made.jpeg())
    assert (cleaned.type, cleaned.pages) == ("jpeg", 1)
    image = Image.open(BytesIO(cleaned.content))
    assert image.size == (620, 877)
    assert not image.getexif()
    assert "comment" not in image.info
    for word in (b"Ivanov", b"phone", b"Exif"):
        assert word not in cleaned.content
    dark = min(image.convert("L").tobytes())
    assert dark < 80, "the signature is there"


async def test_a_png_is_a_png_upright_and_no_larger_than_is_read() -> None:
    cleaned = await clean_apart(made.png((5000, 3000)))
    image = Image.open(BytesIO(cleaned.content))
    assert (image.format, image.size[0]) == ("PNG", LARGEST_SIDE)


async def test_a_see_through_png_is_on_white() -> None:
    to = BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(to, "PNG")
    image = Image.open(BytesIO((await clean_apart(to.getvalue())).content))
    assert image.convert("RGB").getpixel((5, 5)) == (255, 255, 255)


async def test_what_pillow_loads_late_is_there_in_a_process_that_opens_nothing() -> None:
    """Phones write several pictures into one JPEG; scanners write palettes."""
    turned, to = Image.Exif(), BytesIO()
    turned[0x0112] = 6
    page = Image.new("RGB", (60, 40), "red")
    page.save(to, "MPO", save_all=True, append_images=[page], exif=turned)
    assert Image.open(BytesIO((await clean_apart(to.getvalue())).content)).size == (40, 60)
    of_palette = BytesIO()
    page.convert("P").save(of_palette, "PNG", transparency=0)
    assert (await clean_apart(of_palette.getvalue())).type == "png"


async def test_the_pages_of_a_pdf_are_drawn_and_written_anew() -> None:
    cleaned = await clean_apart(made.pdf(3))
    assert (cleaned.type, cleaned.pages) == ("pdf", 3)
    document = pypdfium2.PdfDocument(cleaned.content)
    assert len(document) == 3
    assert b"Ivanov" not in cleaned.content
    assert max(document[0].render(scale=150 / 72).to_pil().size) == pytest.approx(PAGE_PIXELS, abs=2)


async def test_a_page_of_any_size_is_drawn_as_one_of_a_scan() -> None:
    cleaned = await clean_apart(made.pages_of(1, "14400 14400"))
    assert cleaned.pages == 1


async def test_what_stands_in_packed_data_by_chance_is_no_script() -> None:
    data = b"/JS (x) /JavaScript PK\x05\x06"
    packed = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>"
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    content = made.written(b"<< /Type /Catalog /Pages 2 0 R >>", pages, page, packed)
    assert (await clean_apart(content.replace(b"PK", b"QK"))).pages == 1


ZIP = b"PK\x03\x04" + b"\x00" * 30 + b"PK\x05\x06" + b"\x00" * 18


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", ScanFault.EMPTY),
        (b"\x00" * 10_000_001, ScanFault.TOO_LARGE),
        (b"GIF89a" + b"\x00" * 40, ScanFault.WRONG_TYPE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", ScanFault.WRONG_TYPE),
        (ZIP, ScanFault.WRONG_TYPE),
        (b"II*\x00" + b"\x00" * 40, ScanFault.WRONG_TYPE),
        (b" %PDF-1.7", ScanFault.WRONG_TYPE),
        (made.jpeg() + ZIP, ScanFault.TWO_IN_ONE),
        (made.png() + made.pdf(1), ScanFault.TWO_IN_ONE),
        (made.jpeg() + b"<script>alert(1)</script>", ScanFault.TWO_IN_ONE),
        (made.pdf(1) + ZIP, ScanFault.TWO_IN_ONE),
        (made.jpeg()[:600], ScanFault.BROKEN),
        (made.png()[:60], ScanFault.BROKEN),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 100, ScanFault.BROKEN),
        (b"%PDF-1.7\nnothing", ScanFault.BROKEN),
        (made.bomb(), ScanFault.TOO_MANY_PIXELS),
        (made.pages_of(11), ScanFault.TOO_MANY_PAGES),
        (made.scripted(), ScanFault.ACTIVE),
        (made.scripted(b"/OpenAction << /S /J#61vaScript /J#53 (x) >>"), ScanFault.ACTIVE),
        (made.scripted(b"/OpenAction << /S /Launch /F (cmd.exe) >>"), ScanFault.ACTIVE),
        (made.scripted(b"/Names << /EmbeddedFiles << /Names [] >> >>"), ScanFault.ACTIVE),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{len(value)}-bytes",
)
async def test_what_is_no_scan_is_refused_by_name(content: bytes, fault: ScanFault) -> None:
    assert await refused(content) is fault


async def test_a_pdf_with_a_password_is_refused_by_name() -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(made.pdf(1))))
    writer.encrypt("secret", algorithm="RC4-128")
    to = BytesIO()
    writer.write(to)
    assert await refused(to.getvalue()) is ScanFault.LOCKED


async def test_what_takes_too_much_time_or_memory_ends_alone() -> None:
    assert await refused(made.jpeg(), Bounds(megabytes=768, seconds=0.01)) is ScanFault.OUT_OF_BOUNDS
    assert await refused(made.png((7000, 7000)), Bounds(megabytes=120, seconds=30)) is ScanFault.OUT_OF_BOUNDS
    assert (await clean_apart(made.png())).pages == 1, "the next is read as if nothing had been"
