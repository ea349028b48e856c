"""What an issuer signs: certificates, status lists, the catalogue."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from certificates.domain.certificate import Document
from certificates.domain.draft import Draft
from certificates.domain.issuer import Issuer
from certificates.domain.marks import modules_of
from certificates.domain.particulars import HUNDRED
from certificates.formats import did, openbadge, qr_text, values
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
        said = values.of_draft(draft)
        shape = openbadge.Shape.of(
            said, draft.granted.language, draft.score, modules_of(draft.achievement, draft.granted)
        )
        profile = openbadge.Profile.of(draft.issuer, self.origin)
        template = openbadge.template_of(profile, draft.achievement, draft.context, shape)
        credential = template.sign(said, signer, max(draft.issued_at, draft.issuer.key.since))
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


def _claims(draft: Draft) -> qr_text.Claims:
    score = draft.score
    return qr_text.Claims(
        issuer=draft.issuer.code,
        issued_on=draft.issued_on,
        short_id=draft.short_id,
        name=draft.name,
        achievement=draft.codes.achievement,
        status_entry=draft.number.status_entry,
        number=draft.number.number,
        skill=draft.codes.skill,
        context=draft.codes.context,
        points=score.points if score else None,
        total=score.places_by_total if score else None,
        out_of=Decimal(score.out_of) if score else Decimal(HUNDRED),
        expires_on=draft.expires_on,
        is_duplicate=draft.reissued is not None and draft.reissued.is_duplicate,
    )
