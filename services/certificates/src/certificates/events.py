"""What the service tells the others: what happened, in the words of the contracts, under ids that say what it was."""

from functools import lru_cache
from typing import Any

from certificates.domain.achievement import Achievement, Change
from certificates.domain.certificate import Certificate
from certificates.domain.issuer import Issuer
from certificates.domain.standing import Reinstated, Revoked, StandingChange, Superseded, Suspended
from shared import contracts
from shared.contracts import Payload
from shared.contracts.certificates import (
    AchievementChanged,
    CertificateIssued,
    CertificateReinstated,
    CertificateRevoked,
    CertificateSuspended,
    IssuerOpened,
    Replaced,
    Wanted,
)
from shared.events import Event, event
from shared.ids import derive
from shared.mongo.aggregates import Told
from shared.text import Text


def opened(issuer: Issuer) -> Event[IssuerOpened]:
    data = IssuerOpened(issuer_id=issuer.id, organisation=issuer.organisation)
    return event(data, id=derive(issuer.id, data.type), at=issuer.created_at)


def achievement_changed(change: Change) -> Told[Achievement]:
    """What can be granted of it from then on."""
    return lambda stored: _achievement_changed(stored, change)


def _achievement_changed(stored: Achievement, change: Change) -> Event[AchievementChanged]:
    data = AchievementChanged(
        achievement_id=stored.id,
        organisation=stored.organisation,
        version=stored.version,
        code=stored.code,
        kind=stored.kind,
        title=_text(stored.title),
        languages=stored.languages,
        wants=tuple(Wanted(name=want.name, required=want.required) for want in stored.wants),
        is_offered=stored.is_offered,
    )
    return event(data, id=derive(stored.id, data.type, str(stored.version)), at=change.at)


def entered(certificate: Certificate, issuer: Issuer) -> tuple[Told[Certificate], ...]:
    """That it was issued, and that it is suspended, where it took the place of one that was."""
    told = issued(certificate, issuer)
    standing = certificate.suspension
    suspended = standing_changed(Suspended(standing.since, standing.public), issuer) if standing else ()
    return (told, *suspended)


def issued(certificate: Certificate, issuer: Issuer) -> Event[CertificateIssued]:
    earned, cause = certificate.achievement, certificate.cause
    data = CertificateIssued(
        **_described(certificate, issuer),
        achievement=earned.code,
        kind=earned.kind,
        result_id=cause.result_id,
        award_id=cause.award_id,
        issued_at=certificate.issued_at,
        team_id=certificate.team_id,
        replaces=_replaced(certificate),
    )
    return event(data, id=derive(certificate.id, data.type), at=certificate.issued_at)


def _replaced(certificate: Certificate) -> Replaced | None:
    older = certificate.reissued
    if older is None:
        return None
    return Replaced(certificate_id=older.older, registration_number=older.number, is_lost=older.is_duplicate)


def standing_changed(change: StandingChange, issuer: Issuer) -> tuple[Told[Certificate], ...]:
    """What others hear of it. Of a replacement nothing: the newer certificate tells of itself."""
    return () if isinstance(change, Superseded) else (lambda stored: _standing_changed(change, issuer, stored),)


def _standing_changed(change: Revoked | Suspended | Reinstated, issuer: Issuer, stored: Certificate) -> Event[Payload]:
    """A certificate may be suspended more than once, so its version belongs to the id."""
    data = _payload(change, _described(stored, issuer))
    return event(data, id=derive(stored.id, data.type, str(stored.version)), at=change.at)


def _payload(change: Revoked | Suspended | Reinstated, described: dict[str, Any]) -> Payload:
    match change:
        case Revoked(at, is_public):
            return CertificateRevoked(**described, is_reason_public=is_public, revoked_at=at)
        case Suspended(at, is_public):
            return CertificateSuspended(**described, is_reason_public=is_public, suspended_at=at)
        case Reinstated(at):
            return CertificateReinstated(**described, reinstated_at=at)


def _described(certificate: Certificate, issuer: Issuer) -> dict[str, Any]:
    """What each of these events says of the certificate."""
    context = certificate.context
    return {
        "certificate_id": certificate.id,
        "subject_id": certificate.subject_id,
        "registration_number": str(certificate.number),
        "organisation": certificate.organisation,
        "issuer": _text(issuer.name),
        "title": _text(certificate.achievement.title),
        "championship_id": context.championship_id,
        "skill_id": context.skill_id,
        "special_category": context.special_category,
    }


@lru_cache(maxsize=256)
def _text(text: Text) -> contracts.Text:
    return contracts.Text(ru=text.ru, en=text.en)
