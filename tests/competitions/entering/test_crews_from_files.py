"""Teams from a file: rows of one team are one entry, checked together, kept together and taken back together."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from tests import days
from tests.competitions.entering.entrants_file import HEADINGS, file
from tests.competitions.playing import CONTACT, V1, Play

from client import championships
from client.championships import XLSX, Text
from competitions.api.entering.rows import entrants
from competitions.domain.championship import Championship
from competitions.domain.preparation.members import MemberList
from competitions.domain.skill import Skill
from competitions.queries.entering.imports import Known
from competitions.rulesets import read_all
from competitions.workbook.faults import WorkbookRefused
from competitions.workbook.table import read_table
from shared.text import Text as Names

COLUMNS = (*HEADINGS[:9], "Команда", "Роль в команде")


def row(
    family_name: str, team: str | None, role: str | None = None, born: str = "02.02.2016", **other: str
) -> list[Any]:
    known = ["01", family_name, "Вымысел", None, born, None, None, "R-01", "ru", team, role]
    return [other.get("skill", known[0]), *known[1:7], other.get("member", known[7]), *known[8:]]


NORTH = [
    row("Альфин", "Северяне"),
    row("Бетин", "северяне", "Капитан"),
    row("Наставников", "Северяне", "наставник", "02.02.1980"),
]
SOUTH = [row("Гаммин", "Южане"), row("Дельтин", "Южане"), row("Наставников", "Южане", "наставник", "02.02.1980")]


@pytest.fixture
async def juniors(play: Play) -> Play:
    held = (date(days.AHEAD, 3, 1), date(days.AHEAD, 3, 2))
    name, craft = Text(ru="Юные мастера", en="Young masters"), Text(ru="Ремесло", en="Craft")
    play.championship = await championships.open_championship(play.organiser, name, *held, CONTACT, "juniorskills")
    play.skill = await championships.add_skill(play.organiser, play.championship, "01", craft, team_size=2)
    await championships.add_skill(play.organiser, play.championship, "02", Text(ru="Проба", en="Trial"))
    return play


async def bring(play: Play, body: list[list[Any]], expect: int) -> Any:
    path = f"{V1}/championships/{play.championship}/imports"
    answer = await play.organiser.request("POST", path, {"content-type": XLSX}, content=file(body, COLUMNS))
    assert answer.status_code == expect, answer.text
    return answer.json()


async def test_teams_come_from_a_file_and_are_taken_back_whole(juniors: Play) -> None:
    play = juniors
    template = await play.http.get(
        f"/championships/{play.championship}/entries/import/template.xlsx", headers=play.anna()
    )
    assert {"Команда", "Роль в команде"} <= set(read_table(template.content)[0].cells.values())
    alone = row("Эпсилонов", None, skill="02")
    made = await bring(play, [*NORTH, *SOUTH, alone], 201)
    assert (made["new_entries"], made["new_people"]) == (3, 6), "a mentor of two teams is one person"
    await play.post(f"/imports/{made['id']}/keeping")
    entries = (await play.get(f"/skills/{play.skill}/registrations"))["items"]
    north = next(one for one in entries if one["team"]["name"] == "Северяне")
    names = {id: (await play.get(f"/persons/{id}"))["family_name"] for id in north["team"]["members"]}
    assert (list(names.values()), names[north["team"]["captain"]]) == (["Альфин", "Бетин"], "Бетин")
    assert {one["team"]["mentor"] for one in entries} == {north["team"]["mentor"]}
    again = await bring(play, [*NORTH, *SOUTH, alone], 201)
    assert (again["new_entries"], again["known"]) == (0, 7)
    mixed = [row("Альфин", "Новые"), row("Дзетин", "Новые"), row("Наставников", "Новые", "наставник", "02.02.1980")]
    assert (await bring(play, mixed, 409))["type"].endswith("/already-registered")
    await play.post(f"/imports/{made['id']}/undoing")
    assert (await play.get(f"/skills/{play.skill}/registrations"))["items"] == []
    told = [event for event in await play.told("imports") if event.get("value") is None]
    assert len(told) == 2, "others forget both teams"


@pytest.mark.parametrize(
    ("body", "cells"),
    [
        ([row("Альфин", None), *NORTH], ["J2"]),
        ([row("Альфин", "Северяне"), NORTH[2]], ["J2"]),
        ([NORTH[0], NORTH[1]], ["J2"]),
        ([NORTH[1], row("Гаммин", "Северяне", "капитан"), NORTH[2]], ["J2"]),
        ([NORTH[0], row("Бетин", "Северяне", "тренер"), NORTH[2]], ["K3"]),
        ([NORTH[0], row("Бетин", "Северяне", born="02.02.2012"), NORTH[2]], ["J2"]),
        ([NORTH[0], row("Бетин", "Северяне", member="R-02"), NORTH[2]], ["J2"]),
        ([row("Альфин", "Северяне", skill="02")], ["J2"]),
        ([*NORTH, row("Альфин", "Южане"), SOUTH[1], SOUTH[2]], ["B5"]),
    ],
)
def test_what_does_not_make_a_team_is_told_by_its_cell(body: list[list[Any]], cells: list[str]) -> None:
    rules = read_all(None)["juniorskills"]
    skills = [
        Skill(UUID(int=size), UUID(int=9), f"{3 - size:02}", Names(f"Проба {size}", f"Trial {size}"), team_size=size)
        for size in (2, 1)
    ]
    first, today = date(2027, 3, 1), date(2026, 11, 27)
    policies: Any = {"scale_policy": rules.scale_policy, "medal_policy": rules.medal_policy, "ruleset": rules.id}
    held = Championship(UUID(int=9), Names("Проба", "Trial"), "region-47", starts_on=first, ends_on=first, **policies)
    known = Known(held, skills, MemberList(UUID(int=9)), rules.groups, first, today, teams=rules.team)
    with pytest.raises(WorkbookRefused) as refused:
        entrants(read_table(file(body, COLUMNS)), known)
    assert [one.where.partition("!")[2] for one in refused.value.faults] == cells
