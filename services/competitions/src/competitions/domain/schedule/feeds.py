from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class CalendarFeed:
    """That calendar programs may read the schedule of one account, by an address that its owner gave them.

    The address ends with the id, sealed. The id is drawn at random and says nothing of the account; a new one ends the old.
    """

    id: UUID
    account: str
    made_at: datetime
    made_by: UUID | None = None
    """What was asked for by a request that may be repeated: the repetition finds it made."""
    version: int = 1
