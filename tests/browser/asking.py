"""A jury that is being asked: who has not answered yet, and who was dismissed."""

from typing import Final

from tests.browser.world import CHIEF, Championship, World

from client import championships, judging, people
from client.caller import COMPETITIONS
from demo.people import ORGANISER
from shared.identity import links
from shared.ids import derive

DISMISSED: Final = "expert-3"


async def judging_link(world: World, made: Championship) -> str:
    """Where the letter leads that asks the chief expert to judge. One more is asked, and one was dismissed."""
    organiser = await world.caller(ORGANISER)
    newcomer: people.Person = {"family_name": "Стружкина", "given_name": "Пелагея", "email": "p.s@pochta.example"}
    await judging.invite_newcomer(organiser, made.skill, newcomer, "independent")
    dismissed = world.subject(DISMISSED)
    await championships.appoint(organiser, made.skill, dismissed, "Заречье")
    experts = f"{COMPETITIONS}/skills/{made.skill}/experts"
    reason = {"reason": "Снят по собственной просьбе: командировка"}
    await organiser.request("POST", f"{experts}/{dismissed}/dismissal", json=reason)
    path, key = f"{COMPETITIONS}/skills/{made.skill}/invitations", {"Idempotency-Key": "asked"}
    await organiser.request("POST", path, key, json={"subject_id": world.subject(CHIEF), "role": "chief"})
    letter = derive("idempotency", ORGANISER, "POST", path, "asked")
    return f"/judging/{links.token('judging', letter, world.stack.layout.secrets.link.encode())}"
