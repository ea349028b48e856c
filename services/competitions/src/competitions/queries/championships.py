"""Which championships a person sees, and what of them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from competitions.access import held_by, held_organisation, holds, must_see, organised_alone
from competitions.domain.championship import Championship
from competitions.domain.preparation.plan import Freeze
from competitions.domain.skill import Skill
from competitions.wiring import App
from shared.identity.principal import Principal, Role


async def visible_championships(
    app: App,
    by: Principal | None,
    *,
    limit: int,
    after: UUID | None = None,
    text: str = "",
    states: Collection[str] = (),
) -> tuple[list[Championship], UUID | None]:
    """Announced championships, and the own organisation's before that; who begins last comes first.

    `text`: words of the name; `states`: of `STATES`, any of them.
    """
    return await app.championships.visible(
        held_organisation(by), organised_alone(by), limit=limit, after=after, text=text, states=states
    )


async def announced_championship(app: App, championship_id: UUID, by: Principal | None) -> Championship:
    """For everybody, and for those whom one concerned that was cancelled before. Raises Unknown, Forbidden."""
    championship = await app.championships.get(championship_id)
    await must_see(app, championship, by)
    return championship


async def is_held_by(app: App, championship_id: UUID, by: Principal) -> bool:
    """Whether this is its organiser. Raises Unknown."""
    return holds(await app.championships.get(championship_id), by)


@dataclass(frozen=True, slots=True)
class EditedPlan:
    """A championship as its organiser changes it."""

    championship: Championship
    frozen: Mapping[str, Freeze]
    skills: int
    people: int
    """Entrants, experts, and those who are invited to judge."""

    @property
    def is_deletable(self) -> bool:
        return not (self.people or self.frozen)


async def edited_plan(app: App, championship_id: UUID, by: Principal) -> EditedPlan:
    """Raises Unknown, Forbidden."""
    championship = await held_by(app, championship_id, by)
    skills = await app.skills.of(championship_id)
    is_marked = await app.skills.is_any_marked(championship_id)
    entries = await app.registrations.counts(championship_id)
    asked = sum(len(skill.experts) + sum(one.is_waiting for one in skill.invitations) for skill in skills)
    people = sum(each.total() for each in entries.values()) + asked
    return EditedPlan(championship, championship.frozen(is_marked=is_marked), len(skills), people)


async def championship_under_embargo(app: App, championship_id: UUID, by: Principal | None) -> Championship:
    """What everybody may know while its results are secret: its name and days. Raises Unknown."""
    championship = await app.championships.get(championship_id)
    if championship.cancelled:
        await must_see(app, championship, by)
    return championship


async def judged_skills(app: App, by: Principal | None) -> list[tuple[Skill, Championship]]:
    """The skills on whose jury this person is."""
    if by is None or not by.has(Role.EXPERT):
        return []
    skills = await app.skills.of_experts(await app.people.subjects_of(by.account))
    held = {one.id: one for one in await app.championships.some({skill.championship_id for skill in skills})}
    return [(skill, held[skill.championship_id]) for skill in skills]
