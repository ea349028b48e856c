"""Links that let whoever holds them do one thing without signing in. One service makes them, another reads them."""

from typing import Final
from uuid import UUID

from shared.errors import LinkInvalid
from shared.tokens import NotOurs, opened, sealed

UUID_BYTES: Final = 16


def token(use: str, id: UUID, secret: bytes) -> str:
    """Names the thing `id` and proves that we gave the link for this `use`. 43 signs of base64url."""
    return sealed(use, id.bytes, secret)


def named(use: str, given: str, secret: bytes) -> UUID:
    """The thing that a token names. Raises LinkInvalid."""
    try:
        body = opened(use, given, secret)
    except NotOurs:
        raise LinkInvalid from None
    if len(body) != UUID_BYTES:
        raise LinkInvalid
    return UUID(bytes=body)
