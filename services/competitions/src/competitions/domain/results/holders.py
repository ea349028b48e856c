"""Who gets what a team has earned: each member who started, the team itself, and who prepared it."""

from dataclasses import dataclass
from uuid import UUID

from competitions.domain.results.awards import Whom


@dataclass(frozen=True, slots=True)
class StartedTeam:
    """As it was when its results were published."""

    members: tuple[UUID, ...]
    """Who started, the captain first."""
    mentor: UUID | None
    number: int
    """Of the entry, in the order of arrival."""


def holders(subject_id: UUID, team: StartedTeam | None, whom: Whom) -> tuple[UUID, ...]:
    """`subject_id`: whose result it is, a person's or the team's. Nobody where there is no such holder."""
    if team is None:
        return (subject_id,) if whom is Whom.MEMBER else ()
    return {
        Whom.MEMBER: team.members,
        Whom.TEAM: (subject_id,),
        Whom.MENTOR: (team.mentor,) if team.mentor else (),
    }[whom]
