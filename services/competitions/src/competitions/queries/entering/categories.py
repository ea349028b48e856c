"""The categories of a championship, and in which of them somebody is or would be."""

from collections.abc import Sequence
from uuid import UUID

from competitions.access import held_by
from competitions.domain.categories.belonging import CategoryNotChosen, Entrant, Said, belonging
from competitions.domain.categories.groups import Categories
from competitions.domain.championship import Championship
from competitions.domain.entering.teams import must_be_in_one
from competitions.domain.person import Person
from competitions.domain.skill import Skill
from competitions.wiring import App
from shared.identity.principal import Principal


def groups_of(app: App, championship: Championship) -> Categories:
    return app.rulesets[championship.ruleset].groups


async def categories_of(app: App, championship_id: UUID, by: Principal) -> Categories:
    """For its organiser. Raises Unknown, Forbidden."""
    return groups_of(app, await held_by(app, championship_id, by))


def category_name(groups: Categories, code: str | None, spoken: str) -> str:
    """The code of one that the rules have no more."""
    found = groups.named(code)
    return found.name.in_language(spoken) if found else code or ""


async def standing_category(
    app: App, championship: Championship, person: Person, without: UUID | None = None
) -> str | None:
    """In which the person is entered already, under whichever id. `without`: an entry that does not count."""
    if not groups_of(app, championship).all:
        return None
    entries = await app.registrations.holding(championship.id, await app.people.ids_of_one(person))
    return next((one.category for one in entries if one.category and one.id != without), None)


async def category_for(
    app: App, championship: Championship, skill: Skill, person: Person, said: Said, without: UUID | None = None
) -> str | None:
    """The code of the category of an entry; None where the rules have none.

    Raises UnknownCategory, FitsNone, CategoryNotChosen, OtherCategory.
    """
    entrant = Entrant(person.birth_date, await standing_category(app, championship, person, without))
    return belonging(groups_of(app, championship), skill.categories, said, entrant, championship.starts_on)


async def category_of_team(
    app: App,
    championship: Championship,
    skill: Skill,
    people: Sequence[Person],
    said: Said,
    without: UUID | None = None,
) -> str | None:
    """The one that fits all of them. Raises TeamUnfit where none does; CategoryNotChosen with those that fit all of them, and what
    `category_for` raises besides."""
    groups = groups_of(app, championship)
    fitting: list[set[str | None]] = []
    for person in people:
        try:
            fitting.append({await category_for(app, championship, skill, person, said, without)})
        except CategoryNotChosen as several:
            fitting.append({one.code for one in several.fitting})
    common = set.intersection(*fitting)
    if len(common) > 1:
        raise CategoryNotChosen(tuple(one for one in groups.all if one.code in common))
    return must_be_in_one(common or set.union(*fitting), skill.team_size)
