"""Results are contested, settled, and become official; what is contested does not."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from competitions.domain.refusal import Refusal, Unknown
from competitions.domain.registration import ERASED
from competitions.domain.results.protests import Lifting, Protest, are_open
from competitions.domain.skill import MarkingNotStarted, Skill


@dataclass(eq=False)
class ProtestUnexplained(Refusal):
    """Why a result is contested, and why it is not any more, stays in sight of the jury and the organiser."""


@dataclass(eq=False)
class ResultsOfficial(Refusal):
    """What is official is contested no more."""

    skill_id: UUID


def contested(skill: Skill, protest: Protest, starters: Collection[UUID]) -> Skill:
    """A repeat changes nothing. `starters`: registrations.

    Raises ResultsOfficial, MarkingNotStarted, ProtestUnexplained, Unknown.
    """
    if any(one.id == protest.id for one in skill.protests):
        return skill
    _must_be_open(skill)
    if not protest.reason.strip():
        raise ProtestUnexplained
    if protest.registration_id not in starters:
        raise Unknown("registration", protest.registration_id)
    return replace(skill, protests=(*skill.protests, protest))


def settled(skill: Skill, protest_id: UUID, lifting: Lifting) -> Skill:
    """The protest stays in sight, lifted. A repeat changes nothing. Raises Unknown, ProtestUnexplained."""
    found = next((one for one in skill.protests if one.id == protest_id), None)
    if found is None:
        raise Unknown("protest", protest_id)
    if found.lifted:
        return skill
    if not lifting.reason.strip():
        raise ProtestUnexplained
    lifted = tuple(replace(one, lifted=lifting) if one is found else one for one in skill.protests)
    return replace(skill, protests=lifted)


def official(skill: Skill, at: datetime) -> Skill:
    """From here on nothing of it is contested. It stays as it is where something is, and in a repeat."""
    return skill if skill.official_at or are_open(skill.protests) else replace(skill, official_at=at)


def forgotten(skill: Skill, registration_id: UUID) -> Skill:
    """Without what was typed about the competitor. That the result is contested stays: it holds up what becomes official."""
    protests = tuple(
        replace(one, reason=ERASED, lifted=replace(one.lifted, reason=ERASED) if one.lifted else None)
        if one.registration_id == registration_id
        else one
        for one in skill.protests
    )
    return skill if protests == skill.protests else replace(skill, protests=protests)


def _must_be_open(skill: Skill) -> None:
    if skill.official_at:
        raise ResultsOfficial(skill.id)
    if not skill.marking_started_at:
        raise MarkingNotStarted(skill.id)
