"""The tokens in letters that switch a category off."""

from typing import Final
from uuid import UUID

from notifications.domain.preferences import Category, Channel
from notifications.domain.unsubscribing import TokenInvalid, Unsubscription
from shared.tokens import NotOurs, opened, sealed

USE: Final = "unsubscribe"


def token_of(asked: Unsubscription, secret: bytes) -> str:
    return sealed(USE, asked.recipient_id.bytes + f"{asked.category}/{asked.channel}".encode(), secret)


def unsubscription(token: str, secret: bytes) -> Unsubscription:
    """Raises TokenInvalid."""
    try:
        body = opened(USE, token, secret)
    except NotOurs:
        raise TokenInvalid from None
    category, _, channel = body[16:].decode().partition("/")
    return Unsubscription(UUID(bytes=body[:16]), Category(category), Channel(channel))
