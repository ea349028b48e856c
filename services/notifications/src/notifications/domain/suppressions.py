"""Addresses that bounced hard: writing to them again harms the sender's good name."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

SUPPRESSED_FOR = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Suppression:
    """Its id is derived from the address, which itself is not kept."""

    id: UUID
    until: datetime
    version: int = 0


def is_dead_address(code: int, enhanced: str | None) -> bool:
    """Does a refusal speak of the mailbox (RFC 3463 x.1.x, x.2.1; 550, 551, 553 without an enhanced code), or of us?"""
    if enhanced is None:
        return code in {550, 551, 553}
    return enhanced.startswith("5.1.") or enhanced == "5.2.1"
