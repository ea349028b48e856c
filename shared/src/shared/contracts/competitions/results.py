"""What competitors reached."""

from decimal import Decimal
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from shared.contracts.base import Earned, Moment, Payload


class ResultStatus(StrEnum):
    """In the words of the Olympic Data Feed."""

    UNOFFICIAL = "unofficial"
    """It may still be corrected: people are told so, and no certificate stands on it."""
    OFFICIAL = "official"


class ResultPublished(Payload):
    """One competitor's (or team's) result in one skill, as announced. The policies' ids explain it for ever.

    Of a team each gets what is for them: its members, the team itself, its mentor. They may be told of apart, under a
    `result_id` each, or together.
    """

    topic: ClassVar[str] = "competitions.result"
    type: ClassVar[str] = "competitions.result.published.v1"

    result_id: UUID
    championship_id: UUID
    championship_edition: int
    """Of its description: what is signed says what the championship was called when its results were published."""
    skill_id: UUID
    skill_edition: int
    total: Decimal
    """0.00 to 100.00."""
    scale_score: int | None
    """None: there is no scale, and places go by the total."""
    scale_policy: str
    medal_policy: str
    awards: tuple[Earned, ...]
    published_at: Moment
    status: ResultStatus
    """Official ones follow unofficial ones, or come at once."""
    revision: int
    """Of this result: what has the highest one stands, whichever came last."""
    skill_head: str
    """The head of the history of all marks of the skill, 64 hexadecimal digits: who keeps it can tell later whether one was changed."""
    team_id: UUID | None = None
    """The subject id of the team whose result it is; None for one person's."""

    @property
    def key(self) -> UUID:
        return self.result_id
