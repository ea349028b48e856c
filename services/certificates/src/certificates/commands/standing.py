"""Taking certificates back, out of force, and into force again."""

from uuid import UUID

from certificates.commands.issuing import NewEntry, enter, words
from certificates.domain.certificate import Certificate
from certificates.domain.errors import Erased
from certificates.wiring import App
from shared.contracts.certificates import CertificateRevoked
from shared.events import Event, event
from shared.ids import derive


async def revoke(app: App, certificate_id: UUID, reason: str, *, public: bool, by: str) -> Certificate:
    """Raises UnknownCertificate, NoReason, AlreadyRevoked."""
    certificate = await app.certificates.get(certificate_id)
    revoked = certificate.revoke(reason, public=public, by=by, at=app.now())
    await app.certificates.save(revoked, _revoked(revoked), seen=certificate.version)
    app.catalogue.drop()
    return revoked


async def suspend(app: App, certificate_id: UUID, reason: str, *, public: bool, by: str) -> Certificate:
    """Raises UnknownCertificate, NoReason, AlreadySuspended, AlreadyRevoked."""
    certificate = await app.certificates.get(certificate_id)
    suspended = certificate.suspend(reason, public=public, by=by, at=app.now())
    await app.certificates.save(suspended, seen=certificate.version)
    app.catalogue.drop()
    return suspended


async def reinstate(app: App, certificate_id: UUID, *, by: str) -> Certificate:
    """Raises UnknownCertificate, NotSuspended, AlreadyRevoked."""
    certificate = await app.certificates.get(certificate_id)
    reinstated = certificate.reinstate(by=by, at=app.now())
    await app.certificates.save(reinstated, seen=certificate.version)
    app.catalogue.drop()
    return reinstated


async def replace_by_newer(app: App, certificate_id: UUID, reason: str, *, by: str) -> Certificate:
    """A corrected certificate, with the holder's name of today, in the place of this one. Repeating it changes nothing.

    Raises UnknownCertificate, NoReason, AlreadyRevoked, Erased.
    """
    old = await app.certificates.get(certificate_id)
    newer = derive("certificate", "replacement", old.id)
    if old.newer == newer:
        return await app.certificates.get(newer)
    superseded = old.supersede(newer, reason, by=by, at=app.now())
    holder = await app.people.find(old.subject_id)
    if holder is None or holder.erased:
        raise Erased(old.id)
    issuer = await app.issuers.of(old.organisation)
    made = await enter(app, NewEntry(newer, old.result_id, issuer, holder, old.achievement, old.score))
    await app.certificates.save(superseded, seen=old.version)
    app.catalogue.drop()
    return made


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
