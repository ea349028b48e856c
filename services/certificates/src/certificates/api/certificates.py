"""Certificates as data: what is known of each, for those who may know it."""

from datetime import date, datetime
from uuid import UUID

from fastapi import APIRouter, Response

from certificates.access import check_document_access, may_see_reason
from certificates.api.deps import PREFIX, TheApp
from certificates.documents.words import reason_in
from certificates.domain.certificate import Certificate, Erased, UnknownCertificate
from certificates.domain.short_id import grouped
from certificates.queries.certificates import read_certificate
from certificates.queries.holdings import listed
from shared.identity.principal import Forbidden, NotSignedIn
from shared.web.deps import SignedIn, Visitor, Words
from shared.web.i18n import Gettext
from shared.web.problems import problems
from shared.web.schemas import Cursor, Limit, Out, Page, TextOut

router = APIRouter(prefix=f"{PREFIX}/certificates", tags=["certificates"])


class Urls(Out):
    """Where its forms are. All but the page ask for the holder, a guardian, or the issuer's people, unless the holder allowed all
    that they say."""

    page: str
    credential: str
    pdf: str
    svg: str
    png: str
    qr_text: str

    @classmethod
    def of(cls, certificate: Certificate, origin: str) -> "Urls":
        page = f"{origin}/certificates/{certificate.id}"
        forms = {name: f"{page}?format={name}" for name in ("pdf", "svg", "png")}
        text = f"{origin}{PREFIX}/certificates/{certificate.id}/qr-text"
        return cls(page=page, credential=f"{page}?format=vc", qr_text=text, **forms)


class ContextOut(Out):
    """Where it was earned."""

    kind: str
    """`championship`, `course`, `event` or `none`."""
    id: UUID | None
    title: TextOut | None
    starts_on: date | None
    ends_on: date | None


class CertificateOut(Out):
    """Without the holder's name. `reason` is that of the status: where it is not public, the issuer's people, the holder and
    a guardian alone see it."""

    id: UUID
    achievement: str
    """The issuer's code of what was earned."""
    kind: str
    """Of what was earned: an open word, such as `course`."""
    award: str | None
    """The code of the ruleset's award that it was made of."""
    organisation: str
    registration_number: str
    short_id: str
    title: TextOut
    context: ContextOut
    skill: TextOut | None
    status: str
    status_since: datetime
    reason: str | None
    issued_at: datetime
    granted_on: date
    expires_on: date | None
    subject_id: UUID
    result_id: UUID | None
    """The result that earned it."""
    award_id: UUID | None
    """Or the award that was granted."""
    superseded_by: UUID | None
    """The certificate that took its place, or that answers a mistaken revocation."""
    supersedes: UUID | None
    """The one whose place it took."""
    is_duplicate: bool
    """It is a duplicate of that one, whose paper was lost."""
    urls: Urls

    @classmethod
    def of(cls, certificate: Certificate, origin: str, _: Gettext, *, with_reason: bool = True) -> "CertificateOut":
        earned, context, standing = certificate.achievement, certificate.context, certificate.standing
        return cls(
            id=certificate.id,
            achievement=earned.code,
            kind=earned.kind,
            award=earned.made_of.code if earned.made_of else None,
            organisation=certificate.organisation,
            registration_number=str(certificate.number),
            short_id=grouped(certificate.short_id),
            title=TextOut.model_validate(earned.title),
            context=ContextOut.model_validate(context),
            skill=TextOut.model_validate(context.skill_name) if context.skill_name else None,
            status=standing.state.value,
            status_since=standing.since,
            reason=reason_in(standing.reason if with_reason else standing.public_reason, _),
            issued_at=certificate.issued_at,
            granted_on=certificate.granted.on,
            expires_on=certificate.expires_on,
            subject_id=certificate.subject_id,
            result_id=certificate.cause.result_id,
            award_id=certificate.cause.award_id,
            superseded_by=certificate.newer,
            supersedes=certificate.reissued.older if certificate.reissued else None,
            is_duplicate=certificate.is_duplicate,
            urls=Urls.of(certificate, origin),
        )


@router.get("", summary="Certificates", responses=problems(NotSignedIn))
async def list_certificates(
    by: SignedIn, app: TheApp, _: Words, limit: Limit = 50, cursor: Cursor = None
) -> Page[CertificateOut]:
    """An officer's or organiser's organisation's, else those of the person who asks and of their wards. By id."""
    found, following = await listed(app, by, limit, cursor)
    return Page(items=[CertificateOut.of(each, app.origin, _) for each in found], next=following)


@router.get(
    "/{certificate_id}", summary="One certificate", responses=problems(UnknownCertificate, NotSignedIn, Forbidden)
)
async def read(certificate_id: UUID, visitor: Visitor, app: TheApp, _: Words) -> CertificateOut:
    """For those who may see its documents."""
    certificate = await read_certificate(app, certificate_id)
    await check_document_access(app, certificate, visitor)
    with_reason = await may_see_reason(app, certificate, visitor)
    return CertificateOut.of(certificate, app.origin, _, with_reason=with_reason)


@router.get(
    "/{certificate_id}/qr-text",
    summary="The text of its QR",
    response_class=Response,
    responses={200: {"content": {"text/plain": {}}}, **problems(UnknownCertificate, NotSignedIn, Forbidden, Erased)},
)
async def qr_text(certificate_id: UUID, visitor: Visitor, app: TheApp) -> Response:
    """`<origin>/v#<digits>`. It carries the holder's name, signed."""
    certificate = await read_certificate(app, certificate_id)
    await check_document_access(app, certificate, visitor)
    return Response(
        certificate.handed_out.qr_text, media_type="text/plain", headers={"cache-control": "private, no-cache"}
    )
