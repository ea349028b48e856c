"""Taking certificates back, out of force, and into force again."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from certificates.commands.issuing import NewEntry, enter, words
from certificates.domain.certificate import Certificate, Erased
from certificates.wiring import App
from shared.contracts import Payload
from shared.contracts.certificates import CertificateReinstated, CertificateRevoked, CertificateSuspended
from shared.events import Event, event
from shared.ids import derive
from shared.mongo.aggregates import Told

P = TypeVar("P", bound=Payload)


async def revoke(app: App, certificate_id: UUID, reason: str, *, public: bool, by: str) -> Certificate:
    """Raises UnknownCertificate, NoReason, AlreadyRevoked."""
    certificate = await app.certificates.get(certificate_id)
    revoked = certificate.revoke(reason, public=public, by=by, at=app.now())
    standing = revoked.standing
    data = CertificateRevoked(**await _told(app, revoked), reason=standing.public_reason, revoked_at=standing.since)
    return await _keep(app, revoked, _event(data))


async def suspend(app: App, certificate_id: UUID, reason: str, *, public: bool, by: str) -> Certificate:
    """Raises UnknownCertificate, NoReason, AlreadySuspended, AlreadyRevoked."""
    certificate = await app.certificates.get(certificate_id)
    suspended = certificate.suspend(reason, public=public, by=by, at=app.now())
    standing = suspended.standing
    data = CertificateSuspended(
        **await _told(app, suspended), reason=standing.public_reason, suspended_at=standing.since
    )
    return await _keep(app, suspended, _event(data))


async def reinstate(app: App, certificate_id: UUID, reason: str = "", *, by: str) -> Certificate:
    """`reason` may be left out. Raises UnknownCertificate, NotSuspended, AlreadyRevoked."""
    certificate = await app.certificates.get(certificate_id)
    reinstated = certificate.reinstate(reason, by=by, at=app.now())
    data = CertificateReinstated(**await _told(app, reinstated), reinstated_at=reinstated.standing.since)
    return await _keep(app, reinstated, _event(data))


async def replace_by_newer(app: App, certificate_id: UUID, reason: str, *, by: str) -> Certificate:
    """A corrected certificate, with the holder's name of today, in the place of this one.

    Repeating it completes what was cut off, else changes nothing.

    Raises UnknownCertificate, NoReason, AlreadyRevoked, Erased; Stale where another officer changed it meanwhile.
    """
    old = await app.certificates.get(certificate_id)
    newer = derive("certificate", "replacement", old.id)
    if old.newer == newer and (already := await app.certificates.find(newer)):
        return already
    entry = await _newer_entry(app, old, newer)
    if old.newer != newer:
        # The old one first: whatever is cut off between the two writes, there are never two that are in force.
        superseded = old.supersede(newer, reason, by=by, at=app.now())
        await _keep(app, superseded)
    return await enter(app, entry)


async def _newer_entry(app: App, old: Certificate, newer: UUID) -> NewEntry:
    holder = await app.people.find(old.subject_id)
    if holder is None or holder.erased:
        raise Erased(old.id)
    issuer = await app.issuers.of(old.organisation)
    return NewEntry(newer, old.result_id, issuer, holder, old.achievement, old.score)


async def _keep(app: App, certificate: Certificate, *told: Told[Certificate]) -> Certificate:
    stored = await app.certificates.save(certificate, *told)
    app.catalogue.drop()
    return stored


async def _told(app: App, certificate: Certificate) -> dict[str, Any]:
    """What each of these events says of the certificate."""
    earned = certificate.achievement
    issuer = await app.issuers.of(certificate.organisation)
    return {
        "certificate_id": certificate.id,
        "subject_id": certificate.subject_id,
        "registration_number": str(certificate.number),
        "organisation": certificate.organisation,
        "issuer": words(issuer.name),
        "title": words(earned.title),
        "championship": words(earned.championship),
        "skill": words(earned.skill),
    }


def _event(data: P) -> Callable[[Certificate], Event[P]]:
    """A certificate may be suspended more than once, so its version belongs to the id."""
    return lambda stored: event(data, id=derive(stored.id, data.type, str(stored.version)), at=stored.standing.since)
