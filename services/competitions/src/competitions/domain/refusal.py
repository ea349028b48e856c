from dataclasses import dataclass
from uuid import UUID


class Refusal(Exception):
    """A rule said no. Each kind carries the facts that its explanation needs; words for people are made outside."""


@dataclass(eq=False)
class Unknown(Refusal):
    """There is no such thing."""

    kind: str
    """`championship`, `skill`, `sheet` …"""
    id: UUID
