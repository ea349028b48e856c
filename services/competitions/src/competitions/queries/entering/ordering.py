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
from competitions.domain.registration import State
from competitions.domain.skill import Skill
from competitions.store.people import MOST_FOUND
from competitions.store.registrations import MOST_COUNTED, EntryKey, Wanted
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
class Narrowed:
    """What is wanted, with the people who were searched for."""

    wanted: Wanted
    are_too_many: bool = False
    """More people fit the search than are looked through."""


async def narrowed(app: App, championship: Championship, wanted: Wanted, text: str | None) -> Narrowed:
    """`text`: what the organisation's people, and the teams of the championship, are searched by."""
    if not text:
        return Narrowed(wanted)
    people = await app.people.found(championship.organisation, sought(text))
    found = [one.id for one in people]
    teams = await app.registrations.called(championship.id, words) if (words := sought(text).words) else []
    subjects = (*found, *await app.people.aliases_of(found), *teams)
    return Narrowed(replace(wanted, subjects=subjects), len(people) >= MOST_FOUND)


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
