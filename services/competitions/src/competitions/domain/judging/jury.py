"""The jury of a skill: exactly one chief, nobody marking the own region where that can be avoided, teams of three."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from competitions.domain.expert import Duty, Expert
from competitions.domain.judgement import JUDGES
from competitions.domain.member import normal_form
from competitions.domain.refusal import Refusal
from competitions.domain.skill import Skill

Teams = Mapping[str, tuple[UUID, ...]]


@dataclass(eq=False)
class ChiefTaken(Refusal):
    """A skill has one chief expert."""

    skill_id: UUID


@dataclass(eq=False)
class ChiefNeeded(Refusal):
    """Marking has begun: the chief expert goes when there is another."""

    skill_id: UUID


def appointed(skill: Skill, expert: Expert) -> tuple[Skill, Expert | None]:
    """As `Skill.appoint`. Raises also ChiefTaken where there is another chief."""
    chief = chief_of(skill)
    if expert.is_chief and chief is not None and chief.subject_id != expert.subject_id:
        raise ChiefTaken(skill.id)
    return skill.appoint(expert)


def with_chief(skill: Skill, subject_id: UUID) -> Skill:
    """An expert of the jury is its chief now; who was it before is an expert. A repeat changes nothing.

    Raises NotOnJury, SkillSigned.
    """
    if skill.expert(subject_id).is_chief:
        return skill
    skill.must_be_open()
    duties = {one.subject_id: Duty.CHIEF if one.subject_id == subject_id else Duty.EXPERT for one in skill.experts}
    return replace(skill, experts=tuple(replace(one, duty=duties[one.subject_id]) for one in skill.experts))


def dismissed(skill: Skill, subject_id: UUID) -> Skill:
    """What they marked and signed is kept. Who is not on the jury changes nothing. Raises SkillSigned, ChiefNeeded."""
    leaving = next((one for one in skill.experts if one.subject_id == subject_id), None)
    if leaving is None:
        return skill
    skill.must_be_open()
    if leaving.is_chief and skill.marking_started_at:
        raise ChiefNeeded(skill.id)
    teams = {code: tuple(one for one in team if one != subject_id) for code, team in skill.teams.items()}
    staying = tuple(one for one in skill.experts if one is not leaving)
    return replace(skill, experts=staying, teams={code: team for code, team in teams.items() if team})


def chief_of(skill: Skill) -> Expert | None:
    return next((one for one in skill.experts if one.is_chief), None)


def conflicted(experts: Iterable[Expert], competitors: Collection[str]) -> frozenset[UUID]:
    """The experts from whose member somebody competes."""
    members = {normal_form(member) for member in competitors}
    return frozenset(one.subject_id for one in experts if normal_form(one.member) in members)


def proposed_teams(experts: Sequence[Expert], codes: Sequence[str], competitors: Collection[str]) -> Teams:
    """Three for each sub-criterion: those first from whose member nobody competes, the chief last, each as often as the others,
    and not two of one member. Where one of the three could not mark everybody a fourth stands in [P].

    `competitors`: their members.
    """
    conflicts, load = conflicted(experts, competitors), Counter[UUID]()
    teams: dict[str, tuple[UUID, ...]] = {}
    for code in codes:
        team: list[Expert] = []
        while len(team) < min(JUDGES, len(experts)):
            team.append(_next(experts, team, conflicts, load))
        if any(one.subject_id in conflicts for one in team) and len(experts) > len(team):
            team.append(_next(experts, team, conflicts, load))
        load.update(one.subject_id for one in team)
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
