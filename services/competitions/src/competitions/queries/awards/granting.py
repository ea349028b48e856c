"""What an officer sees of what the organisation hands out."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from competitions.access import officer_of
from competitions.domain.awards.award import Award, AwardsSought
from competitions.domain.awards.facts import Context, ContextKind
from competitions.domain.awards.offers import Offer
from competitions.domain.awards.rows import Outcome, Row, RowState
from competitions.domain.awards.tables import Asked, Table, TableStage
from competitions.domain.championship import Championship
from competitions.domain.entering.search import sought
from competitions.domain.person import Person
from competitions.domain.refusal import Unknown
from competitions.store.people import MOST_FOUND
from competitions.wiring import App
from shared.identity.principal import Principal
from shared.text import Text

MOST_SHOWN: Final = 100
ANY: Final = AwardsSought()


@dataclass(frozen=True, slots=True)
class TableSeen:
    table: Table
    offer: Offer
    asked: Asked
    """While it is checked and not started."""
    outcomes: Mapping[Outcome, int]
    occasions: Sequence["Occasion"]
    """In what the rows were earned, where they say so by themselves."""

    def occasion(self, row: Row) -> Text | None:
        """In what the row was earned, where rows differ in that."""
        said = row.granted.context.id if row.granted else None
        return next((one.name for one in self.occasions if one.context.id == said), None)

    def number(self, outcome: str) -> int:
        """Of rows that came to that."""
        return self.outcomes.get(Outcome(outcome), 0)


@dataclass(frozen=True, slots=True)
class Occasion:
    context: Context
    name: Text | None
    """None of what is nothing in particular."""
    rows: int


@dataclass(frozen=True, slots=True)
class AwardSeen:
    award: Award
    offer: Offer | None
    person: Person | None
    """None for who is erased."""
    occasion: Text | None
    """The course, event or championship in which it was earned."""


@dataclass(frozen=True, slots=True)
class Named:
    """People who were found by name, by all ids of theirs."""

    ids: frozenset[UUID]
    are_more: bool
    """Than are looked for."""


async def own_offers(app: App, by: Principal) -> Sequence[Offer]:
    """Withdrawn ones too. Raises Forbidden."""
    return await app.offers.of(officer_of(by))


async def own_tables(app: App, by: Principal) -> Sequence[tuple[Table, Offer | None]]:
    """The newest first. Raises Forbidden."""
    tables = await app.award_tables.last_of(officer_of(by))
    offers = {one.id: one for one in await app.offers.some({one.achievement_id for one in tables})}
    return [(one, offers.get(one.achievement_id)) for one in tables]


async def own_table(app: App, table_id: UUID, by: Principal) -> Table:
    """One of the officer's organisation; another's is not told from one that is not there. Raises Unknown, Forbidden."""
    organisation = officer_of(by)
    table = await app.award_tables.get(table_id)
    if table.organisation != organisation:
        raise Unknown("award table", table_id)
    return table


async def asked_of(app: App, table: Table) -> Asked:
    rows, id = app.award_rows, table.id
    return Asked(*(await asyncio.gather(rows.count_open(id), rows.count_corrections(id), rows.count_due(id))))


async def table_seen(app: App, table_id: UUID, by: Principal) -> TableSeen:
    """Raises Unknown, Forbidden."""
    table = await own_table(app, table_id, by)
    offer = await app.offers.get(table.achievement_id)
    asked = await asked_of(app, table) if table.stage is TableStage.CHECKED else Asked()
    has_outcomes = table.stage in {TableStage.GRANTING, TableStage.DONE}
    outcomes = await app.award_rows.outcomes(table.id) if has_outcomes else {}
    names = await _names(app, [one.context for one in table.contexts])
    occasions = [Occasion(one.context, _named(one.context, names), one.rows) for one in table.contexts]
    return TableSeen(table, offer, asked, outcomes, occasions)


async def rows_in_state(
    app: App, table_id: UUID, state: RowState, by: Principal, *, after: int = 0, limit: int = MOST_SHOWN
) -> tuple[Sequence[Row], int | None]:
    """In the order of the file, and the number to go on after. Raises Unknown, Forbidden."""
    await own_table(app, table_id, by)
    found = await app.award_rows.in_state(table_id, state, after=after, limit=limit + 1)
    return found[:limit], found[limit - 1].number if len(found) > limit else None


async def rows_to_print(
    app: App, table_id: UUID, by: Principal, *, after: int = 0, limit: int = MOST_SHOWN, everybody: bool = False
) -> tuple[Sequence[tuple[Row, Person]], int | None]:
    """Whom no letter reaches, or `everybody` who was granted something, by name. Raises Unknown, Forbidden."""
    await own_table(app, table_id, by)
    found = await app.award_rows.to_print(table_id, after=after, limit=limit + 1, everybody=everybody)
    people = await app.people.by_id({row.subject_id for row in found if row.subject_id})
    shown = [(row, people[row.subject_id]) for row in found[:limit] if row.subject_id in people]
    return shown, found[limit - 1].number if len(found) > limit else None


async def granted_awards(
    app: App, by: Principal, wish: AwardsSought = ANY, *, limit: int, after: UUID | None
) -> tuple[Sequence[AwardSeen], UUID | None]:
    """The newest first. Raises Forbidden."""
    awards, following = await app.awards.newest(officer_of(by), wish, limit=limit, after=after)
    return await _seen(app, awards), following


async def seen_award(app: App, award: Award) -> AwardSeen:
    """One that the officer has just granted."""
    return (await _seen(app, [award]))[0]


async def _seen(app: App, awards: Sequence[Award]) -> Sequence[AwardSeen]:
    people = await app.people.by_id({one.subject_id for one in awards})
    offers = {one.id: one for one in await app.offers.some({one.achievement_id for one in awards})}
    names = await _names(app, [one.granted.context for one in awards])
    return [
        AwardSeen(one, offers.get(one.achievement_id), people.get(one.subject_id), _named(one.granted.context, names))
        for one in awards
    ]


async def _names(app: App, contexts: Iterable[Context]) -> Mapping[UUID, Text]:
    """What the championships among them are called."""
    held = {one.id for one in contexts if one.id and one.kind is ContextKind.CHAMPIONSHIP}
    return {one.id: one.name for one in await app.championships.some(held)}


def _named(context: Context, championships: Mapping[UUID, Text]) -> Text | None:
    return context.title or (championships.get(context.id) if context.id else None)


async def people_named(app: App, by: Principal, text: str) -> Named:
    """Whom the officer's organisation keeps under such a name; nobody where nothing is typed. Raises Forbidden."""
    found = {one.id for one in await app.people.found(officer_of(by), sought(text))}
    others = await app.people.others_of(found)
    return Named(frozenset(found.union(*others.values())), len(found) >= MOST_FOUND)


async def own_championships(app: App, by: Principal) -> Sequence[Championship]:
    """In which the officer's organisation may grant something: the announced ones, who begins last first. Raises Forbidden."""
    return await app.championships.announced_of(officer_of(by), limit=MOST_SHOWN)


async def own_award(app: App, award_id: UUID, by: Principal) -> Award:
    """Raises Unknown, Forbidden."""
    organisation = officer_of(by)
    award = await app.awards.get(award_id)
    if award.organisation != organisation:
        raise Unknown("award", award_id)
    return award
