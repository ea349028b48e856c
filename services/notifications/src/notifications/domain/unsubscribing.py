"""What whoever holds a letter may switch off by it, without signing in (RFC 8058)."""

from dataclasses import dataclass
from uuid import UUID

from notifications.domain.preferences import Category, Channel
from notifications.domain.refusal import Refusal


@dataclass(eq=False)
class TokenInvalid(Refusal):
    """We did not issue this token, or it was changed."""


@dataclass(frozen=True, slots=True)
class Unsubscription:
    """Valid for as long as the secret: a letter may be found again after years."""

    recipient_id: UUID
    category: Category
    channel: Channel
