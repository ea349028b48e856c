"""Who has been granted something, could be written to, and was never asked to connect an account."""

from collections.abc import Collection
from typing import Final
from uuid import UUID

from competitions.domain.awards.rows import OWN_SAY
from competitions.domain.person import OF_AGE, Person, full_years
from competitions.wiring import App

AT_ONCE: Final = 1000


async def uninvited(app: App, organisation: str, most: int) -> list[Person]:
    """They, and guardians of those who are not of age; by name, `most` of them where there are more.

    Who comes with an award is invited by the letter about it: these are people who were kept before.
    """
    found: dict[UUID, Person] = {}
    waiting: list[UUID] = []
    async for id in app.awards.people_of(organisation):
        waiting.append(id)
        if len(waiting) == AT_ONCE:
            found |= await _of(app, waiting)
            waiting.clear()
        if len(found) >= most:
            break
    found |= await _of(app, waiting)
    return sorted(found.values(), key=lambda one: (one.full_name, one.id))[:most]


async def _of(app: App, ids: Collection[UUID]) -> dict[UUID, Person]:
    today = app.today()

    def is_child(one: Person, years: int) -> bool:
        return one.birth_date is not None and full_years(one.birth_date, today) < years

    holders = await app.people.to_be_asked(ids)
    own = {one.id: one for one in holders if one.is_uninvited and not is_child(one, OWN_SAY)}
    answering = {id for one in holders if is_child(one, OF_AGE) for id in one.guardians}
    guardians = await app.people.to_be_asked(answering) if answering else ()
    return own | {one.id: one for one in guardians if one.is_uninvited}
