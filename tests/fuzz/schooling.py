"""What a school's coordinator does: who asks as one has that duty, for the member R-01 of a championship still to come."""

from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from tests import days
from tests.fuzz.ahead import ahead
from tests.fuzz.teams import MENTOR, mentored, with_a_free_place

from client import championships, duties
from client.caller import COMPETITIONS
from client.championships import Text
from competitions.queries.people import INVITATION
from shared.identity import links
from shared.identity.principal import Role

if TYPE_CHECKING:
    from tests.fuzz.world import World

OWN: Final = "R-01"
VERA: Final[Any] = {"family_name": "Вымысел-Школина", "given_name": "Пример", "email": "school@example.org"}
GUARDIAN: Final = {"family_name": "Вымысел-Мать", "given_name": "Пример", "email": "mother@example.org"}
AT: Final = "/championships/{championship_id}/school"


def pupil(name: str) -> dict[str, Any]:
    return {"family_name": f"Вымысел-{name}", "given_name": "Ученик", "birth_date": days.of_age(15)}


async def schooled(world: "World") -> None:
    held, skill = await ahead(world)
    crews = await championships.add_skill(world.organiser, held, "02", Text(ru="Дело", en="Trade"), team_size=2)
    await championships.list_member(world.organiser, held, OWN, [])
    await championships.announce(world.organiser, held)
    published = world.known.values["championship_id"][0]
    by = world.by("competitions", "coordinator", Role.COORDINATOR)
    juniors, led = await mentored(world)
    for place in (held, published, juniors):
        duty = await duties.invite_to_school(world.organiser, VERA, OWN, f"/championships/{place}")
        await duties.accept(by, links.token(INVITATION, UUID(duty), world.parts.competitions.link_secret))
    at = {"championship_id": held}
    world.asks("GET /school")
    world.asks(f"GET {AT}/entries", **at)
    world.asks(f"POST {AT}/reminders", **at)
    world.asks(f"GET {AT}/results", championship_id=published)
    world.asks(f"POST {AT}/entries", {"skill_id": skill, "guardian": GUARDIAN, **pupil("Новый")}, **at)
    team = {"name": "Вьюга", "skill_id": crews, "people": [pupil("Первый"), pupil("Второй")]}
    world.asks(f"POST {AT}/teams", team, **at)
    home = f"{COMPETITIONS}/championships/{held}/school"
    alone = await by.post(f"{home}/entries", {"skill_id": skill, **pupil("Альфин")})
    crew = await by.post(f"{home}/teams", {**team, "people": [pupil("Бетин"), pupil("Гаммин")]})
    entry = f"{AT}/entries/{{registration_id}}"
    world.asks(f"POST {entry}/replacement", pupil("Дельтин"), registration_id=alone["id"], **at)
    another = {**MENTOR, "email": "another@people.example"}
    world.asks(f"POST {entry}/mentor", another, championship_id=juniors, registration_id=led)
    of = {"registration_id": crew["id"], "subject_id": crew["team"]["members"][0], **at}
    name = {"family_name": "Вымысел-Зетин", "given_name": "Ученик"}
    world.asks(f"POST {entry}/people/{{subject_id}}/correction", name, **of)
    open_to = await with_a_free_place(world, crews, world.people["mate-8"], "mate-9")
    world.asks(f"POST {entry}/members", pupil("Этин"), registration_id=open_to, **at)
    whose = {"registration_id": crew["id"], "subject_id": crew["team"]["members"][1], **at}
    world.asks(f"POST {entry}/members/{{subject_id}}/replacement", pupil("Эпсилон"), **whose)
