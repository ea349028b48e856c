"""What came of a school's entries, once the results are published: with the names of the own people, whatever is public."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from competitions.access import own_school
from competitions.domain.championship import Stage, UnderEmbargo
from competitions.domain.results.awards import Award
from competitions.domain.results.medals import Medal
from competitions.domain.schools.school import School
from competitions.domain.skill import Skill
from competitions.queries.entering.team_results import named_in
from competitions.queries.schools.entries import school_entries
from competitions.wiring import App
from shared.identity.principal import Principal


@dataclass(frozen=True, slots=True)
class PupilsResult:
    registration_id: UUID
    subject_id: UUID
    skill: Skill
    name: str
    """Of the person or the team; empty of who is erased."""
    members: Sequence[str]
    """Of a team: who started."""
    member: str
    category: str | None
    place: int
    medal: Medal | None
    awards: Sequence[Award]
    """Beside what everybody gets for taking part, first; in the order of the ruleset."""


async def school_results(app: App, championship_id: UUID, by: Principal) -> tuple[School, Sequence[PupilsResult]]:
    """By skill and place. Raises Unknown, Forbidden, UnderEmbargo."""
    school = await own_school(app, championship_id, by)
    if school.championship.stage is not Stage.PUBLISHED:
        raise UnderEmbargo
    own = {one.id for one in await school_entries(app, school)}
    skills = {one.id: one for one in await app.skills.of(championship_id)}
    published = await app.results.of(championship_id)
    results = [(each, one) for each in published for one in each.results if one.competitor.registration_id in own]
    people = await named_in(app, [one for _, one in results])
    rows = [
        PupilsResult(
            one.competitor.registration_id,
            one.competitor.subject_id,
            skills[each.id],
            people[one.competitor.subject_id].full_name if one.competitor.subject_id in people else "",
            [people[id].full_name for id in one.people if one.team and id in people],
            one.competitor.member,
            one.category,
            one.place,
            one.medal,
            sorted(
                (award for award in each.awards if award.code in one.awards), key=lambda award: award.for_taking_part
            ),
        )
        for each, one in results
    ]
    return school, sorted(rows, key=lambda row: (row.skill.number, row.category or "", row.place, row.name.casefold()))
