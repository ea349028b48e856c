"""How championships and skills are called, as the competitions service has told: events about people carry their ids alone."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, TypeVar
from uuid import UUID

from shared.contracts.competitions import ChampionshipDescribed, SkillDescribed
from shared.mongo.aggregates import Aggregates
from shared.mongo.database import Database
from shared.mongo.retry import retry_on_conflict
from shared.text import Text


@dataclass(frozen=True, slots=True)
class ToldChampionship:
    id: UUID
    edition: int
    """The highest that has arrived."""
    name: Text
    organisation: str
    starts_on: date
    ends_on: date
    time_zone: str
    special_category: bool = False
    """To be on its list of entrants tells what the law protects specially."""
    version: int = 1


@dataclass(frozen=True, slots=True)
class ToldSkill:
    id: UUID
    edition: int
    championship_id: UUID
    number: str
    name: Text
    version: int = 1


@dataclass(eq=False)
class NotTold(Exception):
    """Nobody has told of it yet, or not of this edition of it."""

    id: UUID


NEWEST: Final = 1
"""Any edition is good enough: what is written is written anew whenever it is read."""


class ToldTitles:
    """Both collections. The highest edition wins, whatever order they arrive in."""

    def __init__(self, database: Database) -> None:
        self._championships = Aggregates(database, "told_championships", ToldChampionship, NotTold)
        self._skills = Aggregates(database, "told_skills", ToldSkill, NotTold)

    async def record_championship(self, told: ChampionshipDescribed) -> None:
        one = told.championship
        name = Text(one.name.ru, one.name.en)
        known = ToldChampionship(
            one.id,
            told.edition,
            name,
            one.organisation,
            one.starts_on,
            one.ends_on,
            one.time_zone,
            told.special_category,
        )
        await _record(self._championships, known)

    async def record_skill(self, told: SkillDescribed) -> None:
        one = told.skill
        name = Text(one.name.ru, one.name.en)
        await _record(self._skills, ToldSkill(one.id, told.edition, told.championship_id, one.number, name))

    async def championship(self, id: UUID, edition: int = NEWEST) -> ToldChampionship:
        """Raises NotTold until this edition, or a later one, has arrived."""
        return await _at_least(self._championships, id, edition)

    async def skill(self, id: UUID, edition: int = NEWEST) -> ToldSkill:
        """Raises NotTold until this edition, or a later one, has arrived."""
        return await _at_least(self._skills, id, edition)

    async def championships(self, ids: Collection[UUID]) -> Mapping[UUID, ToldChampionship]:
        """Those of `ids` that were told of."""
        return {one.id: one for one in await self._championships.some(ids)}

    async def skills(self, ids: Collection[UUID]) -> Mapping[UUID, ToldSkill]:
        """Those of `ids` that were told of."""
        return {one.id: one for one in await self._skills.some(ids)}


T = TypeVar("T", ToldChampionship, ToldSkill)


async def _record(kept: Aggregates[T], told: T) -> None:
    async def attempt() -> None:
        known = await kept.add(told)
        if known.edition < told.edition:
            await kept.save(replace(told, version=known.version))

    await retry_on_conflict(attempt)


async def _at_least(kept: Aggregates[T], id: UUID, edition: int) -> T:
    found = await kept.get(id)
    if found.edition < edition:
        raise NotTold(id)
    return found
