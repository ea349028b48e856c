"""Who is missing what, a part at a time: a look at the list costs the same however many are entered."""

from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from competitions.domain.championship import Championship
from competitions.domain.consents.records import Purpose
from competitions.domain.registration import Registration, State
from competitions.domain.skill import Skill
from competitions.queries.consents import ConsentsOfPerson, entered_people
from competitions.store.registrations import HOLDING, UNCONFIRMED, Wanted
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

    def fits(self, row: ConsentsOfPerson) -> bool:
        if self.lacking:
            return any(purpose in row.lacking for purpose in self.lacking)
        return bool(row.lacking) or not self.only_lacking

    @property
    def wanted(self) -> Wanted:
        return Wanted(tuple(State(one) for one in HOLDING), self.skill_id, subjects=() if self.is_nothing else None)


@dataclass(frozen=True, slots=True)
class ConsentsPage:
    rows: tuple[ConsentsOfPerson, ...]
    after: UUID | None
    """The entry after which the next part begins; None at the end."""


@dataclass(frozen=True, slots=True)
class Lack:
    """How many lack something, of the newest MOST_LOOKED_AT entries."""

    people: int
    lacking: int
    are_more: bool
    """There are more entries than were looked at."""


async def skills_to_choose(app: App, championship_id: UUID) -> Sequence[Skill]:
    """What the list may be narrowed to. For who holds the championship."""
    return await app.skills.of(championship_id)


async def consents_page(
    app: App, championship: Championship, narrowed: Narrowed, *, limit: int, after: UUID | None
) -> ConsentsPage:
    """The newest entries first. A team stays together, so a part may be longer by its members."""
    rows: list[ConsentsOfPerson] = []
    looked_at = 0
    async for entry, people in _entries(app, championship, narrowed.wanted, after):
        if len(rows) >= limit or looked_at == MOST_LOOKED_AT:
            return ConsentsPage(tuple(rows), after)
        looked_at, after = looked_at + 1, entry.id
        rows += [row for row in people if narrowed.fits(row)]
    return ConsentsPage(tuple(rows), None)


async def all_consents(app: App, championship: Championship, narrowed: Narrowed) -> AsyncIterator[ConsentsOfPerson]:
    """For an export."""
    async for _entry, people in _entries(app, championship, narrowed.wanted, None):
        for row in people:
            if narrowed.fits(row):
                yield row


async def lack_of(app: App, championship: Championship, *, only_unconfirmed: bool = False) -> Lack:
    """Of everybody who is entered, or of those who are not confirmed yet."""
    wanted = Narrowed().wanted
    if only_unconfirmed:
        wanted = replace(wanted, states=tuple(State(one) for one in UNCONFIRMED))
    people = lacking = looked_at = 0
    async for _entry, rows in _entries(app, championship, wanted, None):
        if looked_at == MOST_LOOKED_AT:
            return Lack(people, lacking, are_more=True)
        looked_at += 1
        people += len(rows)
        lacking += sum(bool(row.lacking) for row in rows)
    return Lack(people, lacking, are_more=False)


async def _entries(
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
