"""Who sees the schedule of what, and what is in it for them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import reduce
from uuid import UUID
from zoneinfo import ZoneInfo

from competitions.access import held_by, must_see
from competitions.domain.championship import Championship
from competitions.domain.preparation.plan import zone_of
from competitions.domain.schedule.items import Item, Overlaps, Schedule, overlaps
from competitions.domain.skill import Skill
from competitions.wiring import App
from shared.identity.principal import Principal


@dataclass(frozen=True, slots=True)
class Part:
    """What one reader has to do with a skill, or with the championship as a whole."""

    since: datetime
    is_over: bool = False
    """They left, or had to: it does not take place for them."""

    def with_other(self, other: "Part | None") -> "Part":
        """Both together: whoever takes part in one way takes part."""
        if other is None:
            return self
        return Part(max(self.since, other.since), self.is_over and other.is_over)


@dataclass(frozen=True, slots=True)
class Planned:
    """A championship with its schedule."""

    championship: Championship
    schedule: Schedule
    skills: Mapping[UUID, Skill]
    """Those that were dropped too."""
    parts: Mapping[UUID | None, Part] = field(default_factory=dict)
    """Of whose schedule this is, by skill, and under None in what concerns everybody; empty: of nobody's own."""

    @property
    def zone(self) -> ZoneInfo:
        return zone_of(self.championship.time_zone)

    @property
    def items(self) -> tuple[Item, ...]:
        """What takes place, and what would have, had the championship not been cancelled."""
        return tuple(item for item in self.schedule.items if self._is_planned(item))

    @property
    def overlaps(self) -> Overlaps:
        return overlaps(self.items)

    @property
    def held(self) -> tuple[Skill, ...]:
        return tuple(skill for skill in self.skills.values() if skill.is_held)

    def takes_place(self, item: Item) -> bool:
        return self.championship.cancelled is None and self._is_planned(item)

    def _is_planned(self, item: Item) -> bool:
        skill = self.skill(item)
        is_held = item.plan.skill_id is None or (skill is not None and skill.is_held)
        part = self.part(item)
        return item.removed_at is None and is_held and not (part and part.is_over)

    @property
    def is_taken_part_in(self) -> bool:
        """By whose schedule this is, in whatever way."""
        return not (self.parts and all(part.is_over for part in self.parts.values()))

    def part(self, item: Item) -> Part | None:
        return self.parts.get(item.plan.skill_id)

    def skill(self, item: Item) -> Skill | None:
        """None for what concerns everybody."""
        return self.skills.get(item.plan.skill_id) if item.plan.skill_id else None

    def of_skills(self, skill_ids: Iterable[UUID]) -> "Planned":
        """What their people have to know of: their own items, and those that concern everybody."""
        wanted = {None, *skill_ids}
        schedule = replace(
            self.schedule,
            items=tuple(item for item in self.schedule.items if item.plan.skill_id in wanted),
            removed=tuple(item for item in self.schedule.removed if item.plan.skill_id in wanted),
        )
        return Planned(self.championship, schedule, self.skills)

    def of_reader(self, parts: Mapping[UUID | None, Part]) -> "Planned":
        """What takes place for somebody, and what does not any more. `parts`: at least one, by skill."""
        in_all = reduce(lambda one, other: one.with_other(other), parts.values())
        return replace(self.of_skills(id for id in parts if id), parts={**parts, None: in_all})


async def edited_schedule(app: App, championship_id: UUID, by: Principal) -> Planned:
    """For the organiser. Raises Unknown, Forbidden."""
    return await planned(app, await held_by(app, championship_id, by))


async def public_schedule(app: App, championship_id: UUID, by: Principal | None) -> Planned:
    """For everybody once the championship is announced, before that for its organiser. Raises Unknown, Forbidden."""
    championship = await app.championships.get(championship_id)
    await must_see(app, championship, by)
    return await planned(app, championship)


async def skill_schedule(app: App, skill_id: UUID, by: Principal | None) -> tuple[Skill, Planned]:
    """As `public_schedule`, of one skill. Raises Unknown, Forbidden."""
    skill = await app.skills.get(skill_id)
    found = await public_schedule(app, skill.championship_id, by)
    return skill, found.of_skills([skill_id])


async def planned(app: App, championship: Championship) -> Planned:
    """For who may see it."""
    schedule = await app.schedules.of(championship.id)
    skills = {skill.id: skill for skill in await app.skills.of(championship.id)}
    return Planned(championship, schedule, skills)
