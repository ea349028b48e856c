"""What an issuer signs: credentials by template, the QR's text, status lists, the catalogue."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from certificates.domain.achievement import CODES, Achievement, Score
from certificates.domain.certificate import Certificate
from certificates.domain.issuer import Issuer
from certificates.domain.register import RegistrationNumber
from certificates.formats import did, openbadge, qr_text
from certificates.formats.data_integrity import Signer
from certificates.formats.openbadge import Profile, Template
from certificates.signing.vault import Vault


class Signing:
    def __init__(self, origin: str, vault: Vault) -> None:
        self.origin = origin
        self._vault = vault

    async def credential(
        self, issuer: Issuer, achievement: Achievement, score: Score | None, values: openbadge.Values, at: datetime
    ) -> str:
        """The signed credential as text. Never signed before the key was there, whatever the clock says. Raises BadValue."""
        template = template_of(profile_of(self.origin, issuer), achievement, score.scale if score else None)
        return openbadge.text_of(template.sign(values, await self._signer(issuer), max(at, issuer.key.since)))

    async def qr_text(self, issuer: Issuer, claims: qr_text.Claims) -> str:
        return qr_text.write(self.origin, claims, await self._vault.private(issuer), issuer.key.id)

    async def document(self, issuer: Issuer, document: Mapping[str, Any], at: datetime) -> dict[str, Any]:
        """Any other JSON-LD document, such as a status list, with its proof."""
        return (await self._signer(issuer)).sign_in_full(document, at)

    async def raw(self, issuer: Issuer, message: bytes) -> bytes:
        """The bare Ed25519 signature of some bytes."""
        return (await self._vault.private(issuer)).sign(message)

    async def _signer(self, issuer: Issuer) -> Signer:
        address = did.did_of(self.origin, issuer.organisation)
        return Signer(did.method_of(address, issuer.key.id), await self._vault.private(issuer))


def profile_of(origin: str, issuer: Issuer) -> Profile:
    return Profile(origin, issuer.organisation, did.did_of(origin, issuer.organisation), issuer.name.ru)


@lru_cache(maxsize=1024)
def template_of(profile: Profile, achievement: Achievement, scale: str | None) -> Template:
    """Compiling costs some milliseconds, once for all certificates of an achievement."""
    return Template(profile, achievement, scale)


def values_of(
    id: UUID, subject_id: UUID, name: str, number: RegistrationNumber, score: Score | None, at: datetime
) -> openbadge.Values:
    return openbadge.values(
        id=id,
        subject_id=subject_id,
        name=name,
        number=str(number),
        status_entry=number.status_entry,
        at=at,
        score=score,
    )


def values_as_issued(certificate: Certificate) -> openbadge.Values:
    """What the certificate was made of. Raises Erased."""
    name = certificate.handed_out.name
    return values_of(
        certificate.id, certificate.subject_id, name, certificate.number, certificate.score, certificate.issued_at
    )


def claims_of(
    issuer: Issuer,
    achievement: Achievement,
    name: str,
    number: RegistrationNumber,
    short_id: str,
    score: Score | None,
    day: date,
) -> qr_text.Claims:
    return qr_text.Claims(
        issuer=issuer.code,
        issued_on=day,
        short_id=short_id,
        name=name,
        skill=achievement.skill_code,
        championship=achievement.championship_code,
        kind=CODES[achievement.kind],
        status_entry=number.status_entry,
        number=number.number,
        points=score.points if score else None,
    )
