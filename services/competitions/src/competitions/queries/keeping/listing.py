"""Who is missing what, a part at a time: a look at the list costs the same however many are entered."""

from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from competitions.domain.championship import Championship
from competitions.domain.consents.records import Purpose
from competitions.domain.entering.search import fold, sought
from competitions.domain.registration import Registration, State
from competitions.domain.skill import Skill
from competitions.queries.consents import ConsentsOfPerson, entered_people
from competitions.store.entries.wanted import Wanted
from competitions.store.registrations import HOLDING, MOST_COUNTED
from competitions.wiring import App

AT_ONCE = 200
MOST_LOOKED_AT = 1000
"""Entries that one look goes through: who lacks something may stand far apart."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which people are wanted."""

    skill_id: UUID | None = None
    lacking: Collection[Purpose] = ()
    """Any of these; none named: whatever it is, or nothing."""
    only_lacking: bool = False
    is_nothing: bool = False
    """The address asks for something that is not known."""
    subjects: Collection[UUID] | None = None
    """Of these people alone."""

    def fits(self, row: ConsentsOfPerson) -> bool:
        if self.lacking:
            return any(purpose in row.lacking for purpose in self.lacking)
        return bool(row.lacking) or not self.only_lacking

    @property
    def wanted(self) -> Wanted:
        subjects = None if self.subjects is None else tuple(self.subjects)
        return Wanted(tuple(State(one) for one in HOLDING), self.skill_id, subjects=() if self.is_nothing else subjects)


@dataclass(frozen=True, slots=True)
class ConsentsPage:
    rows: tuple[ConsentsOfPerson, ...]
    after: UUID | None
    """The entry, or in the order of names the person, after which the next part begins; None at the end."""
    is_by_name: bool = False


async def skills_to_choose(app: App, championship_id: UUID) -> Sequence[Skill]:
    """What the list may be narrowed to. For who holds the championship."""
    return await app.skills.of(championship_id)


async def searched_people(app: App, championship: Championship, text: str) -> Sequence[UUID]:
    """All ids of those whom it fits."""
    found = [one.id for one in await app.people.found(championship.organisation, sought(text))]
    return (*found, *await app.people.aliases_of(found))


async def consents_by_name(
    app: App, championship: Championship, narrowed: Narrowed, *, goes_down: bool, limit: int, after: UUID | None
) -> ConsentsPage | None:
    """None where they are too many to be put in order."""
    keys = await app.registrations.keys(championship.id, narrowed.wanted)
    if len(keys) >= MOST_COUNTED:
        return None
    rows = await entered_people(app, championship, {person for one in keys for person in one.people})
    found = sorted(filter(narrowed.fits, rows), key=lambda row: (fold(row.person.full_name), row.person.id))
    found = found[::-1] if goes_down else found
    start = next((place for place, row in enumerate(found, 1) if row.person.id == after), 0)
    part = found[start : start + limit]
    return ConsentsPage(tuple(part), part[-1].person.id if start + limit < len(found) else None, is_by_name=True)


async def consents_page(
    app: App, championship: Championship, narrowed: Narrowed, *, limit: int, after: UUID | None
) -> ConsentsPage:
    """The newest entries first. A team stays together, so a part may be longer by its members."""
    rows: list[ConsentsOfPerson] = []
    looked_at = 0
    async for entry, people in entries_with_consents(app, championship, narrowed.wanted, after):
        if len(rows) >= limit or looked_at == MOST_LOOKED_AT:
            return ConsentsPage(tuple(rows), after)
        looked_at, after = looked_at + 1, entry.id
        rows += [row for row in people if narrowed.fits(row)]
    return ConsentsPage(tuple(rows), None)


async def all_consents(app: App, championship: Championship, narrowed: Narrowed) -> AsyncIterator[ConsentsOfPerson]:
    """For an export."""
    async for _entry, people in entries_with_consents(app, championship, narrowed.wanted, None):
        for row in people:
            if narrowed.fits(row):
                yield row


async def entries_with_consents(
    app: App, championship: Championship, wanted: Wanted, after: UUID | None
) -> AsyncIterator[tuple[Registration, Sequence[ConsentsOfPerson]]]:
    """Each with the consents of who competes; without those who are erased, or were told of with another entry."""
    while True:
        part, after = await app.registrations.of_championship(championship.id, wanted, limit=AT_ONCE, after=after)
        people = {person for one in part for person in one.people}
        rows = {row.person.id: row for row in await entered_people(app, championship, people)}
        for entry in part:
            own = [rows[person] for person in entry.people if person in rows]
            yield entry, [row for row in own if wanted.skill_id is not None or row.registration_id == entry.id]
        if after is None:
            return
