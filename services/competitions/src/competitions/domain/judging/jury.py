"""The jury of a skill: one chief, and one deputy who leads while the chief is away or there is none."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from competitions.domain.expert import CloseTo, Duty, Expert
from competitions.domain.judging.dismissals import Dismissal, TeamChange
from competitions.domain.refusal import Refusal
from competitions.domain.registration import ERASED
from competitions.domain.skill import ChiefMissing, Skill


@dataclass(eq=False)
class ChiefTaken(Refusal):
    """A skill has one chief expert."""

    skill_id: UUID


@dataclass(eq=False)
class DeputyTaken(Refusal):
    """A skill has one deputy, so that it is plain who leads."""

    skill_id: UUID


@dataclass(eq=False)
class ChiefNeeded(Refusal):
    """Marking has begun: the chief expert goes when there is another, or a deputy."""

    skill_id: UUID


@dataclass(eq=False)
class AgreementMissing(Refusal):
    """Nobody is put on a jury unasked."""

    subject_id: UUID


@dataclass(eq=False)
class DismissalUnexplained(Refusal):
    """Who is dismissed reads why."""


def known_as(skill: Skill, ids: Sequence[UUID]) -> UUID:
    """Of the ids of one person that by which the jury knows them, or else the last: nobody is on it twice."""
    known = [*(one.subject_id for one in skill.experts), *(one.subject_id for one in skill.invitations)]
    return next((id for id in known if id in ids), ids[-1])


def must_be_free(skill: Skill, duty: Duty, subject_id: UUID, *, and_asked: bool = False) -> None:
    """A jury has one chief and one deputy. `and_asked`: who was invited to it counts too. Raises ChiefTaken, DeputyTaken."""
    taken = {one.subject_id for one in skill.experts if one.duty is duty}
    if and_asked:
        taken |= {one.subject_id for one in skill.invitations if one.is_waiting and one.duty is duty}
    if taken <= {subject_id}:
        return
    if duty is Duty.CHIEF:
        raise ChiefTaken(skill.id)
    if duty is Duty.DEPUTY:
        raise DeputyTaken(skill.id)


def appointed(skill: Skill, expert: Expert) -> tuple[Skill, Expert | None]:
    """As `Skill.appoint`. Raises also ChiefTaken and DeputyTaken where there is another."""
    must_be_free(skill, expert.duty, expert.subject_id)
    return skill.appoint(expert)


def with_duty(skill: Skill, subject_id: UUID, duty: Duty, at: datetime) -> Skill:
    """An expert of the jury has this duty now; who was chief before is an expert. A repeat changes nothing.

    Raises NotOnJury, SkillSigned, DeputyTaken; ChiefNeeded where nobody would be chief though marking has begun.
    """
    known = skill.expert(subject_id)
    if known.duty is duty:
        return skill
    skill.must_be_open()
    if duty is Duty.DEPUTY:
        must_be_free(skill, duty, subject_id)
    if known.is_chief and skill.marking_started_at:
        raise ChiefNeeded(skill.id)
    former = {one.subject_id for one in skill.experts if duty is Duty.CHIEF and one.is_chief}
    duties = {**dict.fromkeys(former, Duty.EXPERT), subject_id: duty}
    experts = tuple(
        replace(one, duty=duties[one.subject_id], away_since=None) if one.subject_id in duties else one
        for one in skill.experts
    )
    return with_leader(replace(skill, experts=experts), at)


def with_chief_away(skill: Skill, at: datetime, *, is_away: bool) -> Skill:
    """The deputy leads meanwhile. A repeat changes nothing. Raises ChiefMissing."""
    chief = chief_of(skill)
    if chief is None:
        raise ChiefMissing(skill.id)
    if (chief.away_since is not None) == is_away:
        return skill
    changed = replace(chief, away_since=at if is_away else None)
    return with_leader(replace(skill, experts=tuple(changed if one is chief else one for one in skill.experts)), at)


def with_leader(skill: Skill, at: datetime) -> Skill:
    """The deputy leads exactly while there is no chief who is there."""
    chief = chief_of(skill)
    is_led = chief is not None and chief.away_since is None

    def acting(one: Expert) -> Expert:
        leads = one.duty is Duty.DEPUTY and not is_led
        if leads == (one.acting_since is not None):
            return one
        return replace(one, acting_since=at if leads else None)

    return replace(skill, experts=tuple(acting(one) for one in skill.experts))


def dismissed(
    skill: Skill, subject_id: UUID, id: UUID, at: datetime, by: str, reason: str
) -> tuple[Skill, Dismissal | None]:
    """What they marked and signed is kept. None for who is not on the jury, and for a repeat: nothing changes.

    Raises SkillSigned, DismissalUnexplained, ChiefNeeded.
    """
    leaving = next((one for one in skill.experts if one.subject_id == subject_id), None)
    if leaving is None or any(one.id == id for one in skill.dismissals):
        return skill, None
    skill.must_be_open()
    if not reason.strip():
        raise DismissalUnexplained
    if leaving.is_chief and skill.marking_started_at and not any(one.duty is Duty.DEPUTY for one in skill.experts):
        raise ChiefNeeded(skill.id)
    happened = Dismissal(id, leaving, at, by, reason)
    staying = tuple(one for one in skill.experts if one is not leaving)
    left = replace(_out_of_teams(skill, happened), experts=staying, dismissals=(*skill.dismissals, happened))
    return with_leader(left, at), happened


def _out_of_teams(skill: Skill, happened: Dismissal) -> Skill:
    """A team that nobody is left of is the whole jury; once marking has begun what it was stays in sight."""
    leaving = happened.expert.subject_id
    before = {code: team for code, team in skill.teams.items() if leaving in team}
    if not before:
        return skill
    after = {code: tuple(one for one in team if one != leaving) for code, team in skill.teams.items()}
    changed = replace(skill, teams={code: team for code, team in after.items() if team})
    if not skill.marking_started_at:
        return changed
    change = TeamChange(happened.at, happened.by, happened.reason, before)
    return replace(changed, team_changes=(*skill.team_changes, change))


def declared(skill: Skill, subject_id: UUID, close_to: tuple[CloseTo, ...]) -> Skill:
    """With whom an expert has ties. A repeat changes nothing. Raises NotOnJury."""
    known = skill.expert(subject_id)
    if set(known.close_to) == set(close_to):
        return skill
    changed = known.declare(close_to)
    return replace(skill, experts=tuple(changed if one is known else one for one in skill.experts))


def forgotten(skill: Skill, subject_id: UUID) -> Skill:
    """Without what people wrote about the expert, and without the letters to them."""
    dismissals = tuple(
        replace(one, reason=ERASED) if one.expert.subject_id == subject_id else one for one in skill.dismissals
    )
    moments = {one.at for one in skill.dismissals if one.expert.subject_id == subject_id}
    changes = tuple(replace(one, reason=ERASED) if one.at in moments else one for one in skill.team_changes)
    staying = tuple(one for one in skill.invitations if one.subject_id != subject_id)
    changed = replace(skill, dismissals=dismissals, team_changes=changes, invitations=staying)
    return skill if changed == skill else changed


def chief_of(skill: Skill) -> Expert | None:
    return next((one for one in skill.experts if one.is_chief), None)
