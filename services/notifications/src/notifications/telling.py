"""What all handlers have in common: the events that are listened to, and how somebody is told of one."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from notifications.commands.notifying import notify, notify_all
from notifications.domain.notices import Notice
from notifications.domain.recipients import RecipientUnknown
from notifications.wiring import App
from shared.events import Event
from shared.messaging.parking import Missing
from shared.messaging.subscriptions import Missed, Subscriptions
from shared.messaging.told_titles import title_key, waiting_for_titles
from shared.mongo.told_titles import ToldChampionship, ToldSkill

subscriptions: Subscriptions[App] = Subscriptions()


@dataclass(frozen=True, slots=True)
class Titles:
    """What messages call by name is known from here on; until then their event waits."""

    championships: Mapping[UUID, ToldChampionship]
    skills: Mapping[UUID, ToldSkill]

    def held(self, championship_id: UUID, skill_id: UUID | None = None) -> ToldChampionship:
        """Raises Missing."""
        for id, known in ((skill_id, self.skills), (championship_id, self.championships)):
            if id is not None and id not in known:
                raise Missing(title_key(id))
        return self.championships[championship_id]


Made = Callable[[Event[Any], Titles], Iterable[Notice]]
"""The notices that an event makes. Raises Missing."""


async def tell(app: App, *notices: Notice) -> None:
    try:
        await notify(app, *notices)
    except RecipientUnknown as unknown:
        raise Missing(person_key(unknown.id)) from unknown


async def tell_of_each(app: App, events: Sequence[Event[Any]], made: Made) -> Missed:
    """The notices of all events in one write. An event that misses something is told as far as it can be, and waits."""
    titles = await _titles_of(app, events)
    missed: dict[UUID, str] = {}
    notices: list[Notice] = []
    for event in events:
        try:
            notices += made(event, titles)
        except Missing as missing:
            missed[event.id] = missing.key
    unknown = await notify_all(app, notices, {one.id: one.traceparent for one in events})
    return {**missed, **{event_id: person_key(id) for event_id, id in unknown.items()}}


async def _titles_of(app: App, events: Sequence[Event[Any]]) -> Titles:
    championships = {id for one in events if (id := one.data.championship_id)}
    skills = {id for one in events if (id := getattr(one.data, "skill_id", None))}
    return Titles(await app.titles.championships(championships), await app.titles.skills(skills))


async def told_of(app: App, championship_id: UUID, skill_id: UUID | None = None) -> ToldChampionship:
    """What messages call by name is known from here on; until then the event waits."""
    with waiting_for_titles():
        if skill_id:
            await app.titles.skill(skill_id)
        return await app.titles.championship(championship_id)


def news_key(event_id: UUID) -> str:
    """Under which an audience waits for what it hears."""
    return f"news:{event_id}"


def person_key(subject_id: UUID) -> str:
    """Under which events wait for this person."""
    return f"person:{subject_id}"
