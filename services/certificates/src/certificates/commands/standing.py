"""Taking certificates back, out of force, and into force again.

The same `change_id` again changes nothing: what is stored is returned, as to a request whose answer was lost.
"""

from uuid import UUID

from certificates import events
from certificates.commands.entering import enter
from certificates.domain.certificate import Certificate, Erased
from certificates.domain.draft import NewEntry
from certificates.domain.holders.team import TeamNamed
from certificates.domain.standing import StandingChange
from certificates.wiring import App
from shared.ids import derive


async def revoke(app: App, certificate_id: UUID, reason: str, *, public: bool, by: str, change_id: UUID) -> Certificate:
    """Raises UnknownCertificate, NoReason, AlreadyRevoked, AlreadyReplaced."""
    certificate = await app.certificates.get(certificate_id)
    if certificate.has_seen(change_id):
        return certificate
    return await _save(app, *certificate.revoke(reason, public=public, by=by, at=app.now(), change_id=change_id))


async def suspend(
    app: App, certificate_id: UUID, reason: str, *, public: bool, by: str, change_id: UUID
) -> Certificate:
    """Raises UnknownCertificate, NoReason, AlreadySuspended, AlreadyRevoked, AlreadyReplaced."""
    certificate = await app.certificates.get(certificate_id)
    if certificate.has_seen(change_id):
        return certificate
    return await _save(app, *certificate.suspend(reason, public=public, by=by, at=app.now(), change_id=change_id))


async def reinstate(app: App, certificate_id: UUID, reason: str = "", *, by: str, change_id: UUID) -> Certificate:
    """`reason` may be left out. Raises UnknownCertificate, NotSuspended, AlreadyRevoked, AlreadyReplaced."""
    certificate = await app.certificates.get(certificate_id)
    if certificate.has_seen(change_id):
        return certificate
    return await _save(app, *certificate.reinstate(reason, by=by, at=app.now(), change_id=change_id))


async def replace_by_newer(app: App, certificate_id: UUID, reason: str, *, by: str) -> Certificate:
    """A corrected certificate, with the names of today of holder and team, in the place of this one.

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
        await supersede(app, old, newer, reason, by=by)
    return await enter(app, entry)


async def supersede(app: App, old: Certificate, newer: UUID, reason: str, *, by: str) -> None:
    """Raises NoReason, AlreadyRevoked, AlreadyReplaced; Stale where somebody else changed it meanwhile."""
    await _save(app, *old.supersede(newer, reason, by=by, at=app.now()))


async def _newer_entry(app: App, old: Certificate, newer: UUID) -> NewEntry:
    holder = await app.holders.seen(old.subject_id)
    if holder is None or holder.erased:
        raise Erased(old.id)
    return NewEntry(
        id=newer,
        cause=old.cause,
        issuer=await app.issuers.of(old.organisation),
        holder=holder,
        achievement=old.achievement,
        context=old.context,
        codes=await app.codes.codes(old.achievement, old.context),
        score=old.score,
        granted=old.granted,
        team=await _team_today(app, old),
    )


async def _team_today(app: App, old: Certificate) -> TeamNamed | None:
    """Of a team that was erased meanwhile, the name that the holder has on paper stays the right one."""
    if old.team_id is None or old.document is None or old.document.team is None:
        return None
    team = await app.holders.find(old.team_id)
    return TeamNamed(old.team_id, old.document.team if team is None or team.erased else team.name)


async def _save(app: App, certificate: Certificate, change: StandingChange) -> Certificate:
    issuer = await app.issuers.of(certificate.organisation)
    stored = await app.certificates.save(certificate, *events.standing_changed(change, issuer))
    app.catalogue.drop(issuer.code)
    app.status_lists.drop((stored.organisation, stored.status_entry.list))
    return stored
