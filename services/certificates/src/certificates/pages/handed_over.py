"""What an officer prints and hands over: the certificates of awards, one by one or as one zip."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Annotated, Final, Literal, cast
from uuid import UUID

from fastapi import APIRouter, Form, Query, Response
from fastapi.responses import StreamingResponse

from certificates.access import check_officer, members_shown
from certificates.api.deps import TheApp
from certificates.documents.archive import file_name, zipped
from certificates.documents.letterhead import Letterhead
from certificates.domain.certificate import Certificate
from certificates.domain.designs.own import PrintingBusy
from certificates.queries.certificates import read_letterhead
from certificates.queries.of_awards import HandedOver, certificate_of, handed_over
from certificates.wiring import App
from shared.web.addresses import redirect
from shared.web.deps import Officer, ReaderLanguage
from shared.web.i18n import Language, texts

router = APIRouter(prefix="/issuers/{organisation}/awards", include_in_schema=False)
TURNS: Final = 5
PAUSE: Final = 1.0
"""Seconds until it is tried again where too many wait already."""
_OWN: Final = frozenset({"ru", "en"})


@router.get("/{award_id}")
async def show(
    organisation: str,
    award_id: UUID,
    officer: Officer,
    app: TheApp,
    form: Annotated[Literal["pdf"] | None, Query(alias="format")] = None,
) -> Response:
    """Leads to the certificate, or to its PDF. Raises NotIssuedYet."""
    check_officer(officer, organisation)
    found = await certificate_of(app, organisation, award_id)
    return redirect(f"/certificates/{found.id}" + ("?format=pdf" if form else ""))


@router.post("/documents.zip")
async def pack(
    organisation: str,
    officer: Officer,
    app: TheApp,
    language: ReaderLanguage,
    award: Annotated[list[UUID], Form(max_length=1000)],
) -> Response:
    """Documents are made while it is sent, one after another. Raises NothingToPrint, TooManyToPrint."""
    check_officer(officer, organisation)
    found = await handed_over(app, organisation, award)
    headers = {
        "cache-control": "private, no-store",
        "content-disposition": f'attachment; filename="certificates-{found.certificates[0].number.number}.zip"',
    }
    content = zipped(_files(app, found, language), app.now())
    return StreamingResponse(content, media_type="application/zip", headers=headers)


async def _files(app: App, found: HandedOver, language: Language) -> AsyncIterator[tuple[str, bytes]]:
    letterheads: dict[str, Letterhead] = {}
    unmade = 0
    for place, one in enumerate(found.certificates, 1):
        design = one.achievement.design
        if design not in letterheads:
            letterheads[design] = await read_letterhead(app, one.organisation, design)
        paper = await _paper(app, one, letterheads[design], _language(one, language))
        if paper is None:
            unmade += 1
        else:
            yield file_name(f"{place:03d} {one.handed_out.name} {one.number}", "pdf"), paper
    if unmade or not found.is_whole:
        yield _left_out(found, unmade, language)


async def _paper(app: App, certificate: Certificate, letterhead: Letterhead, language: Language) -> bytes | None:
    """None where others keep the makers of own designs busy: what has been sent already cannot be refused any more."""
    members = await members_shown(app, certificate)
    for _turn in range(TURNS):
        with suppress(PrintingBusy):
            return await app.rendering.pdf(certificate, letterhead, language, members)
        await asyncio.sleep(PAUSE)
    return None


def _language(certificate: Certificate, reader: Language) -> Language:
    """Its own; the reader's of what is in both."""
    own = certificate.granted.language
    return cast("Language", own) if own in _OWN else reader


def _left_out(found: HandedOver, unmade: int, language: Language) -> tuple[str, bytes]:
    _ = texts("certificates", language)
    lines = [
        _("Not issued yet: {n}", n=found.to_come),
        _("Out of force: {n}", n=found.out_of_force),
        _("Erased: {n}", n=found.erased),
        _("Could not be made now: {n}", n=unmade),
    ]
    return file_name(_("Not among them"), "txt"), "\r\n".join(lines).encode("utf-8-sig")
