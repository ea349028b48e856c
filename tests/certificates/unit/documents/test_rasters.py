"""PNG pictures on paper: an emblem as PNG once took all documents of its issuer away, since typst is handed text alone."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Final
from uuid import UUID

import pypdf
import pytest
from PIL import Image, ImageChops
from tests.certificates.extents import runs
from tests.certificates.papers import AT, QR, printer
from tests.certificates.sheets import DIPLOMA, ROOMS, SIGNED

from certificates.documents.letterhead import Letterhead
from certificates.documents.settable import Look
from certificates.domain.issuer import Issuer, Picture, PictureKept, PictureKind
from certificates.formats.pictures import cleaned
from shared.text import Text

RED: Final = (200, 30, 30)
LOGO: Final = PictureKept(Picture.LOGO, UUID(int=1), PictureKind.PNG)
ISSUER: Final = Issuer(
    *(UUID(int=1), "region-47", 1, "47", Text("Центр", "Centre"), datetime(2026, 11, 1, tzinfo=UTC), ()),
    pictures=(LOGO,),
)


def red(width: int = 60, height: int = 40) -> bytes:
    drawn = BytesIO()
    Image.new("RGB", (width, height), RED).save(drawn, "PNG")
    return drawn.getvalue()


def look_of(drawn: bytes) -> Look:
    """With an emblem of the issuer."""
    return Letterhead(ISSUER, {Picture.LOGO: cleaned(drawn)[1]}).look("gold")


def seen_through() -> bytes:
    drawn = BytesIO()
    Image.new("RGBA", (60, 40), (*RED, 128)).save(drawn, "PNG")
    return drawn.getvalue()


def red_pixels(page: bytes) -> int:
    colours = Image.open(BytesIO(page)).convert("RGB").getcolors(2**24) or []
    return sum(count for count, colour in colours if colour == RED)


def test_a_png_of_the_issuer_is_drawn_on_its_sheets() -> None:
    words = {**DIPLOMA, **SIGNED}
    look = look_of(red())
    for design in ("across", "upright"):
        assert red_pixels(printer().png(words, QR, "{}", look, design)) > 500, design
    page = pypdf.PdfReader(BytesIO(printer().pdf(words, QR, "{}", AT, look, "across"))).pages[0]
    assert "Ёлкина" in page.extract_text()


@pytest.mark.parametrize("design", ["course", "upright", "thanks", "across"])
def test_an_emblem_that_is_a_strip_is_drawn_whole_and_leaves_the_name_its_room(design: str) -> None:
    words, look = {**DIPLOMA, **SIGNED}, look_of(red(3000, 100))
    page = Image.open(BytesIO(printer().png(words, QR, "{}", look, design))).convert("RGB")
    box = ImageChops.difference(page, Image.new("RGB", page.size, RED)).convert("L").point(lambda far: 255 * (far == 0))
    left, top, right, bottom = box.getbbox() or (0, 0, 0, 0)
    assert (right - left) / (bottom - top) > 20
    beyond = [
        run for run in runs(printer().pdf(words, QR, "{}", AT, look, design)) if run.right > ROOMS[design].right + 0.3
    ]
    assert beyond == []
