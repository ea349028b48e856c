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
