"""What an organiser plans, says and sets up: whole bodies for it, about a championship that has nobody in it yet."""

from typing import TYPE_CHECKING, Final

from tests import days
from tests.competitions.entering.entrants_file import file, rows
from tests.competitions.playing import CONTACT

from client import championships
from client.caller import COMPETITIONS
from client.championships import XLSX, Text
from client.organisations import NOTHING_SAID
from shared.workbooks.writing import workbook

if TYPE_CHECKING:
    from tests.fuzz.world import World

NAME: Final = Text(ru="Проба впереди", en="Trial ahead")
AHEAD: Final = {"starts_on": f"{days.AHEAD}-03-01", "ends_on": f"{days.AHEAD}-03-02"}
PLAN: Final = {"name": NAME, "ruleset": "worldskills", "contact": CONTACT, **AHEAD}
SKILL: Final = {"name": {"ru": "Второе дело", "en": "Second trade"}, "quota": 9}
ITEM: Final = {"name": NAME, "starts_at": f"{days.AHEAD}-03-01T07:00:00Z", "ends_at": f"{days.AHEAD}-03-01T08:00:00Z"}
SKILLS: Final = [["Номер", "Название по-русски", "Name in English"], ["R07", "Роботы", "Robots"]]
ABOUT: Final = {"name": {"ru": "Центр", "en": "Centre"}, "address": {"ru": "Вымыслов", "en": "Vymyslov"}}
PARTS: Final = (
    "heading", "who_asks", "purpose", "data", "actions", "readers", "term", "refusal", "withdrawal",
)  # fmt: skip
WORDING: Final = dict.fromkeys(PARTS, "{organisation}, {championship}")
VERSIONS: Final = range(1, 4)


async def planned(world: "World", marked: str) -> None:
    """`marked`: a championship with people."""
    draft = (await world.organiser.post(f"{COMPETITIONS}/championships", PLAN))["id"]
    skill = await championships.add_skill(world.organiser, draft, "01", Text(ru="Ремесло", en="Craft"))
    home = f"{COMPETITIONS}/championships/{draft}"
    item = (await world.organiser.post(f"{home}/schedule/items", ITEM))["id"]
    unused = (await world.organiser.post(f"{COMPETITIONS}/championships/{marked}/members", {"name": "R-09"}))["id"]
    world.asks("POST /championships", PLAN)
    world.asks("DELETE /championships/{championship_id}", championship_id=draft)
    world.asks("DELETE /championships/{championship_id}/members/{member_id}", championship_id=marked, member_id=unused)
    for number in ("11", "12", "13"):
        at = {"championship_id": draft}
        world.asks("POST /championships/{championship_id}/skills", {"number": number, **SKILL}, **at)
    world.asks("POST /championships/{championship_id}/schedule/items", ITEM, championship_id=draft)
    for version in VERSIONS:
        seen = f'"{version}"'
        world.asks("PUT /championships/{championship_id}", PLAN, seen=seen, championship_id=draft)
        world.asks("PUT /skills/{skill_id}", {"number": "01", **SKILL}, seen=seen, skill_id=skill)
        place = {"championship_id": draft, "item_id": item}
        world.asks("PUT /championships/{championship_id}/schedule/items/{item_id}", ITEM, seen=seen, **place)
    _files(world, draft, marked)
    _words(world)
    for duty in ("organiser", "officer"):
        program = {"duty": duty, "name": "Табло", "account": world.account(f"program-{duty}")}
        world.asks("POST /championships/{championship_id}/access/programs", program, championship_id=draft)


def _files(world: "World", draft: str, marked: str) -> None:
    skills, people = workbook("Компетенции", SKILLS), file([["01", *row[1:]] for row in rows(1, 3)])
    world.asks("POST /championships/{championship_id}/skills/import", skills, kind=XLSX, championship_id=draft)
    world.asks("POST /championships/{championship_id}/imports", people, kind=XLSX, championship_id=marked)


def _words(world: "World") -> None:
    """What the organisation says of itself, and its own text of a consent."""
    said = (NOTHING_SAID, *(f'"{version}"' for version in VERSIONS))
    for seen in said:
        world.asks("PUT /organisation", ABOUT, seen=seen)
        world.asks("PUT /consent-texts/{purpose}", {"ru": WORDING, "en": WORDING}, seen=seen, purpose="publication")
