"""Which entries are wanted, and what a row of one says without the rest of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from competitions.domain.entering.absences import AbsenceKind
from competitions.domain.own.mentors import MentorLacks, MentorSaid
from competitions.domain.registration import State


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries of a championship: those with one of the states, and of the skill, the member, the category, the absence and the
    people, where these are named."""

    states: tuple[State, ...] = ()
    skill_id: UUID | None = None
    member: str | None = None
    subjects: tuple[UUID, ...] | None = None
    without_badge: bool = False
    """Those whose badge was not printed yet."""
    category: str | None = None
    among: frozenset[str] | None = None
    """Those of these members alone, whatever else is wanted."""
    absence: AbsenceKind | None = None
    mentor: MentorLacks | None = None
    """Teams who have named a mentor, and have none for this reason."""


@dataclass(frozen=True, slots=True)
class EntryKey:
    """What a list is put in order by, without the rest of the entry."""

    id: UUID
    subject_id: UUID
    skill_id: UUID
    member: str
    state: State
    sequence: int
    team: str | None = None
    """The name of the team, where it is one."""
    people: tuple[UUID, ...] = ()
    """Who competes."""


def competing(ids: list[UUID]) -> list[dict[str, Any]]:
    """In whose entries one of these competes, alone or in a team."""
    return [{"subject_id": {"$in": ids}}, {"team.members": {"$in": ids}}]


def mentored(ids: list[UUID]) -> dict[str, Any]:
    """Whose mentor one of these is, and has not declined to be."""
    return {"team.mentor": {"$in": ids}, "team.mentor_said": {"$ne": MentorSaid.DECLINED}}


def key_of(row: Mapping[str, Any]) -> EntryKey:
    team = row.get("team") or {"name": None, "members": [row["subject_id"]]}
    place = (row["skill_id"], row["member"], State(row["state"]), row["sequence"])
    return EntryKey(row["_id"], row["subject_id"], *place, team["name"], tuple(team["members"]))


def people_of(row: Mapping[str, Any]) -> list[UUID]:
    team = row.get("team")
    if not team:
        return [row["subject_id"]]
    stands = team.get("mentor") and team.get("mentor_said") != MentorSaid.DECLINED
    return [*team["members"], *([team["mentor"]] if stands else [])]


def query_of(championship_id: UUID, wanted: Wanted) -> dict[str, Any]:
    named = {"skill_id": wanted.skill_id, "member": wanted.member, "category": wanted.category}
    query: dict[str, Any] = {"championship_id": championship_id}
    query |= {field: value for field, value in named.items() if value}
    # What is named below may not take the place of what is above, nor a cursor's "$or" that of one here.
    besides: list[dict[str, Any]] = []
    if wanted.among is not None:
        besides.append({"member": {"$in": sorted(wanted.among)}})
    if wanted.subjects is not None:
        besides.append({"$or": competing(list(wanted.subjects))})
    if wanted.states:
        query["state"] = {"$in": list(wanted.states)}
    if wanted.absence:
        query["absence.kind"] = {"$eq": wanted.absence, "$type": "string"}
    if wanted.mentor:
        query["team.mentor"] = {"$ne": None}
        query["team.mentor_said"] = MentorSaid.DECLINED if wanted.mentor is MentorLacks.DECLINED else None
    if wanted.without_badge:
        query["badge_at"] = None
    return query | ({"$and": besides} if besides else {})
