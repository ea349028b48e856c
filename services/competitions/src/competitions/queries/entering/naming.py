"""How those are called who have an entry, a person or a team."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from competitions.domain.entering.teams import Team
from competitions.domain.person import Person
from competitions.domain.registration import Registration
from competitions.wiring import App


@dataclass(frozen=True, slots=True)
class ShownTeam:
    id: UUID
    full_name: str
    number: int
    """Of its entry, in the order of arrival."""
    team: Team
    birth_date: date | None = None

    @property
    def initials(self) -> str:
        """What a public page shows of a team that not everybody allowed to be named."""
        return f"№ {self.number}"


Competing: TypeAlias = Person | ShownTeam


async def named(app: App, subjects: Iterable[UUID]) -> dict[UUID, Competing]:
    """Those of them who are there, and not erased."""
    wanted = set(subjects)
    people = await app.people.by_id(wanted)
    lacking = wanted - people.keys()
    teams = [one for one in await app.registrations.teams(lacking) if one.team and one.team.name] if lacking else []
    return {**people, **{one.subject_id: _shown(one, one.team) for one in teams if one.team}}


def _shown(entry: Registration, team: Team) -> ShownTeam:
    return ShownTeam(entry.subject_id, team.name, entry.sequence, team)
