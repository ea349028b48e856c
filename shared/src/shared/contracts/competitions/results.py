"""What competitors reached."""

from datetime import datetime
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from shared.contracts.base import Award, Line, Payload
from shared.contracts.competitions.championships import Championship, Skill


class ResultPublished(Payload):
    """One competitor's (or team's) result in one skill, as announced. The policies' ids explain it for ever."""

    topic: ClassVar[str] = "competitions.result"
    type: ClassVar[str] = "competitions.result.published.v1"

    result_id: UUID
    championship: Championship
    skill: Skill
    member: Line
    total: Decimal
    """0.00 to 100.00."""
    scale_score: int
    scale_policy: str
    medal_policy: str
    awards: tuple[Award, ...]
    published_at: datetime

    @property
    def key(self) -> UUID:
        return self.result_id
