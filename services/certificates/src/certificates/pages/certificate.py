"""One address for each certificate: the page for people, the signed data, the PDF, the pictures."""

from dataclasses import dataclass, replace
from typing import Annotated, Any
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response

from certificates.api.deps import ReaderLanguage, TheApp, Visitor, Words
from certificates.commands.access import check_document_access, may_see_name, may_see_reason, works_for
from certificates.commands.names import check_name
from certificates.commands.verdicts import facts_of
from certificates.documents.rendering import score_of
from certificates.domain.certificate import Certificate, State
from certificates.domain.errors import Erased, IncompleteName, TooManyNameChecks, UnknownCertificate
from certificates.domain.short_id import grouped
from certificates.domain.verdict import of_register
from certificates.pages.answers import in_words
from certificates.pages.negotiation import FORMS, wanted
from certificates.pages.render import pages
from certificates.wiring import App
from shared.auth import Forbidden, NotSignedIn, Principal
from shared.web.formats import Formats
from shared.web.i18n import Language, gettext_of
from shared.web.problems import problems

router = APIRouter(prefix="/certificates", tags=["documents"])

_CONTENT: dict[int | str, dict[str, Any]] = {200: {"content": {kind: {} for kind in FORMS.values()}}}


@router.get(
    "/{certificate_id}",
    summary="A certificate in the form that is asked for",
    response_class=Response,
    responses={**_CONTENT, **problems(UnknownCertificate, NotSignedIn, Forbidden, Erased)},
)
async def read(
    certificate_id: UUID, request: Request, visitor: Visitor, app: TheApp, language: ReaderLanguage, _: Words
) -> Response:
    """HTML for everybody, without the holder's name unless the holder consented. `application/vc`, PDF and pictures carry the
    name: for the holder, a guardian, the issuer's officers and organisers, or everybody where the holder's name is public."""
    certificate = await app.certificates.get(certificate_id)
    form = wanted(request)
    if form == "html":
        return await page(request, app, certificate, visitor)
    await check_document_access(app, certificate, visitor)
    tag = f'"{certificate.digest.hex()[:24]}-{form}-{language}"'
    headers = {
        "etag": tag,
        "cache-control": "private, no-cache",
        "vary": "Accept, Accept-Language, Cookie, Authorization",
    }
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    name = f"{certificate.number}.{'json' if form == 'vc' else form}"
    headers["content-disposition"] = f"inline; filename*=UTF-8''{quote(name)}"
    return Response(await _made(app, certificate, form, language), media_type=FORMS[form], headers=headers)


@router.post("/{certificate_id}/name-check", include_in_schema=False)
async def name_check(
    certificate_id: UUID,
    request: Request,
    visitor: Visitor,
    app: TheApp,
    name: Annotated[str, Form(max_length=300)] = "",
) -> Response:
    """Answers on the certificate's own page."""
    certificate = await app.certificates.get(certificate_id)
    return await page(request, app, certificate, visitor, await _tried(app, certificate_id, name))


@dataclass(frozen=True, slots=True)
class Tried:
    """A name that somebody typed, and what came of it: `same`, `other`, `empty`, `incomplete` or `too_many`."""

    name: str = ""
    outcome: str = ""
    minutes: int = 0
    """Until the next try."""

    @property
    def status(self) -> int:
        return {"empty": 422, "incomplete": 422, "too_many": 429}.get(self.outcome, 200)


async def _tried(app: App, certificate_id: UUID, name: str) -> Tried:
    if not name.strip():
        return Tried(name, "empty")
    try:
        return Tried(name, "same" if await check_name(app, certificate_id, name) else "other")
    except IncompleteName:
        return Tried(name, "incomplete")
    except TooManyNameChecks as error:
        return Tried(name, "too_many", error.minutes)


async def page(
    request: Request, app: App, certificate: Certificate, visitor: Principal | None, tried: Tried | None = None
) -> Response:
    """The answer, who and what, how we know, and the documents for those who may have them."""
    _ = gettext_of(request)
    named = await may_see_name(app, certificate, visitor)
    issuer = await app.issuers.of(certificate.organisation)
    # The points are told with their scale, below the facts.
    facts = replace(facts_of(app, certificate, issuer, named=named), points=None)
    verdict = replace(of_register(certificate, app.now()), facts=facts)
    private = await _private_reason(app, certificate, visitor)
    if private:
        verdict = replace(verdict, reason=private)
    tried = tried or Tried()
    return pages.render(
        request,
        "certificate.html",
        status_code=tried.status,
        principal=visitor,
        certificate=certificate,
        answer=in_words(verdict, _),
        score=score_of(certificate, _, Formats(_.language)),
        short_id=grouped(certificate.short_id),
        documents=named and certificate.document is not None,
        officer=visitor is not None and works_for(visitor, certificate.organisation) and "officer" in visitor.roles,
        address=f"{app.origin}/certificates/{certificate.id}",
        asks_name=not named and certificate.document is not None,
        tried=tried,
        issuer=issuer,
        reason_is_private=private is not None,
        asks_sign_in=visitor is None and not named and certificate.document is not None,
        newer=await _newer(app, certificate),
    )


async def _private_reason(app: App, certificate: Certificate, visitor: Principal | None) -> str | None:
    """Why it is out of force, where that is not public, for those who may know it."""
    standing = certificate.standing
    if standing.public or standing.state is State.VALID or not await may_see_reason(app, certificate, visitor):
        return None
    return standing.reason


async def _newer(app: App, certificate: Certificate) -> UUID | None:
    """The one in its place. It may not be there yet: the old one is taken out of force first."""
    found = await app.certificates.find(certificate.newer) if certificate.newer else None
    return found.id if found else None


async def _made(app: App, certificate: Certificate, form: str, language: Language) -> str | bytes:
    if form == "vc":
        return certificate.handed_out.credential
    if form == "svg":
        return await app.rendering.svg(certificate)
    if form == "png":
        return await app.rendering.png(certificate)
    return await app.rendering.pdf(certificate, await app.issuers.of(certificate.organisation), language)
