"""Who marks which sub-criterion: teams of three, nobody in a conflict of interest where that can be avoided."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from competitions.domain.expert import Expert
from competitions.domain.judgement import JUDGES
from competitions.domain.judging.dismissals import TeamChange
from competitions.domain.member import normal_form
from competitions.domain.refusal import Refusal
from competitions.domain.skill import Skill

Teams = Mapping[str, tuple[UUID, ...]]
NOBODY: Final[Teams] = {}


@dataclass(eq=False)
class TeamReasonNeeded(Refusal):
    """Marking has begun: who marks what is changed with a reason, which stays."""

    skill_id: UUID


def with_teams(skill: Skill, teams: Teams, at: datetime, by: str, reason: str | None = None) -> Skill:
    """The marking teams of these sub-criteria; empty: the whole jury. The same teams again change nothing.

    Raises NotOnJury; once marking has begun, TeamReasonNeeded and SkillSigned.
    """
    for team in teams.values():
        for subject_id in team:
            skill.expert(subject_id)
    changed = {code: team for code, team in teams.items() if set(team) != set(skill.teams.get(code, ()))}
    if not changed:
        return skill
    renewed = replace(skill, teams={code: team for code, team in {**skill.teams, **changed}.items() if team})
    if not skill.marking_started_at:
        return renewed
    skill.must_be_open()
    if not reason or not reason.strip():
        raise TeamReasonNeeded(skill.id)
    before = {code: skill.teams.get(code, ()) for code in changed}
    return replace(renewed, team_changes=(*skill.team_changes, TeamChange(at, by, reason, before)))


def compatriots(experts: Iterable[Expert], competitors: Collection[str]) -> frozenset[UUID]:
    """The experts from whose member somebody competes. `competitors`: their members."""
    members = {normal_form(member) for member in competitors}
    return frozenset(one.subject_id for one in experts if normal_form(one.member) in members)


def with_ties(experts: Iterable[Expert], entered: Collection[UUID]) -> frozenset[UUID]:
    """The experts who declared ties with one of those registrations, or have not said yet with whom."""
    return frozenset(one.subject_id for one in experts if one.has_ties_among(entered))


def proposed_teams(
    experts: Sequence[Expert], codes: Sequence[str], conflicts: Collection[UUID], standing: Teams = NOBODY
) -> Teams:
    """Three for each sub-criterion: those first who have no conflict of interest, the chief last, each as often as the others,
    and not two of one member. Where one of the three could not mark everybody a fourth stands in [P].

    `conflicts`: who has one, of `experts`; `standing`: teams of which everybody without one stays, such as after a dismissal.
    """
    staying = {
        code: [one for one in experts if one.subject_id in standing.get(code, ()) and one.subject_id not in conflicts]
        for code in codes
    }
    load = Counter(one.subject_id for team in staying.values() for one in team)
    teams: dict[str, tuple[UUID, ...]] = {}
    for code in codes:
        team = list(staying[code])
        newly: list[Expert] = []
        while len(team) < min(JUDGES, len(experts)):
            newly.append(_next(experts, team, conflicts, load))
            team.append(newly[-1])
        if any(one.subject_id in conflicts for one in team) and len(experts) > len(team) <= JUDGES:
            newly.append(_next(experts, team, conflicts, load))
            team.append(newly[-1])
        load.update(one.subject_id for one in newly)
        teams[code] = tuple(one.subject_id for one in team)
    return teams


def _next(
    experts: Sequence[Expert], team: Sequence[Expert], conflicts: Collection[UUID], load: Mapping[UUID, int]
) -> Expert:
    members = {normal_form(one.member) for one in team}
    return min(
        (one for one in experts if one not in team),
        key=lambda one: (
            one.subject_id in conflicts,
            one.is_chief,
            normal_form(one.member) in members,
            load[one.subject_id],
        ),
    )
