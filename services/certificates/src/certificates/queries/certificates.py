"""One certificate, and who issued it."""

from uuid import UUID

from certificates.documents.letterhead import Letterhead
from certificates.documents.shelf import is_shipped
from certificates.domain.certificate import Certificate
from certificates.domain.issuer import Issuer, NoSuchPicture, Picture, PictureKept
from certificates.domain.wording import PLAIN
from certificates.wiring import App
from shared.ids import derive


async def read_certificate(app: App, certificate_id: UUID) -> Certificate:
    """Raises UnknownCertificate."""
    return await app.certificates.get(certificate_id)


async def newer_certificate(app: App, certificate: Certificate) -> Certificate | None:
    """The one in its place. It may not be there yet: the old one is taken out of force first."""
    return await app.certificates.find(certificate.newer) if certificate.newer else None


async def older_certificate(app: App, certificate: Certificate) -> Certificate | None:
    """The one whose place it took."""
    return await app.certificates.find(certificate.reissued.older) if certificate.reissued else None


async def holders_name(app: App, certificate: Certificate) -> str:
    """As an officer wrote it, else as the holder is called today."""
    if certificate.document is None:
        return ""
    holder = await app.holders.seen(certificate.subject_id)
    is_written = certificate.reissued is not None and certificate.reissued.is_named
    return certificate.document.name if is_written or holder is None or holder.erased else holder.name


async def read_issuer(app: App, organisation: str) -> Issuer:
    """Raises UnknownIssuer."""
    return await app.issuers.of(organisation)


async def find_issuer(app: App, organisation: str) -> Issuer | None:
    return await app.issuers.find(derive("issuer", organisation))


async def read_picture(app: App, organisation: str, of: Picture) -> tuple[PictureKept, bytes]:
    """Raises UnknownIssuer, NoSuchPicture."""
    kept = (await app.issuers.of(organisation)).picture(of)
    data = await app.pictures.find(kept.id) if kept else None
    if kept is None or data is None:
        raise NoSuchPicture
    return kept, data


async def read_letterhead(app: App, organisation: str, design: str = PLAIN) -> Letterhead:
    """With the issuer's own design of that code, if there is one. Raises UnknownIssuer."""
    issuer = await app.issuers.of(organisation)
    files = {one.of: await app.pictures.find(one.id) for one in issuer.pictures}
    own = None if is_shipped(design) else await app.designs.coded(organisation, design)
    return Letterhead(issuer, {of: data for of, data in files.items() if data}, own)


async def list_issuers(app: App) -> list[Issuer]:
    return await app.issuers.all()
