"""Others are told what a championship and its skills are called, from the draft on, and of each change once."""

import json
from dataclasses import replace
from typing import Any, Final
from uuid import UUID, uuid4

from tests.competitions.playing import Play

from competitions.commands.championships import change_championship
from competitions.commands.skill_import import PlannedRow, import_skills
from competitions.commands.skills import change_skill
from competitions.domain.preparation.plan import Deadlines
from competitions.domain.preparation.skill_plan import SkillPlan
from competitions.wiring import App
from shared.contracts.competitions import ChampionshipDescribed, SkillDescribed
from shared.identity.principal import Principal, Role
from shared.text import Text

ANNA: Final = Principal("anna", "", frozenset({Role.ORGANISER}), "region-47")


async def described(play: Play, collection: str, kind: str) -> dict[str, list[Any]]:
    """What was told of each, in its order."""
    found: dict[str, list[Any]] = {}
    for event in await play.told(collection):
        if dict(event["headers"])["ce_type"].decode() == kind:
            found.setdefault(bytes(event["key"]).decode(), []).append(json.loads(event["value"]))
    return found


async def must_be_told(play: Play, app: App) -> None:
    """Whatever is stored, the last that was told of it is what it is called, and each edition was told once."""
    for held in await app.championships.find_many({}):
        told = (await described(play, "championships", ChampionshipDescribed.type))[str(held.id)]
        assert [one["edition"] for one in told] == list(range(1, held.edition + 1))
        last = told[-1]["championship"]
        assert (last["name"]["ru"], last["starts_on"]) == (held.name.ru, held.starts_on.isoformat())
        assert (last["time_zone"], last["ruleset"]) == (held.time_zone, held.ruleset)
    for skill in await app.skills.find_many({}):
        told = (await described(play, "skills", SkillDescribed.type))[str(skill.id)]
        assert [one["edition"] for one in told] == list(range(1, skill.edition + 1))
        assert (told[-1]["skill"]["number"], told[-1]["skill"]["name"]["ru"]) == (skill.number, skill.name.ru)
        assert told[-1]["championship_id"] == str(skill.championship_id)


async def test_each_change_of_what_it_is_called_is_told_and_no_other(play: Play, app: App) -> None:
    await play.open()
    held, skill_id = UUID(play.championship), UUID(play.skill)
    await play.post(f"/championships/{held}/copies", {"starts_on": "2027-11-20"}, expect=201)
    rows = [PlannedRow(SkillPlan(number, Text("Дело", "Trade"), quota=4), "B2") for number in ("02", "03")]
    await import_skills(app, held, rows, ANNA)
    await must_be_told(play, app)
    for name, quota in (("Ремесло", 5), ("Ковка", 5), ("Ковка", 6), ("Сварка", 6)):
        skill = await app.skills.get(skill_id)
        plan = replace(skill.plan, name=Text(name, "Craft"), quota=quota)
        await change_skill(app, skill_id, plan, ANNA, skill.version)
    for about, first in (("О нём", 20), ("О нём", 21), ("Иное", 21)):
        known = await app.championships.get(held)
        day = known.starts_on.replace(day=first)
        plan_of_all = replace(known.plan, about=Text(about, "About"), starts_on=day, ends_on=day, deadlines=Deadlines())
        await change_championship(app, held, plan_of_all, ANNA, known.version, uuid4())
    await must_be_told(play, app)
    assert (await app.skills.get(skill_id)).edition == 3
    assert (await app.championships.get(held)).edition == 3
