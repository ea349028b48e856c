"""What people need in order to take part, who reads it, and who comes along with a pass of their own."""

from typing import TYPE_CHECKING, Final

from tests.fuzz.ahead import ahead

from client import championships, needs
from client.caller import COMPETITIONS

if TYPE_CHECKING:
    from tests.fuzz.world import World

LIFT: Final = {"need": "step_free", "what": "Лифт шириной девяносто"}
ENTRY: Final = "/registrations/{registration_id}"


async def needed(world: "World") -> None:
    held, skill = await ahead(world, "abilympics")
    competitor = world.people["competitor"]
    entry = await championships.enter_competitor(world.organiser, skill, competitor, "R-01", status="specialist")
    world.known.add("registration_id", entry)
    themselves = world.by("competitions", "competitor")
    await needs.ask_for(themselves, entry, [LIFT])
    await needs.consent_on_paper(world.organiser, entry, competitor)
    days = [(await world.organiser.get(f"{COMPETITIONS}/championships/{held}"))["starts_on"]]
    come = [{"name": f"Спутников {name}", "role": "companion", "days": days} for name in ("Проба", "Второй")]
    first, second = [one["code"] for one in await needs.come_along(themselves, entry, come)]
    await needs.check_in_companion(world.organiser, entry, second)
    call = {"contacts": [{"name": "Матушкина Проба", "phone": "+79000000017"}]}
    world.asks("PUT /me/registrations/{registration_id}/emergency-contacts", call, registration_id=entry)
    world.asks("GET /me/registrations/{registration_id}/emergency-contacts", registration_id=entry)
    world.asks(f"POST {ENTRY}/needs/readings", registration_id=entry)
    world.asks(f"PUT {ENTRY}/needs/answer", {"need": "step_free", "outcome": "granted"}, registration_id=entry)
    world.asks(f"PUT {ENTRY}/companions/{{code}}/check-in", registration_id=entry, code=first)
    world.asks(f"DELETE {ENTRY}/companions/{{code}}/check-in", registration_id=entry, code=second)
