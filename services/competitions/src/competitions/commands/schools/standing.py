"""Whether a school may enter people who are kept already: by what they are entered in under whichever of their ids."""

from collections.abc import Mapping
from uuid import UUID

from competitions.domain.registration import Registration
from competitions.domain.schools.pupils import Coming, must_be_free_for
from competitions.domain.schools.school import School
from competitions.wiring import App


async def must_be_free(app: App, school: School, coming: Mapping[UUID, Coming]) -> None:
    """`coming`: by the id that stays. Raises PupilElsewhere, TooManyOfPupil."""
    if not coming:
        return
    others = await app.people.others_of([*coming])
    staying = {each: id for id in coming for each in (id, *others.get(id, ()))}
    standing: dict[UUID, list[Registration]] = {}
    for entry in await app.registrations.holding(school.championship.id, staying):
        for person in {staying[one] for one in entry.people if one in staying}:
            standing.setdefault(person, []).append(entry)
    most = app.rulesets[school.championship.ruleset].entering.entries_each
    must_be_free_for(school, standing, coming, most)
