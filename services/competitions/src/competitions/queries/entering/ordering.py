"""The order of a list of entries: any, as long as all that are found fit in memory; beyond that the newest come first.

Names stand with the people alone. A list by name therefore takes the keys of everybody who is found, and puts them in order here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from competitions.domain.championship import Championship
from competitions.domain.entering.search import fold, sought
from competitions.domain.registration import ENDED, State
from competitions.domain.skill import Skill
from competitions.queries.consents import entered_people
from competitions.store.entries.wanted import EntryKey, Wanted
from competitions.store.people import MOST_FOUND
from competitions.store.registrations import MOST_COUNTED
from competitions.wiring import App

STATES: Final = {state: place for place, state in enumerate(State)}


class Column(StrEnum):
    ENTERED = "entered"
    NAME = "name"
    STATE = "state"
    SKILL = "skill"
    MEMBER = "member"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Order:
    column: Column = Column.ENTERED
    goes_down: bool = True


NEWEST: Final = Order()


@dataclass(frozen=True, slots=True)
class Whose:
    """What narrows a list of entries by their people, whose data stands elsewhere."""

    text: str | None = None
    """What the organisation's people, and the teams of the championship, are searched by."""
    lacks_consent: bool = False
    """Those whose entry holds, and of whose required consents one is missing."""


EVERYBODY: Final = Whose()


class TooMany(StrEnum):
    """What more of fit than are looked through."""

    PEOPLE = "people"
    ENTRIES = "entries"


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What is wanted, with the people who were searched for."""

    wanted: Wanted
    too_many: TooMany | None = None


async def narrowed(app: App, championship: Championship, wanted: Wanted, whose: Whose) -> Narrowed:
    found = await _named(app, championship, wanted, whose.text) if whose.text else Narrowed(wanted)
    return await _lacking(app, championship, found) if whose.lacks_consent else found


async def _named(app: App, championship: Championship, wanted: Wanted, text: str) -> Narrowed:
    """By people, and by what teams are called."""
    people = await app.people.found(championship.organisation, sought(text))
    ids = [one.id for one in people]
    teams = await app.registrations.called(championship.id, words) if (words := sought(text).words) else []
    subjects = (*ids, *await app.people.aliases_of(ids), *teams)
    within = replace(wanted, subjects=_both(wanted.subjects, subjects))
    return Narrowed(within, TooMany.PEOPLE if len(people) >= MOST_FOUND else None)


async def _lacking(app: App, championship: Championship, found: Narrowed) -> Narrowed:
    """Nobody where more entries would have to be looked through than are put in order."""
    states = tuple(state for state in found.wanted.states or State if state not in ENDED)
    within = replace(found.wanted, states=states, subjects=found.wanted.subjects if states else ())
    keys = await app.registrations.keys(championship.id, within)
    if len(keys) >= MOST_COUNTED:
        return Narrowed(replace(within, subjects=()), TooMany.ENTRIES)
    rows = await entered_people(app, championship, {person for one in keys for person in one.people})
    lacking = {row.person.id for row in rows if row.lacking}
    subjects = tuple(one.subject_id for one in keys if not lacking.isdisjoint(one.people))
    return replace(found, wanted=replace(within, subjects=subjects))


def _both(subjects: tuple[UUID, ...] | None, others: tuple[UUID, ...]) -> tuple[UUID, ...]:
    return others if subjects is None else tuple(set(subjects) & set(others))


async def in_order(
    app: App, championship_id: UUID, wanted: Wanted, skills: Mapping[UUID, Skill], order: Order
) -> list[UUID] | None:
    """All entries that are wanted; None where they are too many to be put in order."""
    keys = await app.registrations.keys(championship_id, wanted)
    if len(keys) >= MOST_COUNTED:
        return None
    return [one.id for one in await _ordered(app, keys, skills, order)]


async def _ordered(
    app: App, newest: Sequence[EntryKey], skills: Mapping[UUID, Skill], order: Order
) -> Sequence[EntryKey]:
    """Those that are equal stay the newest first, whichever way the list goes."""
    if order.column is Column.ENTERED:
        return newest if order.goes_down else newest[::-1]
    names = await _sort_keys(app, newest) if order.column is Column.NAME else {}
    keys: Mapping[Column, Callable[[EntryKey], Any]] = {
        Column.NAME: lambda one: (one.subject_id not in names, names.get(one.subject_id)),
        Column.STATE: lambda one: STATES[one.state],
        Column.SKILL: lambda one: skills[one.skill_id].number,
        Column.MEMBER: lambda one: fold(one.member),
        Column.NUMBER: lambda one: one.sequence,
    }
    return sorted(newest, key=keys[order.column], reverse=order.goes_down)


async def _sort_keys(app: App, entries: Sequence[EntryKey]) -> Mapping[UUID, str]:
    people = await app.people.sort_keys({one.subject_id for one in entries if one.team is None})
    return {**people, **{one.subject_id: fold(one.team) for one in entries if one.team}}
