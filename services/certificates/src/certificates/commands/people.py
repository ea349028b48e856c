"""What this service keeps of people, and how it forgets them."""

from uuid import UUID

from certificates.domain.holder import Holder
from certificates.wiring import App
from shared.errors import Stale


async def remember(app: App, holder: Holder) -> None:
    await app.people.remember(holder)


async def forget(app: App, subject_id: UUID) -> None:
    """Erases the name and all documents that carry it. The register keeps number, state and digest."""
    await app.people.forget(subject_id)
    for certificate in await app.certificates.held_by([subject_id]):
        if certificate.document is not None:
            await erase(app, certificate.id)


async def erase(app: App, certificate_id: UUID) -> None:
    while True:
        certificate = await app.certificates.get(certificate_id)
        try:
            await app.certificates.save(certificate.forget())
        except Stale:
            continue
        return
