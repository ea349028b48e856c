"""Sealed tokens: what one says nobody changed, and we gave it out for this use."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from typing import Final

SEAL: Final = 16
"""Bytes of the HMAC-SHA-256 that are kept: 128 bits."""


class NotOurs(Exception):
    """We did not give this token for this use, or it was changed or cut off."""


def sealed(use: str, body: bytes, secret: bytes) -> str:
    """As base64url without padding."""
    return urlsafe_b64encode(_seal(use, body, secret) + body).decode().rstrip("=")


def opened(use: str, token: str, secret: bytes) -> bytes:
    """The body of a token. Raises NotOurs."""
    try:
        body = urlsafe_b64decode(token.encode() + b"=" * (-len(token) % 4))[SEAL:]
    except (NotBase64, ValueError):
        raise NotOurs from None
    # The whole token, not its bytes: the last sign of base64url may have bits that say nothing, and signs of no meaning are skipped.
    if not hmac.compare_digest(token.encode(), sealed(use, body, secret).encode()):
        raise NotOurs
    return body


def _seal(use: str, body: bytes, secret: bytes) -> bytes:
    return hmac.digest(secret, use.encode() + b":" + body, "sha256")[:SEAL]
