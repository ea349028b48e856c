"""The sheet of paper that a certificate is printed on. Nothing that is signed tells of it."""

from uuid import UUID

from certificates.domain.certificate import Certificate
from certificates.domain.reissue import Blank
from certificates.wiring import App


async def print_on(app: App, certificate_id: UUID, blank: Blank | None) -> Certificate:
    """The one before it, if there is any, is spoilt. Raises UnknownCertificate, BlankTaken; Stale."""
    certificate = await app.certificates.get(certificate_id)
    if blank is None:
        return certificate
    printed = certificate.printed_on(blank)
    return certificate if printed is certificate else await app.certificates.save(printed)
