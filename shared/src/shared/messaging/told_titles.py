"""How a service hears what championships and skills are called: events about people carry their ids alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar
from uuid import UUID

from shared.contracts.competitions import ChampionshipDescribed, SkillDescribed
from shared.events import Event
from shared.messaging.parking import Missing
from shared.messaging.subscriptions import Subscriptions
from shared.mongo.told_titles import NotTold, ToldTitles


class Keeping(Protocol):
    @property
    def titles(self) -> ToldTitles: ...


A = TypeVar("A", bound=Keeping)


def listen_to_titles(subscriptions: Subscriptions[A]) -> None:
    @subscriptions.on(ChampionshipDescribed, provides=lambda event: title_key(event.data.championship.id))
    async def championship(event: Event[ChampionshipDescribed], app: A) -> None:
        await app.titles.record_championship(event.data)

    @subscriptions.on(SkillDescribed, provides=lambda event: title_key(event.data.skill.id))
    async def skill(event: Event[SkillDescribed], app: A) -> None:
        await app.titles.record_skill(event.data)


def title_key(id: UUID) -> str:
    """Under which events wait for what a championship or a skill is called."""
    return f"title:{id}"


@contextmanager
def waiting_for_titles() -> Iterator[None]:
    """In a handler: what was not told yet is waited for."""
    try:
        yield
    except NotTold as error:
        raise Missing(title_key(error.id)) from error
