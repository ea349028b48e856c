"""Everybody is told a part at a time: what many have to hear of at once is more than one document holds."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final, TypeVar

from competitions.date_events import of_audience
from competitions.domain.schedule.groups import Group
from shared.contracts import competitions as contract
from shared.events import LARGEST, Event, to_record

T = TypeVar("T", contract.ChampionshipCancelled, contract.ChampionshipRescheduled)

MOST_IN_A_PART: Final = 2 * 1024 * 1024
"""Bytes, after which nothing is added. With what may wait already it is far from the 16 MiB that a document has."""
MOST_EVENTS = 50
MOST_TOLD: Final = 200
"""People in one event. Who hears of it writes some letters for each, before it goes on to the next event."""


def a_part(groups: Sequence[Group], tell: Callable[[Group], Event[T]]) -> tuple[list[Event[Any]], tuple[Group, ...]]:
    """The events for the first of them, and who is left: what each group hears, and who they are, at most MOST_TOLD in an event."""
    told: list[Event[Any]] = []
    size, left = 0, list(groups)
    news: Event[T] | None = None
    while left and size < MOST_IN_A_PART and len(told) < MOST_EVENTS:
        group = left.pop(0)
        if news is None:
            news = _fitting(tell(group))
            told.append(news)
            size += to_record(news).size
        named = of_audience(news, group.subjects[:MOST_TOLD])
        told.append(named)
        size += to_record(named).size
        if more := group.subjects[MOST_TOLD:]:
            left.insert(0, replace(group, subjects=more))
        else:
            news = None
    return told, tuple(left)


def _fitting(event: Event[T]) -> Event[T]:
    """Without its file where both are too much: who hears of it finds the file on the schedule's page."""
    if to_record(event).size <= LARGEST:
        return event
    return replace(event, data=event.data.model_copy(update={"calendar": None}))
