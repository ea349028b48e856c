"""Data Integrity proofs with `eddsa-rdfc-2022` (W3C Data Integrity EdDSA Cryptosuites 1.0)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from certificates.formats.jsonld import quads, rdfc
from certificates.formats.jsonld.compiled import Compiled
from certificates.formats.multikey import BadMultibase, from_multibase, multibase

SUITE = "eddsa-rdfc-2022"
_SIGNATURE_SIZE = 64
_PROOF_FIELDS = {
    "type",
    "cryptosuite",
    "created",
    "verificationMethod",
    "proofPurpose",
    "proofValue",
    "id",
    "expires",
    "@context",
}


class BadProof(ValueError):
    """The proof is missing, of another suite or purpose, or not well formed: nothing was verified."""


@dataclass(frozen=True, slots=True)
class Signer:
    """A private key and the address that verifiers find its public key under."""

    method: str
    private: Ed25519PrivateKey

    def sign(self, document: Mapping[str, Any], canonical: bytes, created: datetime) -> dict[str, Any]:
        """The document with its proof, the only one of a list: Open Badges' JSON Schema knows no other form.

        `canonical` is the document's canonical form; its `@context` is a list of addresses.
        """
        options = _options(self.method, timestamp(created))
        digest = _digest_of(tuple(document["@context"]), self.method, options["created"]) + sha256(canonical).digest()
        return {**document, "proof": [{**options, "proofValue": multibase(self.private.sign(digest))}]}

    def sign_in_full(self, document: Mapping[str, Any], created: datetime) -> dict[str, Any]:
        """The same without a compiled template. Raises NotJsonLd, TooComplex."""
        return self.sign(document, rdfc.canonical(quads.quads(document)), created)


@dataclass(frozen=True, slots=True)
class Proof:
    """A proof that was read, not yet verified."""

    method: str
    created: str
    options: Mapping[str, Any]
    signature: bytes

    @property
    def is_plain(self) -> bool:
        """Whether it has the members that ours have, and no others: its canonical form is compiled then."""
        return self.options == _options(self.method, self.created)


@lru_cache(maxsize=512)
def timestamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def read_proof(document: Mapping[str, Any]) -> Proof:
    """Raises BadProof."""
    proof = document.get("proof")
    if isinstance(proof, list) and len(proof) == 1:
        proof = proof[0]
    if not isinstance(proof, Mapping) or not set(proof) <= _PROOF_FIELDS:
        raise BadProof("no single proof")
    if (proof.get("type"), proof.get("cryptosuite"), proof.get("proofPurpose")) != (
        "DataIntegrityProof",
        SUITE,
        "assertionMethod",
    ):
        raise BadProof("another kind of proof")
    method, created, value = (proof.get(field) for field in ("verificationMethod", "created", "proofValue"))
    if not isinstance(method, str) or not isinstance(created, str) or not isinstance(value, str):
        raise BadProof("a field is missing")
    options = {field: inner for field, inner in proof.items() if field != "proofValue"}
    return Proof(method, created, options, _signature(value))


def verify(document: Mapping[str, Any], proof: Proof, public: bytes, canonical: bytes | None = None) -> bool:
    """Whether `proof`, read from the document, is the key's signature of all that the document says.

    `canonical` is the canonical form of the document without its proof, where the caller has it. Raises BadProof, NotJsonLd,
    UnknownContext, TooComplex.
    """
    unsigned = {field: value for field, value in document.items() if field != "proof"}
    if canonical is None:
        canonical = rdfc.canonical(quads.quads(unsigned))
    digest = _digest_of_options(document["@context"], proof) + sha256(canonical).digest()
    try:
        _key(public).verify(proof.signature, digest)
    except InvalidSignature:
        return False
    return True


@lru_cache(maxsize=256)
def _key(public: bytes) -> Ed25519PublicKey:
    """An issuer has few, and signs much with each."""
    return Ed25519PublicKey.from_public_bytes(public)


def _signature(value: str) -> bytes:
    try:
        signature = from_multibase(value)
    except BadMultibase as error:
        raise BadProof("the proof's value is no base58") from error
    if len(signature) != _SIGNATURE_SIZE:
        raise BadProof("the proof's value is no Ed25519 signature")
    return signature


def _options(method: str, created: str) -> dict[str, str]:
    return {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": created,
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
    }


def _digest_of_options(context: Any, proof: Proof) -> bytes:
    named = proof.options.get("@context", context)
    if named != context:
        raise BadProof("the proof has a context of its own")
    plain = {field: value for field, value in proof.options.items() if field != "@context"}
    if (
        isinstance(context, list)
        and all(isinstance(each, str) for each in context)
        and plain == _options(proof.method, proof.created)
    ):
        return _digest_of(tuple(context), proof.method, proof.created)
    return sha256(rdfc.canonical(quads.quads({"@context": context, **plain}))).digest()


@lru_cache(maxsize=4096)
def _digest_of(context: tuple[str, ...], method: str, created: str) -> bytes:
    """Many credentials are signed in the same second with the same key: their proofs differ in the signature alone."""
    return sha256(_compiled_options(context, method).canonical({"created": created})).digest()


@lru_cache(maxsize=256)
def _compiled_options(context: tuple[str, ...], method: str) -> Compiled:
    return Compiled(lambda values: {"@context": list(context), **_options(method, values["created"])}, ["created"])
