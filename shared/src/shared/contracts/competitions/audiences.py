"""Whom news of a championship concern."""

from typing import ClassVar
from uuid import UUID

from shared.contracts.base import Payload


class AudienceNamed(Payload):
    """Some of those whom an event of a championship concerns: who had an entry or was to judge. Each of them is named once.

    They are named apart from what they hear: who is on the list of some championships is nobody else's business.
    """

    topic: ClassVar[str] = "competitions.audience"
    type: ClassVar[str] = "competitions.audience.named.v1"

    news_id: UUID
    """The id (`ce_id`) of the event that says what they hear: a cancellation, or a change of the schedule."""
    championship_id: UUID
    subjects: tuple[UUID, ...]

    @property
    def key(self) -> UUID:
        return self.championship_id
