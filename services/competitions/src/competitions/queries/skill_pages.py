"""One skill, for its organiser: who is entered."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from competitions.domain.categories.groups import Category
from competitions.domain.championship import Championship
from competitions.domain.registration import Registration
from competitions.domain.skill import Skill
from competitions.queries.entering.categories import groups_of
from competitions.queries.entering.naming import named
from competitions.queries.skills import PreparedSkill, prepared_skill
from competitions.queries.telling import Told, told_about
from competitions.wiring import App
from shared.identity.principal import Principal


@dataclass(frozen=True, slots=True)
class Entered:
    registration: Registration
    name: str | None
    """None of who is erased."""


@dataclass(frozen=True, slots=True)
class CategoryNumbers:
    category: Category
    quota: int | None
    """None: as many as there are places in all."""
    placed: int
    waiting: int


def in_categories(
    app: App, championship: Championship, skill: Skill, entered: Sequence[Entered]
) -> list[CategoryNumbers]:
    """Of those that the skill is open to: who has a place, and who waits."""
    going = [one.registration for one in entered if not one.registration.has_ended]
    placed = Counter(one.category for one in going if one.has_place)
    waiting = Counter(one.category for one in going if not one.has_place)
    return [
        CategoryNumbers(one, skill.category_quotas.get(one.code), placed[one.code], waiting[one.code])
        for one in groups_of(app, championship).open_to(skill.categories)
    ]


async def entrants(app: App, skill_id: UUID, by: Principal) -> tuple[PreparedSkill, Championship, list[Entered]]:
    """The newest first. Raises Unknown, Forbidden."""
    row, championship = await prepared_skill(app, skill_id, by)
    registrations = await app.registrations.all_of_skill(skill_id)
    people = await named(app, (one.subject_id for one in registrations))
    names = {id: person.full_name for id, person in people.items()}
    return row, championship, [Entered(one, names.get(one.subject_id)) for one in registrations]


async def dropping(app: App, skill_id: UUID, by: Principal) -> tuple[PreparedSkill, Championship, Told]:
    """Whose entries would be withdrawn, or still wait for that. Raises Unknown, Forbidden."""
    row, championship = await prepared_skill(app, skill_id, by)
    registrations = await app.registrations.all_of_skill(skill_id)
    told = await told_about(app, [id for one in registrations if not one.has_ended for id in one.concerned])
    return row, championship, told
