"""Taking certificates back, out of force, and into force again."""

from uuid import UUID

from certificates.commands.issuing import words
from certificates.domain.certificate import Certificate
from certificates.wiring import App
from shared.contracts.certificates import CertificateRevoked
from shared.events import Event, event
from shared.ids import derive


async def revoke(app: App, certificate_id: UUID, reason: str, *, public: bool, by: str) -> Certificate:
    """Raises UnknownCertificate, NoReason, AlreadyRevoked."""
    certificate = await app.certificates.get(certificate_id)
    revoked = certificate.revoke(reason, public=public, by=by, at=app.now())
    await app.certificates.save(revoked, _revoked(revoked), seen=certificate.version)
    return revoked


async def suspend(app: App, certificate_id: UUID, reason: str, *, public: bool, by: str) -> Certificate:
    """Raises UnknownCertificate, NoReason, AlreadySuspended, AlreadyRevoked."""
    certificate = await app.certificates.get(certificate_id)
    suspended = certificate.suspend(reason, public=public, by=by, at=app.now())
    await app.certificates.save(suspended, seen=certificate.version)
    return suspended


async def reinstate(app: App, certificate_id: UUID, *, by: str) -> Certificate:
    """Raises UnknownCertificate, NotSuspended, AlreadyRevoked."""
    certificate = await app.certificates.get(certificate_id)
    reinstated = certificate.reinstate(by=by, at=app.now())
    await app.certificates.save(reinstated, seen=certificate.version)
    return reinstated


def _revoked(certificate: Certificate) -> Event[CertificateRevoked]:
    earned, standing = certificate.achievement, certificate.standing
    data = CertificateRevoked(
        certificate_id=certificate.id,
        subject_id=certificate.subject_id,
        registration_number=str(certificate.number),
        organisation=certificate.organisation,
        title=words(earned.title),
        championship=words(earned.championship),
        skill=words(earned.skill),
        reason=standing.public_reason,
        revoked_at=standing.since,
    )
    return event(data, id=derive(certificate.id, CertificateRevoked.type), at=standing.since)
