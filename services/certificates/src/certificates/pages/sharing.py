"""A certificate shown elsewhere: a picture for social media, the page as a picture, a card, a link to a profile."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Final
from urllib.parse import quote, urlencode
from uuid import UUID

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from certificates.access import check_document_access, may_be_previewed, members_shown, sight_of
from certificates.api.deps import TheApp
from certificates.documents.letterhead import Letterhead
from certificates.documents.rendering import PREVIEW_HEIGHT, PREVIEW_WIDTH
from certificates.documents.said import sentence
from certificates.domain.certificate import Certificate, Erased, UnknownCertificate
from certificates.domain.designs.own import PrintingBusy
from certificates.domain.issuer import Issuer
from certificates.queries.certificates import read_certificate, read_letterhead
from certificates.wiring import App
from shared.identity.principal import Forbidden, NotSignedIn, Principal
from shared.web.deps import ReaderLanguage, Visitor
from shared.web.i18n import Gettext, Language
from shared.web.preconditions import UNCHANGED, is_known
from shared.web.problems import problems

router = APIRouter(prefix="/certificates/{certificate_id}", tags=["documents"])

PROFILE: Final = "https://www.linkedin.com/profile/add"
_PRIVATE: Final = "private, no-cache"
_VARY: Final = "Accept-Language, Cookie, Authorization"
_PNG: Final = {200: {"content": {"image/png": {}}}, **UNCHANGED}
_PDF: Final = {200: {"content": {"application/pdf": {}}}, **UNCHANGED}


@router.get(
    "/preview.png",
    summary="A picture of it for social media",
    response_class=Response,
    responses={**_PNG, **problems(UnknownCertificate)},
)
async def preview(
    certificate_id: UUID, request: Request, _visitor: Visitor, app: TheApp, language: ReaderLanguage
) -> Response:
    """1200 × 630 pixels, for everybody: what was earned and of whom, never a number or a code, and the name only where the holder
    made it public. There is none of a certificate that is not valid, nor where to have taken part tells of somebody's health."""
    certificate = await read_certificate(app, certificate_id)
    if not may_be_previewed(certificate, app.day(app.now())):
        raise HTTPException(404)
    named = (await sight_of(app, certificate, None)).name
    letterhead = await read_letterhead(app, certificate.organisation, certificate.achievement.design)
    tag = tag_of(certificate, f"preview-{named}", language, letterhead)
    headers = {"etag": tag, "cache-control": "no-cache", "vary": "Accept-Language"}
    if is_known(request.headers.get("if-none-match"), tag):
        return Response(status_code=304, headers=headers)
    picture = await app.rendering.preview(certificate, letterhead, language, named=named)
    return Response(picture, media_type="image/png", headers=headers)


@router.get(
    "/page.png",
    summary="Its page as a picture",
    response_class=Response,
    responses={**_PNG, **problems(UnknownCertificate, NotSignedIn, Forbidden, Erased, PrintingBusy)},
)
async def page(
    certificate_id: UUID, request: Request, visitor: Visitor, app: TheApp, language: ReaderLanguage
) -> Response:
    """The PDF's page, 1800 pixels on its longer side, for those who may have the PDF."""
    certificate, letterhead = await _whole(app, certificate_id, visitor)
    members = await members_shown(app, certificate)
    headers = _private(certificate, tag_of(certificate, "page", language, letterhead, members), "png")
    if is_known(request.headers.get("if-none-match"), headers["etag"]):
        return Response(status_code=304, headers=headers)
    picture = await app.rendering.page(certificate, letterhead, language, members)
    return Response(picture, media_type="image/png", headers=headers)


@router.get(
    "/card.pdf",
    summary="It as a card for a wallet",
    response_class=Response,
    responses={**_PDF, **problems(UnknownCertificate, NotSignedIn, Forbidden, Erased)},
)
async def card(
    certificate_id: UUID, request: Request, visitor: Visitor, app: TheApp, language: ReaderLanguage
) -> Response:
    """A PDF of 85.6 × 54 mm with the same code and the same signed data, for those who may have the other one."""
    certificate, letterhead = await _whole(app, certificate_id, visitor)
    headers = _private(certificate, tag_of(certificate, "card", language, letterhead), "pdf")
    if is_known(request.headers.get("if-none-match"), headers["etag"]):
        return Response(status_code=304, headers=headers)
    made = await app.rendering.card(certificate, letterhead, language)
    return Response(made, media_type="application/pdf", headers=headers)


async def _whole(app: App, certificate_id: UUID, visitor: Principal | None) -> tuple[Certificate, Letterhead]:
    certificate = await read_certificate(app, certificate_id)
    await check_document_access(app, certificate, visitor)
    return certificate, await read_letterhead(app, certificate.organisation, certificate.achievement.design)


def tag_of(
    certificate: Certificate, form: str, language: Language, letterhead: Letterhead, members: Sequence[str] = ()
) -> str:
    """Of a document as it is today: what its issuer says of itself changes, and who may be named in it, unlike what was signed."""
    named = f"-{sha256(repr(members).encode()).hexdigest()[:16]}" if members else ""
    design = f"-{letterhead.design.at:%y%m%d%H%M%S%f}" if letterhead.design else ""
    return f'"{certificate.digest.hex()[:24]}-{form}-{language}-{letterhead.issuer.version}{design}{named}"'


@dataclass(frozen=True, slots=True)
class Shared:
    """What the certificate's page tells to those that make a preview of it, and how its holder hands it on."""

    title: str
    about: str
    picture: str | None
    width: int
    height: int
    profile: str
    is_named: bool
    """Everybody who follows the link reads the name."""


async def shared_of(app: App, certificate: Certificate, issuer: Issuer, day: date, _: Gettext) -> Shared:
    """Without a name: a preview is kept by others, and they do not hear when a consent is taken back."""
    organisation = issuer.name.in_language(_.language)
    address = f"{app.origin}/certificates/{certificate.id}"
    if not may_be_previewed(certificate, app.day(app.now())):
        return Shared(
            _("Certificate {number}", number=str(certificate.number)), organisation, None, 0, 0, "", is_named=False
        )
    said = sentence(certificate, _, _.language)
    event = certificate.context.title
    about = ", ".join(filter(None, (event.in_language(_.language) if event else "", organisation)))
    picture = f"{address}/preview.png?lang={_.language}"
    named = (await sight_of(app, certificate, None)).name
    title = f"{said.heading}: {said.earned}"
    profile = _profile(title, organisation, day, address, str(certificate.number))
    return Shared(title, about, picture, PREVIEW_WIDTH, PREVIEW_HEIGHT, profile, named)


def _profile(title: str, organisation: str, day: date, address: str, number: str) -> str:
    """LinkedIn's form "Add to profile", filled in."""
    filled = {
        "startTask": "CERTIFICATION_NAME",
        "name": title,
        "organizationName": organisation,
        "issueYear": day.year,
        "issueMonth": day.month,
        "certUrl": address,
        "certId": number,
    }
    return f"{PROFILE}?{urlencode(filled, quote_via=quote)}"


def _private(certificate: Certificate, tag: str, ending: str) -> dict[str, str]:
    name = quote(f"{certificate.number}.{ending}")
    return {
        "etag": tag,
        "cache-control": _PRIVATE,
        "vary": _VARY,
        "content-disposition": f"inline; filename*=UTF-8''{name}",
    }
