"""What is to be signed on paper for the people of one school."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from competitions.access import own_school
from competitions.domain.schools.school import School
from competitions.queries.consenting.blanks import Blank, blanks_of
from competitions.queries.schools.entries import lacking_of, school_entries
from competitions.wiring import App
from shared.identity.principal import Principal

PEOPLE: Final = 50
"""On one page to print."""


@dataclass(frozen=True, slots=True)
class BlanksOfSchool:
    school: School
    blanks: tuple[Blank, ...]
    after: UUID | None
    """The person after whom the next part begins; None at the end."""


async def blanks_of_school(
    app: App, championship_id: UUID, by: Principal, language: str, *, after: UUID | None
) -> BlanksOfSchool:
    """Raises Unknown, Forbidden."""
    school = await own_school(app, championship_id, by)
    rows = await lacking_of(app, school, await school_entries(app, school))
    start = next((place for place, row in enumerate(rows, 1) if row.person.id == after), 0)
    part = rows[start : start + PEOPLE]
    blanks = await blanks_of(app, school.championship, part, language, only_lacking=True)
    return BlanksOfSchool(school, blanks, part[-1].person.id if start + PEOPLE < len(rows) else None)
