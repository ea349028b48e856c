"""Links that let whoever holds them do one thing without signing in. One service makes them, another reads them."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from typing import Final
from uuid import UUID

from shared.errors import LinkInvalid

SEAL: Final = 16
"""Bytes of the HMAC-SHA-256 that are kept: 128 bits."""
UUID_BYTES: Final = 16


def token(use: str, id: UUID, secret: bytes) -> str:
    """Names the thing `id` and proves that we gave the link for this `use`. 43 signs of base64url."""
    return urlsafe_b64encode(_seal(use, id, secret) + id.bytes).decode().rstrip("=")


def named(use: str, given: str, secret: bytes) -> UUID:
    """The thing that a token names. Raises LinkInvalid."""
    try:
        sealed = urlsafe_b64decode(given.encode() + b"=" * (-len(given) % 4))
    except (NotBase64, ValueError):
        raise LinkInvalid from None
    if len(sealed) != SEAL + UUID_BYTES:
        raise LinkInvalid
    id = UUID(bytes=sealed[SEAL:])
    # The whole token, not its bytes: the last sign of base64url has bits that say nothing, and signs of no meaning are skipped.
    if not hmac.compare_digest(given.encode(), token(use, id, secret).encode()):
        raise LinkInvalid
    return id


def _seal(use: str, id: UUID, secret: bytes) -> bytes:
    return hmac.digest(secret, use.encode() + b":" + id.bytes, "sha256")[:SEAL]
