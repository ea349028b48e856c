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
    version: int = 1
