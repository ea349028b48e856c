"""What happens to a championship that others hear of."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Announced:
    at: datetime


@dataclass(frozen=True, slots=True)
class PublicationBegun:
    at: datetime


@dataclass(frozen=True, slots=True)
class Published:
    at: datetime
    """The moment of publication, which every result carries: when it began."""


Happening = Announced | PublicationBegun | Published
