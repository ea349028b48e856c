"""PDF files: the signed data attached to one, else the code on each page, such as of a scan."""

from collections.abc import Iterator
from typing import Final

import pypdfium2
from PIL import Image

from certificates.domain.verifying.presentation import FileFault, FileRefused, Presentation
from certificates.verification.files.pictures import code_on

MOST_PAGES: Final = 100
MOST_ATTACHED: Final = 20
LARGEST_ATTACHED: Final = 256 * 1024
PAGE_PIXELS: Final = 2339
"""Of a page's longer side as it is looked at: A4 at 200 dpi, where a module of our code is 4 pixels wide."""


def in_pdf(content: bytes) -> Iterator[Presentation]:
    """Raises FileRefused."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        raise FileRefused(FileFault.LOCKED if b"/Encrypt" in content else FileFault.BROKEN) from None
    if not len(document):
        raise FileRefused(FileFault.BROKEN)
    attached = list(_attached(document))
    yield from ([Presentation(text) for text in attached] or _on_pages(document))


def _attached(document: pypdfium2.PdfDocument) -> Iterator[str]:
    """What looks like signed data; another file beside it says nothing."""
    for place in range(min(document.count_attachments(), MOST_ATTACHED)):
        try:
            data = bytes(document.get_attachment(place).get_data())
        except pypdfium2.PdfiumError:
            continue
        if len(data) <= LARGEST_ATTACHED and data.lstrip().startswith(b"{"):
            yield data.decode("utf-8", "replace")


def _on_pages(document: pypdfium2.PdfDocument) -> Iterator[Presentation]:
    if len(document) > MOST_PAGES:
        raise FileRefused(FileFault.TOO_MANY_PAGES)
    pages = [_on_page(document, number) for number in range(1, len(document) + 1)]
    if all(page.fault is FileFault.NO_CODE for page in pages):
        raise FileRefused(FileFault.NOTHING_IN_PDF)
    yield from pages


def _on_page(document: pypdfium2.PdfDocument, number: int) -> Presentation:
    place = number if len(document) > 1 else None
    try:
        return Presentation(code_on(_drawn(document, number)), page=place)
    except FileRefused as refused:
        return Presentation(page=place, fault=refused.fault)
    except (pypdfium2.PdfiumError, ValueError):
        return Presentation(page=place, fault=FileFault.BROKEN)


def _drawn(document: pypdfium2.PdfDocument, number: int) -> Image.Image:
    page = document[number - 1]
    longer = max(page.get_size())
    if longer <= 0:
        raise FileRefused(FileFault.BROKEN)
    drawn: Image.Image = page.render(scale=PAGE_PIXELS / longer, grayscale=True, may_draw_forms=False).to_pil()
    page.close()
    return drawn
