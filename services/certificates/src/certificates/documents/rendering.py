"""Documents and pictures of a certificate, made on demand from what was signed."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import cached_property
from pathlib import Path
from typing import Final

from certificates.documents import baked, own, qr_image
from certificates.documents.letterhead import Letterhead
from certificates.documents.pdf import Printer
from certificates.documents.said import ceremonial, design_of, medal_of
from certificates.documents.sandbox import Job, Sandbox
from certificates.documents.settable import Look, Words
from certificates.documents.shelf import PLAIN, SOCIAL, WALLET
from certificates.documents.words import beside, described, earned_in, kind_words, score_of, team_of
from certificates.domain.certificate import Certificate
from certificates.domain.designs.own import BadDesign, OwnDesign
from certificates.domain.short_id import grouped
from shared.printing.printed import BOX
from shared.web.formats import Formats
from shared.web.i18n import Language, texts

SHIPPED: Final = "across"
"""Own designs are told all that this one is."""
PREVIEW_WIDTH: Final = 1200
PREVIEW_HEIGHT: Final = 630
"""Pixels, as social media ask for."""


class Rendering:
    """Each method raises Erased where the document is gone."""

    def __init__(self, fonts: Path, origin: str, zone: tzinfo) -> None:
        """`zone`: whose calendar decides the day that is printed."""
        self._zone = zone
        self.fonts = fonts.absolute()
        self.sandbox = Sandbox(self.fonts)
        self.origin = origin

    def formats(self, language: Language) -> Formats:
        """Days in the calendar of the issuers."""
        return Formats(language, self._zone)

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
        self, certificate: Certificate, letterhead: Letterhead, language: Language, members: Sequence[str] = ()
    ) -> bytes:
        """`members`: who is named below the team that holds it.

        In the issuer's own design where the achievement names one; where that fails, in a shipped one. Raises PrintingBusy: while many
        wait for own designs nothing else takes their place.
        """
        if letterhead.design:
            with suppress(BadDesign):
                return await self.sandbox.paper(self.job(certificate, letterhead, letterhead.design, language, members))
        return await self._pdf(self._sheet(certificate, letterhead, language, members))

    def job(
        self,
        certificate: Certificate,
        letterhead: Letterhead,
        design: OwnDesign,
        language: Language,
        members: Sequence[str] = (),
    ) -> Job:
        """What the issuer's own design is told."""
        sheet = self._sheet(certificate, letterhead, language, members, SHIPPED)
        stamp = int(sheet.at.timestamp())
        return own.pdf_of(design.template, design.pictures, *sheet.told, sheet.look, stamp)

    async def card(self, certificate: Certificate, letterhead: Letterhead, language: Language) -> bytes:
        """As large as a bank card, a PDF as well."""
        return await self._pdf(self._sheet(certificate, letterhead, language, (), WALLET))

    async def page(
        self, certificate: Certificate, letterhead: Letterhead, language: Language, members: Sequence[str] = ()
    ) -> bytes:
        """The page of `pdf` as a PNG. Raises PrintingBusy."""
        if letterhead.design:
            job = self.job(certificate, letterhead, letterhead.design, language, members)
            longer = max(letterhead.design.width, letterhead.design.height)
            with suppress(BadDesign):
                return await self.sandbox.paper(own.picture_of(job, longer))
        sheet = self._sheet(certificate, letterhead, language, members)
        return await asyncio.to_thread(lambda: self.printer.png(*sheet.told, sheet.look, sheet.design))

    async def preview(
        self, certificate: Certificate, letterhead: Letterhead, language: Language, *, named: bool
    ) -> bytes:
        """A PNG of 1200 × 630 for social media, with the holder's name or without."""
        words = self._words(certificate, letterhead, language)
        nameless = {} if named else {"name": "", "boxes": ""}
        shown = {**words, **ceremonial(certificate, language, self._zone), **nameless}
        look = letterhead.look(medal_of(certificate.achievement))
        return await asyncio.to_thread(lambda: self.printer.png(shown, "", "", look, SOCIAL, PREVIEW_WIDTH))

    async def _pdf(self, sheet: "_Sheet") -> bytes:
        return await asyncio.to_thread(lambda: self.printer.pdf(*sheet.told, sheet.at, sheet.look, sheet.design))

    def _sheet(
        self,
        certificate: Certificate,
        letterhead: Letterhead,
        language: Language,
        members: Sequence[str],
        design: str | None = None,
    ) -> "_Sheet":
        document, design, is_own = certificate.handed_out, design or design_of(certificate), design == SHIPPED
        plain = {**self._words(certificate, letterhead, language), "members": "; ".join(members)}
        words = plain if design == PLAIN else {**plain, **ceremonial(certificate, language, self._zone)}
        if certificate.is_duplicate and is_own:
            # Its template was written before: the number is what every sheet shows.
            words = {**words, "number_label": f"{words['duplicate']}, {words['number_label']}"}
        qr = qr_image.svg(qr_image.modules(document.qr_text), plain["qr_alt"])
        look = letterhead.look(medal_of(certificate.achievement))
        return _Sheet((words, qr, document.credential), certificate.issued_at, look, design)

    @cached_property
    def printer(self) -> Printer:
        return Printer(self.fonts)

    def _words(self, certificate: Certificate, letterhead: Letterhead, language: Language) -> dict[str, str]:
        _ = texts("certificates", language)
        earned, context = certificate.achievement, certificate.context
        kind, number = kind_words(earned, _), str(certificate.number)
        formats = self.formats(language)
        return {
            "language": language,
            "title": _("Certificate {number}", number=number),
            "about": described(certificate, language),
            "issuer": letterhead.issuer.name.in_language(language),
            "document": kind.heading,
            "duplicate": _("Duplicate") if certificate.is_duplicate else "",
            "number_label": _("Registration number"),
            "number": number,
            "confirms": kind.verb,
            "name": certificate.handed_out.name,
            "team": team_of(certificate, _),
            "award": earned.title.in_language(language),
            "skill": _("Skill: {skill}", skill=context.skill_name.in_language(language)) if context.skill_name else "",
            "context": earned_in(earned, context, language),
            "facts": " · ".join(f"{term}: {text}" for term, text in beside(certificate, _, formats)),
            "score": score_of(certificate, _, formats),
            "issued_label": _("Issued"),
            "issued": formats.day(certificate.issued_at),
            "scan": _("To check it, point a phone's camera at the code, or open"),
            "address": f"{self.origin}/v",
            "short_label": _("and type"),
            "short_id": grouped(certificate.short_id),
            "qr_alt": _("QR code that checks this certificate"),
            "attachment": _("The signed data of this certificate, Open Badges 3.0"),
            **letterhead.words(language),
            "boxes": _(
                "{box} stands for a letter that cannot be printed. The signed data has it as it was written.", box=BOX
            ),
        }


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What the printer is told of one certificate."""

    told: tuple[Words, str, str]
    """Words, QR, credential."""
    at: datetime
    look: Look
    design: str
