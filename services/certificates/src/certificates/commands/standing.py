"""Taking certificates back, out of force, and into force again.

The same `change_id` again changes nothing: what is stored is returned, as to a request whose answer was lost.
"""

from uuid import UUID

from certificates import events
from certificates.domain.certificate import Certificate
from certificates.domain.standing import Reason, StandingChange
from certificates.wiring import App


async def revoke(
    app: App, certificate_id: UUID, reason: Reason, *, public: bool, by: str, change_id: UUID
) -> Certificate:
    """Raises UnknownCertificate, NoReason, AlreadyRevoked, AlreadyReplaced."""
    certificate = await app.certificates.get(certificate_id)
    if certificate.has_seen(change_id):
        return certificate
    return await save_changed(app, *certificate.revoke(reason, public=public, by=by, at=app.now(), change_id=change_id))


async def suspend(
    app: App, certificate_id: UUID, reason: Reason, *, public: bool, by: str, change_id: UUID
) -> Certificate:
    """Raises UnknownCertificate, NoReason, AlreadySuspended, AlreadyRevoked, AlreadyReplaced."""
    certificate = await app.certificates.get(certificate_id)
    if certificate.has_seen(change_id):
        return certificate
    return await save_changed(
        app, *certificate.suspend(reason, public=public, by=by, at=app.now(), change_id=change_id)
    )


async def reinstate(app: App, certificate_id: UUID, reason: str = "", *, by: str, change_id: UUID) -> Certificate:
    """`reason` may be left out. Raises UnknownCertificate, NotSuspended, AlreadyRevoked, AlreadyReplaced."""
    certificate = await app.certificates.get(certificate_id)
    if certificate.has_seen(change_id):
        return certificate
    return await save_changed(app, *certificate.reinstate(reason, by=by, at=app.now(), change_id=change_id))


async def supersede(app: App, old: Certificate, newer: UUID, reason: Reason, *, by: str) -> None:
    """What was revoked stays so, and says which one answers it. Raises NoReason, AlreadyReplaced; Stale where somebody else changed
    it meanwhile."""
    await save_changed(app, *old.give_way(newer, reason, by=by, at=app.now()))


async def save_changed(app: App, certificate: Certificate, change: StandingChange | None) -> Certificate:
    """`change`: what others hear of, where that is anything. Whoever verifies here finds it at once."""
    issuer = await app.issuers.of(certificate.organisation)
    told = events.standing_changed(change, issuer) if change else ()
    stored = await app.certificates.save(certificate, *told)
    app.catalogue.drop(issuer.code)
    app.status_lists.drop((stored.organisation, stored.status_entry.list))
    return stored
