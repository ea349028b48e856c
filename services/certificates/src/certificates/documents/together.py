"""Papers about many certificates: the list to sign, and the sheet of cards for a class."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime

from certificates.documents import qr_image
from certificates.documents.letterhead import Letterhead
from certificates.documents.rendering import Rendering
from certificates.documents.said import sentence
from certificates.documents.settable import Words
from certificates.documents.shelf import ATTENDANCE, LABELS
from certificates.domain.certificate import Certificate
from certificates.domain.short_id import grouped
from shared.web.i18n import Language, texts


async def list_to_sign(
    rendering: Rendering, certificates: Sequence[Certificate], letterhead: Letterhead, language: Language, at: datetime
) -> bytes:
    """24 rows a page. Raises Erased."""
    _ = texts("certificates", language)
    document = _("List of certificates handed out")
    columns = (_("No."), _("Family name, given name"), _("Reg. no."), _("Code for checking"), _("Signature"))
    words = {
        **_common(certificates, letterhead, language, document),
        **letterhead.words(language),
        "event": _event(certificates, language),
        "issued": rendering.formats(language).day(at),
        "columns": [(one,) for one in columns],
        "rows": [
            (str(place), one.handed_out.name, str(one.number), grouped(one.short_id))
            for place, one in enumerate(certificates, 1)
        ],
    }
    return await _drawn(rendering, words, {}, at, letterhead, ATTENDANCE)


async def cards(
    rendering: Rendering, certificates: Sequence[Certificate], letterhead: Letterhead, language: Language, at: datetime
) -> bytes:
    """24 a page, 70 × 37.1 mm each, with the code of each. Raises Erased."""
    _ = texts("certificates", language)
    files = {
        f"qr-{place}.svg": qr_image.svg(qr_image.modules(one.handed_out.qr_text), "QR").encode()
        for place, one in enumerate(certificates)
    }
    words = {
        **_common(certificates, letterhead, language, _("Cards with codes")),
        "address": f"{rendering.origin}/v",
        "qr_alt": _("QR code that checks this certificate"),
        "rows": [
            (one.handed_out.name, sentence(one, _, language).earned, str(one.number), grouped(one.short_id), file)
            for one, file in zip(certificates, files, strict=True)
        ],
    }
    return await _drawn(rendering, words, files, at, letterhead, LABELS)


async def _drawn(
    rendering: Rendering, words: Words, files: Mapping[str, bytes], at: datetime, letterhead: Letterhead, design: str
) -> bytes:
    look = letterhead.look(None)
    return await asyncio.to_thread(lambda: rendering.printer.together(words, files, at, look, design))


def _common(
    certificates: Sequence[Certificate], letterhead: Letterhead, language: Language, document: str
) -> Mapping[str, str]:
    first, last = certificates[0].number, certificates[-1].number
    numbers = str(first) if first == last else f"{first} – {last}"
    return {
        "language": language,
        "title": f"{document}: {numbers}",
        "about": document,
        "document": document,
        "numbers": numbers,
        "issuer": letterhead.issuer.name.in_language(language),
    }


def _event(certificates: Sequence[Certificate], language: Language) -> str:
    """What all of them are of."""
    titles = dict.fromkeys(one.context.title for one in certificates)
    (title, *others) = titles
    return title.in_language(language) if title and not others else ""
