"""Documents and pictures of a certificate, made on demand from what was signed."""

import asyncio
from collections.abc import Sequence
from datetime import tzinfo
from functools import cached_property
from pathlib import Path
from threading import Lock

from certificates.documents import baked, qr_image
from certificates.documents.pdf import Printer
from certificates.documents.words import beside, described, kind_words, score_of, team_of
from certificates.domain.certificate import Certificate
from certificates.domain.issuer import Issuer
from certificates.domain.short_id import grouped
from shared.printing.printed import BOX
from shared.web.formats import Formats
from shared.web.i18n import Language, texts


class Rendering:
    """Each method raises Erased where the document is gone."""

    def __init__(self, fonts: Path, origin: str, zone: tzinfo) -> None:
        """`zone`: whose calendar decides the day that is printed."""
        self._zone = zone
        self._fonts = fonts
        self._origin = origin
        self._starting = Lock()

    async def svg(self, certificate: Certificate) -> str:
        """The QR, with the credential baked in."""
        document = certificate.handed_out
        picture = qr_image.svg(qr_image.modules(document.qr_text), str(certificate.number))
        return baked.bake_svg(picture, document.credential)

    async def png(self, certificate: Certificate) -> bytes:
        """The QR, with the credential baked in."""
        document = certificate.handed_out
        picture = await asyncio.to_thread(lambda: qr_image.png(qr_image.modules(document.qr_text)))
        return baked.bake_png(picture, document.credential)

    async def pdf(
        self, certificate: Certificate, issuer: Issuer, language: Language, members: Sequence[str] = ()
    ) -> bytes:
        """`members`: who is named below the team that holds it."""
        document = certificate.handed_out
        words = {**self._words(certificate, issuer, language), "members": "; ".join(members)}
        qr = qr_image.svg(qr_image.modules(document.qr_text), words["qr_alt"])
        return await asyncio.to_thread(self._print, words, qr, certificate)

    def _print(self, words: dict[str, str], qr: str, certificate: Certificate) -> bytes:
        return self._printer.pdf(words, qr, certificate.handed_out.credential, certificate.issued_at)

    @cached_property
    def _printer(self) -> Printer:
        return Printer(self._fonts)

    def _words(self, certificate: Certificate, issuer: Issuer, language: Language) -> dict[str, str]:
        _ = texts("certificates", language)
        earned, context = certificate.achievement, certificate.context
        kind, number = kind_words(earned, _), str(certificate.number)
        formats = Formats(language, self._zone)
        return {
            "language": language,
            "title": _("Certificate {number}", number=number),
            "about": described(certificate, language),
            "issuer": issuer.name.in_language(language),
            "document": kind.heading,
            "number_label": _("Registration number"),
            "number": number,
            "confirms": kind.verb,
            "name": certificate.handed_out.name,
            "team": team_of(certificate, _),
            "award": earned.title.in_language(language),
            "skill": _("Skill: {skill}", skill=context.skill_name.in_language(language)) if context.skill_name else "",
            "context": context.title.in_language(language) if context.title else "",
            "facts": " · ".join(f"{term}: {text}" for term, text in beside(certificate, _, formats)),
            "score": score_of(certificate, _, formats),
            "issued_label": _("Issued"),
            "issued": formats.day(certificate.issued_at),
            "scan": _("To check it, point a phone's camera at the code, or open"),
            "address": f"{self._origin}/v",
            "short_label": _("and type"),
            "short_id": grouped(certificate.short_id),
            "qr_alt": _("QR code that checks this certificate"),
            "attachment": _("The signed data of this certificate, Open Badges 3.0"),
            "boxes": _(
                "{box} stands for a letter that cannot be printed. The signed data has it as it was written.", box=BOX
            ),
        }
