"""The championships in which somebody coordinates a school."""

from collections.abc import Sequence
from dataclasses import dataclass

from competitions.access import school_in
from competitions.domain.championship import Championship
from competitions.domain.schools.school import School
from competitions.queries.schools.entries import lacking_of, school_entries
from competitions.wiring import App
from shared.identity.principal import Forbidden, Principal

MOST_SHOWN = 30
"""Of one organisation, the latest."""


@dataclass(frozen=True, slots=True)
class SchoolsPart:
    """One championship of them."""

    school: School
    pupils: int
    entries: int
    lacking: int
    """Pupils for whom a consent is missing."""


async def coordinated_schools(app: App, by: Principal) -> Sequence[School]:
    """Who begins last first. Raises Forbidden for who coordinates none."""
    if not by.for_members:
        raise Forbidden
    whole = {one.organisation for one in by.for_members if one.organisation and one.championship_id is None}
    named = {one.championship_id for one in by.for_members if one.championship_id}
    found: dict[object, Championship] = {one.id: one for one in await app.championships.some(named)}
    for organisation in sorted(whole):
        found |= {one.id: one for one in await app.championships.announced_of(organisation, limit=MOST_SHOWN)}
    latest = sorted(found.values(), key=lambda one: (one.starts_on, one.id), reverse=True)
    schools = [await school_in(app, one, by) for one in latest]
    return [one for one in schools if one]


async def overview(app: App, by: Principal) -> Sequence[SchoolsPart]:
    """Raises Forbidden."""
    return [await part_of(app, school) for school in await coordinated_schools(app, by)]


async def part_of(app: App, school: School) -> SchoolsPart:
    entries = [one for one in await school_entries(app, school) if not one.has_ended]
    lacking = await lacking_of(app, school, entries)
    return SchoolsPart(school, len({person for one in entries for person in one.people}), len(entries), len(lacking))
