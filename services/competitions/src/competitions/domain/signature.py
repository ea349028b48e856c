from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Signature:
    by: UUID
    """Subject id of the expert who signed."""
    at: datetime
    head: str | None = None
    """Of what was signed: the sheet's or the skill's head then (`domain.history.chain`)."""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A signature that does not stand any more for what was signed. It stays in sight, of who gave it above all."""

    signature: Signature
    at: datetime
    by: UUID | None
    """Subject id of whoever leads the jury; None: the organiser."""
    reopening: UUID | None = None
    """Of a form, which says why; None: others start than those for whom it was given."""
