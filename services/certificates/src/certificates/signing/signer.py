"""What an issuer signs: certificates, status lists, the catalogue."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from certificates.domain.certificate import Document
from certificates.domain.draft import Draft
from certificates.domain.issuer import Issuer
from certificates.formats import did, openbadge, qr_text
from certificates.formats.data_integrity import Signer
from certificates.signing.vault import Vault


class Signing:
    def __init__(self, origin: str, vault: Vault) -> None:
        self.origin = origin
        self._vault = vault

    async def sign(self, draft: Draft) -> Document:
        """The documents of a certificate. Raises BadValue."""
        return self._signed(draft, await self._signer(draft.issuer))

    async def sign_all(self, drafts: Sequence[Draft]) -> list[Document]:
        """Of many, beside whatever else the process does. Raises BadValue."""
        signers: dict[str, Signer] = {}
        for draft in drafts:
            if draft.issuer.organisation not in signers:
                signers[draft.issuer.organisation] = await self._signer(draft.issuer)

        def signed() -> list[Document]:
            return [self._signed(draft, signers[draft.issuer.organisation]) for draft in drafts]

        return await asyncio.to_thread(signed) if len(drafts) > 1 else signed()

    def _signed(self, draft: Draft, signer: Signer) -> Document:
        """Never signed before the key was there, whatever the clock says."""
        template = openbadge.template_of(
            openbadge.Profile.of(draft.issuer, self.origin),
            draft.achievement,
            draft.score.scale if draft.score else None,
            has_role=draft.team is not None,
        )
        credential = template.sign(_values(draft), signer, max(draft.issued_at, draft.issuer.key.since))
        text = qr_text.write(self.origin, _claims(draft), signer.private, draft.issuer.key.id)
        return Document(draft.name, openbadge.text_of(credential), text, draft.team.name if draft.team else None)

    async def document(self, issuer: Issuer, document: Mapping[str, Any], at: datetime) -> dict[str, Any]:
        """Any other JSON-LD document, such as a status list, with its proof."""
        return (await self._signer(issuer)).sign_in_full(document, at)

    async def raw(self, issuer: Issuer, message: bytes) -> bytes:
        """The bare Ed25519 signature of some bytes."""
        return (await self._vault.private(issuer)).sign(message)

    async def _signer(self, issuer: Issuer) -> Signer:
        address = did.did_of(self.origin, issuer.organisation)
        return Signer(did.method_of(address, issuer.key.id), await self._vault.private(issuer))


def _values(draft: Draft) -> openbadge.Values:
    return openbadge.values(
        id=draft.id,
        subject_id=draft.subject_id,
        name=draft.name,
        number=str(draft.number),
        status_entry=draft.number.status_entry,
        at=draft.issued_at,
        score=draft.score,
        role=openbadge.role_in(draft.team.name, draft.achievement) if draft.team else "",
    )


def _claims(draft: Draft) -> qr_text.Claims:
    return qr_text.Claims(
        issuer=draft.issuer.code,
        issued_on=draft.issued_on,
        short_id=draft.short_id,
        name=draft.name,
        skill=draft.achievement.skill_code,
        championship=draft.achievement.championship_code,
        award=draft.achievement.earned.number,
        status_entry=draft.number.status_entry,
        number=draft.number.number,
        points=draft.score.points if draft.score else None,
        total=draft.score.places_by_total if draft.score else None,
    )
