"""Skills as their organiser prepares them."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from competitions.access import held_by
from competitions.domain.championship import Championship
from competitions.domain.expert import Duty
from competitions.domain.registration import COMPETING, State
from competitions.domain.skill import Skill
from competitions.wiring import App
from shared.identity.principal import Principal


@dataclass(frozen=True, slots=True)
class PreparedSkill:
    skill: Skill
    entrants: int
    """With a place, not confirmed yet."""
    competitors: int
    waiting: int
    """For a place."""

    @property
    def entries(self) -> int:
        return self.entrants + self.competitors

    @property
    def free(self) -> int | None:
        """Places left; None where there is no limit."""
        return None if self.skill.quota is None else max(0, self.skill.quota - self.entries)

    @property
    def is_short(self) -> bool:
        """Fewer are entered than are wanted."""
        return self.skill.minimum is not None and self.entries < self.skill.minimum

    @property
    def has_chief(self) -> bool:
        return any(expert.duty is Duty.CHIEF for expert in self.skill.experts)

    @property
    def lacking(self) -> frozenset[str]:
        """`scheme`, `chief`, `minimum`; nothing lacks what is not held."""
        lacks = {"scheme": self.skill.scheme is None, "chief": not self.has_chief, "minimum": self.is_short}
        return frozenset(name for name, is_lacking in lacks.items() if is_lacking and self.skill.is_held)


@dataclass(frozen=True, slots=True)
class PreparedSkills:
    championship: Championship
    rows: tuple[PreparedSkill, ...]
    """By their numbers, those that were dropped too."""

    @property
    def held(self) -> tuple[PreparedSkill, ...]:
        return tuple(row for row in self.rows if row.skill.is_held)


async def prepared_skills(app: App, championship_id: UUID, by: Principal) -> PreparedSkills:
    """Raises Unknown, Forbidden."""
    championship = await held_by(app, championship_id, by)
    counts = await app.registrations.counts(championship_id)
    skills = await app.skills.of(championship_id)
    return PreparedSkills(championship, tuple(_prepared(skill, counts.get(skill.id, Counter())) for skill in skills))


async def planned_skill(app: App, skill_id: UUID, by: Principal) -> tuple[Skill, Championship]:
    """For its organiser. Raises Unknown, Forbidden."""
    skill = await app.skills.get(skill_id)
    return skill, await held_by(app, skill.championship_id, by)


async def prepared_skill(app: App, skill_id: UUID, by: Principal) -> tuple[PreparedSkill, Championship]:
    """Raises Unknown, Forbidden."""
    skill, championship = await planned_skill(app, skill_id, by)
    counts = await app.registrations.counts(championship.id)
    return _prepared(skill, counts.get(skill.id, Counter())), championship


def _prepared(skill: Skill, counts: Counter[State]) -> PreparedSkill:
    competitors = sum(counts[state] for state in COMPETING)
    return PreparedSkill(skill, counts[State.ENTERED], competitors, counts[State.WAITING])
