"""Entries that people make themselves, and a place that one of them may decline."""

from typing import TYPE_CHECKING, Final

from tests.fuzz.ahead import ahead
from tests.fuzz.teams import BORN, YES

from client import championships
from client.caller import COMPETITIONS
from client.championships import Text

if TYPE_CHECKING:
    from tests.fuzz.world import World

MINE: Final = {
    "family_name": "Вымысел-Лесничий",
    "given_name": "Пример",
    "birth_date": BORN,
    "email": "lesnichy@people.example",
}


async def entered(world: "World") -> None:
    held, skill = await ahead(world, quota=1)
    free = await championships.add_skill(world.organiser, held, "02", Text(ru="Дело", en="Trade"))
    await championships.announce(world.organiser, held)
    for applicant in ({"applicant": MINE}, {}):
        body = {"skill_id": free, "member": "R-01", "answers": YES, **applicant}
        world.asks("POST /championships/{championship_id}/entering", body, championship_id=held)
    at = f"{COMPETITIONS}/championships/{held}/entering"
    entries = [
        (await world.by("competitions", who).post(at, {"skill_id": skill, "member": "R-01", "answers": YES}))["id"]
        for who in ("third", "competitor", "second")
    ]
    world.known.add("registration_id", *entries)
    await world.by("competitions", "third").post(f"{COMPETITIONS}/registrations/{entries[0]}/withdrawal", {})
    world.asks("POST /registrations/{registration_id}/declining", registration_id=entries[1])
