"""Tokens that let whoever holds the message switch off its category, without signing in (RFC 8058)."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from uuid import UUID

from notifications.domain.preferences import Category, Channel
from notifications.domain.refusal import Refusal

SEAL = 16
"""Bytes of the HMAC-SHA-256 that are kept: 128 bits."""


@dataclass(eq=False)
class TokenInvalid(Refusal):
    """We did not issue this token, or it was changed."""


@dataclass(frozen=True, slots=True)
class Unsubscription:
    """Valid for as long as the secret: a letter may be found again after years."""

    recipient_id: UUID
    category: Category
    channel: Channel

    def token(self, secret: bytes) -> str:
        return _token(self.recipient_id.bytes + f"{self.category}/{self.channel}".encode(), secret)


def unsubscription(token: str, secret: bytes) -> Unsubscription:
    """Raises TokenInvalid."""
    try:
        sealed = urlsafe_b64decode(token.encode() + b"=" * (-len(token) % 4))
    except (NotBase64, ValueError):
        raise TokenInvalid from None
    body = sealed[SEAL:]
    # The whole token, not its bytes: the last sign of base64url may have bits that say nothing, and foreign signs are skipped.
    if not hmac.compare_digest(token.encode(), _token(body, secret).encode()):
        raise TokenInvalid
    category, _, channel = body[16:].decode().partition("/")
    return Unsubscription(UUID(bytes=body[:16]), Category(category), Channel(channel))


def _token(body: bytes, secret: bytes) -> str:
    seal = hmac.digest(secret, b"unsubscribe:" + body, "sha256")[:SEAL]
    return urlsafe_b64encode(seal + body).decode().rstrip("=")
