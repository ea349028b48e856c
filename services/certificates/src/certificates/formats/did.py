"""`did:web` of an issuer and its document."""

from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlsplit

from certificates.domain.issuer import Issuer, Key
from certificates.formats.jsonld import contexts
from certificates.formats.multikey import multikey


def did_of(origin: str, organisation: str) -> str:
    """`http://localhost:8080`, `region-47` → `did:web:localhost%3A8080:issuers:region-47` (did:web, 2.2: a port's colon is escaped)."""
    return f"{root_did(origin)}:issuers:{organisation}"


@lru_cache(maxsize=16)
def root_did(origin: str) -> str:
    """The `did:web` of the host itself."""
    return f"did:web:{quote(urlsplit(origin).netloc, safe='')}"


def method_of(did: str, key_id: str) -> str:
    return f"{did}#{key_id}"


def document(did: str, issuer: Issuer, origin: str) -> dict[str, Any]:
    """All keys of the issuer, also those that no longer sign: what they signed stays verifiable."""
    methods = [_method(did, key) for key in issuer.keys]
    return {
        "@context": [contexts.DID, contexts.MULTIKEY],
        "id": did,
        "alsoKnownAs": [f"{origin}/issuers/{issuer.organisation}"],
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


def _method(did: str, key: Key) -> dict[str, str]:
    return {
        "id": method_of(did, key.id),
        "type": "Multikey",
        "controller": did,
        "publicKeyMultibase": multikey(key.public),
    }
