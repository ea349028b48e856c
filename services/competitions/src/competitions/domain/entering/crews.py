"""Rows of a file that are one team: who is in it, who leads it and who prepared it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from competitions.domain.entering.listed import Newcomer
from competitions.domain.entering.teams import Team, team_id


class TeamRole(StrEnum):
    MEMBER = "member"
    CAPTAIN = "captain"
    """A member, too. Where nobody is named so, the first one leads."""
    MENTOR = "mentor"


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody's in a team."""

    team: str
    """What it is called."""
    role: TeamRole = TeamRole.MEMBER

    @property
    def competes(self) -> bool:
        return self.role is not TeamRole.MENTOR


class Row(Protocol):
    """What a row comes to."""

    @property
    def registration_id(self) -> UUID: ...
    @property
    def person_id(self) -> UUID: ...
    @property
    def member(self) -> str: ...
    @property
    def category(self) -> str | None: ...
    @property
    def in_team(self) -> Place | None: ...


def newcomers_of(rows: Sequence[Row]) -> list[Newcomer]:
    """Of one skill: one for each entry, in the order of the file. Rows of one team share its entry."""
    entries: dict[UUID, list[Row]] = {}
    for row in rows:
        entries.setdefault(row.registration_id, []).append(row)
    return [_newcomer(id, together) for id, together in entries.items()]


def _newcomer(registration_id: UUID, rows: Sequence[Row]) -> Newcomer:
    places = [(row, row.in_team) for row in rows if row.in_team]
    if not places:
        [row] = rows
        return Newcomer(registration_id, row.person_id, row.member, row.category)
    competing = [row for row, place in places if place.competes]
    leading = [row for row, place in places if place.role is TeamRole.CAPTAIN] or competing
    mentors = [row.person_id for row, place in places if not place.competes]
    team = Team(
        places[0][1].team,
        leading[0].person_id,
        tuple(row.person_id for row in competing),
        next(iter(mentors), None),
    )
    first = competing[0]
    return Newcomer(registration_id, team_id(registration_id), first.member, first.category, team=team)
