"""The keys of issuers, as `did:web` publishes them."""

from typing import Any

from certificates.domain.issuer import UnknownIssuer
from certificates.formats import did
from certificates.wiring import App


async def did_document(app: App, organisation: str) -> dict[str, Any]:
    """Raises UnknownIssuer."""
    issuer = await app.issuers.of(organisation)
    return did.document(did.did_of(app.origin, organisation), issuer, app.origin)


async def root_did_document(app: App) -> dict[str, Any]:
    """The host's own `did:web`, with the keys of its first issuer. Raises UnknownIssuer where there is none yet."""
    issuers = await app.issuers.all()
    if not issuers:
        raise UnknownIssuer(app.origin)
    return did.document(did.root_did(app.origin), issuers[0], app.origin)
