from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID


class Standing(StrEnum):
    ENTRANT = "entrant"
    COMPETITOR = "competitor"


@dataclass(frozen=True, slots=True)
class Registration:
    """A person in one skill: an entrant until confirmed, a competitor after."""

    id: UUID
    championship_id: UUID
    skill_id: UUID
    subject_id: UUID
    member: str
    state: Standing = Standing.ENTRANT
    version: int = 1

    def confirm(self) -> "Registration":
        return replace(self, state=Standing.COMPETITOR)
