"""A scan written anew: its pixels stay, everything else that a file can carry goes. Run in a process of its own alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Final

import pypdfium2
import pypdfium2.raw
from PIL import (
    Image,
    ImageColor,
    ImageOps,
    ImagePalette,
    JpegImagePlugin,
    MpoImagePlugin,
    PdfImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
)

from competitions.scans.faults import MOST_BYTES, MOST_PAGES, MOST_PIXELS, ScanFault, ScanRefused

Image.preinit()
_ = JpegImagePlugin, PngImagePlugin, PdfImagePlugin, MpoImagePlugin, TiffImagePlugin, ImageColor, ImagePalette
"""Known to Pillow before the process may open nothing more."""
LARGEST_SIDE: Final = 3508
"""Pixels of what is kept: A4 at 300 dpi."""
PAGE_PIXELS: Final = 1754
"""Of the longer side of a PDF's page: A4 at 150 dpi."""
QUALITY: Final = 80
MOST_KEPT: Final = 8_000_000
"""Bytes of what is kept: sealed it is a document of MongoDB, which takes up to 16 MiB."""
KINDS: Final = ((b"%PDF-", "pdf"), (b"\xff\xd8\xff", "jpeg"), (b"\x89PNG\r\n\x1a\n", "png"))
FOREIGN: Final = re.compile(rb"<script|<html|<\?php", re.IGNORECASE)
"""What makes a file another kind of file too: a page, a program."""
ARCHIVE: Final = b"PK\x05\x06"
"""Ends an archive: it stands in the last 64 KB of it."""
STREAM: Final = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)
"""Packed data, in which any three signs are found by chance."""
ACTIVE: Final = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData)\b")
ESCAPED: Final = re.compile(rb"#([0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class Cleaned:
    kind: str
    """`pdf`, `jpeg` or `png`."""
    pages: int
    content: bytes


def clean(content: bytes) -> Cleaned:
    """Raises ScanRefused."""
    if not content:
        raise ScanRefused(ScanFault.EMPTY)
    if len(content) > MOST_BYTES:
        raise ScanRefused(ScanFault.TOO_LARGE)
    kind = next((name for magic, name in KINDS if content.startswith(magic)), None)
    if kind is None:
        raise ScanRefused(ScanFault.WRONG_TYPE)
    if FOREIGN.search(content) or ARCHIVE in content[-66_000:] or (kind != "pdf" and b"%PDF-" in content):
        raise ScanRefused(ScanFault.TWO_IN_ONE)
    return _document(content) if kind == "pdf" else _picture(content, kind)


def _picture(content: bytes, kind: str) -> Cleaned:
    image = _opened(content, kind)
    written = _written(image, kind)
    if len(written) > MOST_KEPT:  # a photograph as PNG: as JPEG it is a tenth
        kind, written = "jpeg", _written(image, "jpeg")
    return Cleaned(kind, 1, written)


def _opened(content: bytes, kind: str) -> Image.Image:
    """Upright, of three colours, on white, no larger than is read."""
    try:
        image = Image.open(BytesIO(content), formats=[kind])
        if image.width * image.height > MOST_PIXELS:
            raise ScanRefused(ScanFault.TOO_MANY_PIXELS)
        if getattr(image, "n_frames", 1) > 1 and kind == "png":
            raise ScanRefused(ScanFault.BROKEN)
        image.load()
        upright = ImageOps.exif_transpose(image)
    except Image.DecompressionBombError:
        raise ScanRefused(ScanFault.TOO_MANY_PIXELS) from None
    except (OSError, ValueError, SyntaxError):
        raise ScanRefused(ScanFault.BROKEN) from None
    return _small(_on_white(upright), LARGEST_SIDE)


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode in {"RGB", "L"}:
        return image
    if "A" in image.mode or "transparency" in image.info:
        layered = image.convert("RGBA")
        white = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(white, layered).convert("RGB")
    return image.convert("RGB")


def _small(image: Image.Image, side: int) -> Image.Image:
    if max(image.size) > side:
        image.thumbnail((side, side))
    return image


def _written(image: Image.Image, kind: str) -> bytes:
    """The pixels alone: no names, places, thumbnails or profiles go along."""
    bare = Image.frombytes(image.mode, image.size, image.tobytes())
    to = BytesIO()
    if kind == "png":
        bare.save(to, "PNG", optimize=True)
    else:
        bare.save(to, "JPEG", quality=QUALITY)
    return to.getvalue()


def _document(content: bytes) -> Cleaned:
    if ACTIVE.search(ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), STREAM.sub(b"", content))):
        raise ScanRefused(ScanFault.ACTIVE)
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        raise ScanRefused(ScanFault.LOCKED if b"/Encrypt" in content else ScanFault.BROKEN) from None
    if pypdfium2.raw.FPDFDoc_GetJavaScriptActionCount(document) or pypdfium2.raw.FPDFDoc_GetAttachmentCount(document):
        raise ScanRefused(ScanFault.ACTIVE)
    if len(document) > MOST_PAGES:
        raise ScanRefused(ScanFault.TOO_MANY_PAGES)
    if not len(document):
        raise ScanRefused(ScanFault.BROKEN)
    pages = list(_pages(document))
    to = BytesIO()
    pages[0].save(to, "PDF", save_all=True, append_images=pages[1:], quality=QUALITY, resolution=150)
    if to.tell() > MOST_KEPT:
        raise ScanRefused(ScanFault.TOO_LARGE)
    return Cleaned("pdf", len(pages), to.getvalue())


def _pages(document: pypdfium2.PdfDocument) -> Iterator[Image.Image]:
    for page in document:
        longer = max(page.get_size())
        if longer <= 0:
            raise ScanRefused(ScanFault.BROKEN)
        drawn = page.render(scale=PAGE_PIXELS / longer, may_draw_forms=False).to_pil().convert("RGB")
        page.close()
        yield drawn
