from enum import StrEnum


class Phase(StrEnum):
    """How far a championship is."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    CLOSED = "closed"
    """Entries are no longer taken."""
    MARKING = "marking"
    PUBLISHED = "published"
    CANCELLED = "cancelled"
