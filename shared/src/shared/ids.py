"""Identifiers that say what they stand for: the same effect always gets the same id, so repeating it changes nothing."""

from uuid import UUID, uuid5

NAMESPACE = UUID("6f1a2e3c-6c0e-5d0e-9d57-0f5c0d3a7b11")


def derive(*parts: UUID | str) -> UUID:
    """The UUIDv5 of `parts`, which are kept apart, so that ("ab", "c") and ("a", "bc") differ."""
    return uuid5(NAMESPACE, "\x1f".join(str(part) for part in parts))
