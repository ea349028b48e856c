"""People enter themselves in so many skills and no more, and in one category, however many forms are sent at once."""

from uuid import UUID

from competitions.domain.categories.belonging import OtherCategory
from competitions.domain.championship import Championship
from competitions.domain.entering.attempts import Attempt, Attempts
from competitions.domain.person import Person
from competitions.queries.entering.categories import groups_of
from competitions.wiring import App
from shared.errors import Stale
from shared.ids import derive
from shared.mongo.retry import RACERS, retry_on_conflict


async def begin_entry(
    app: App,
    championship: Championship,
    skill_id: UUID,
    registration_id: UUID,
    entrant: Person,
    category: str | None,
    *,
    most: int | None,
) -> None:
    """Before the place is taken: from now on the entry counts. Raises TooManyEntries, OtherCategory."""
    new = Attempt(registration_id, skill_id, app.now(), category)
    id = derive(championship.id, entrant.merged_into or entrant.id, "attempts")
    ids = await app.people.ids_of_one(entrant)

    async def once() -> None:
        # In this order: whose attempt is no longer there has an entry that is seen.
        known = await app.attempts.find(id)
        found = [one for each in ids for one in await app.registrations.of_person(each)]
        here = [one for one in found if one.championship_id == championship.id]
        standing = {one.id: one.skill_id for one in here if not one.has_ended}
        ended = {one.id for one in here if one.has_ended}
        begun = (known or Attempts(id, new.at)).begin(new, standing, ended, most)
        categories = {one.category for one in begun.under_way}
        categories |= {one.category for one in here if not one.has_ended}
        if other := next(iter(categories - {category, None}), None):
            raise OtherCategory(groups_of(app, championship).named(other))
        if known:
            await app.attempts.save(begun)
        elif await app.attempts.add(begun) is not begun:
            raise Stale(str(id))

    await retry_on_conflict(once, RACERS)
