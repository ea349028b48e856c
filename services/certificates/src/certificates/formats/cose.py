"""COSE_Sign1 with Ed25519 (RFC 9052, RFC 9053), the one form of it that the QR uses."""

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_SIGN1, _ALGORITHM, _KEY_ID, _EDDSA = 18, 1, 4, -8
_SIGNATURE_SIZE = 64
_PARTS = 4


class NotCose(ValueError):
    """The bytes are no COSE_Sign1 of this form."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A message that was read, not yet verified."""

    key_id: str
    payload: dict[int, Any]
    message: bytes
    signature: bytes

    def is_by(self, public: bytes) -> bool:
        """Whether the key signed it."""
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(self.signature, self.message)
        except InvalidSignature:
            return False
        return True


def sign(claims: dict[int, Any], private: Ed25519PrivateKey, key_id: str) -> bytes:
    """The tagged message. `key_id` is hex."""
    protected = _protected(key_id)
    payload = cbor2.dumps(claims, canonical=True)
    signature = private.sign(_to_be_signed(protected, payload))
    return cbor2.dumps(cbor2.CBORTag(_SIGN1, [protected, {}, payload, signature]))


@lru_cache(maxsize=256)
def _protected(key_id: str) -> bytes:
    return cbor2.dumps({_ALGORITHM: _EDDSA, _KEY_ID: bytes.fromhex(key_id)})


def read(data: bytes) -> Signed:
    """Raises NotCose."""
    tagged = _decoded(data)
    parts = tagged.value if isinstance(tagged, cbor2.CBORTag) and tagged.tag == _SIGN1 else None
    if not isinstance(parts, list | tuple) or len(parts) != _PARTS:
        raise NotCose("no COSE_Sign1")
    protected, unprotected, payload, signature = parts
    if (
        not all(isinstance(part, bytes) for part in (protected, payload, signature))
        or unprotected
        or len(signature) != _SIGNATURE_SIZE
    ):
        raise NotCose("other parts than expected")
    header, claims = _decoded(protected), _decoded(payload)
    if not isinstance(header, dict) or not isinstance(claims, dict):
        raise NotCose("no maps inside")
    if header.get(_ALGORITHM) != _EDDSA or not isinstance(header.get(_KEY_ID), bytes) or len(header) > 2:  # noqa: PLR2004 - algorithm, key
        raise NotCose("another algorithm")
    return Signed(header[_KEY_ID].hex(), claims, _to_be_signed(protected, payload), signature)


def _to_be_signed(protected: bytes, payload: bytes) -> bytes:
    return cbor2.dumps(["Signature1", protected, b"", payload])


def _decoded(data: bytes) -> Any:
    """One CBOR item and nothing after it."""
    stream = BytesIO(data)
    try:
        value = cbor2.load(stream)
    except (cbor2.CBORDecodeError, ValueError, OverflowError, RecursionError, TypeError) as error:
        raise NotCose("no CBOR") from error
    if stream.tell() != len(data):
        raise NotCose("bytes after the end")
    return value
