"""What things are called, as it was told: in whatever order it arrives, the highest edition stands."""

import asyncio
from datetime import date
from itertools import permutations
from uuid import UUID, uuid4

import pytest

from shared.contracts import Text
from shared.contracts.competitions import Championship, ChampionshipDescribed, Skill, SkillDescribed
from shared.mongo.database import Database
from shared.mongo.told_titles import NotTold, ToldTitles


def championship(id: UUID, edition: int) -> ChampionshipDescribed:
    held = Championship(
        id=id,
        name=Text(ru=f"Проба {edition}", en=f"Trial {edition}"),
        organisation="region-47",
        ruleset="worldskills",
        starts_on=date(2026, 11, edition),
        ends_on=date(2026, 11, 20),
        time_zone="Asia/Omsk",
    )
    return ChampionshipDescribed(championship=held, edition=edition)


def skill(id: UUID, edition: int) -> SkillDescribed:
    named = Skill(id=id, number=f"{edition}", name=Text(ru=f"Дело {edition}", en=f"Trade {edition}"))
    return SkillDescribed(championship_id=UUID(int=1), skill=named, edition=edition)


@pytest.mark.parametrize("order", list(permutations((1, 2, 3))))
async def test_the_highest_edition_stands_whatever_the_order(db: Database, order: tuple[int, ...]) -> None:
    titles, id = ToldTitles(db), uuid4()
    for edition in (*order, *order):
        await titles.record_championship(championship(id, edition))
        await titles.record_skill(skill(id, edition))
    held = await titles.championship(id)
    assert (held.edition, held.name.en, held.starts_on.day, held.time_zone) == (3, "Trial 3", 3, "Asia/Omsk")
    assert (await titles.skill(id, 3)).number == "3"


async def test_editions_that_arrive_at_once_lose_none(db: Database) -> None:
    titles, id = ToldTitles(db), uuid4()
    await asyncio.gather(*(titles.record_skill(skill(id, edition)) for edition in range(1, 5)))
    assert (await titles.skill(id)).edition == 4


async def test_what_was_not_told_yet_is_not_made_up(db: Database) -> None:
    titles, id = ToldTitles(db), uuid4()
    with pytest.raises(NotTold):
        await titles.championship(id)
    await titles.record_championship(championship(id, 1))
    with pytest.raises(NotTold):
        await titles.championship(id, 2)
    assert (await titles.championship(id)).name.ru == "Проба 1"
    assert set(await titles.championships([id, uuid4()])) == {id}
