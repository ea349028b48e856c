"""Somebody who enters the people of one region."""

from typing import Final
from uuid import UUID

from tests.browser.world import Championship, World

from client import duties, people
from client.caller import COMPETITIONS
from demo.people import ORGANISER, Cast
from shared.identity import links

COORDINATOR: Final = "vera"


async def pupil_of(world: World, made: Championship) -> str:
    """Somebody whom they brought in themselves: where what is kept of them is put right."""
    child = {"family_name": "Школярова", "given_name": "Выдумка", "birth_date": "2012-05-06", "course": "7 А"}
    at = f"/championships/{made.id}/school/entries"
    by = await world.caller(COORDINATOR)
    entry = await by.post(f"{COMPETITIONS}{at}", {**child, "skill_id": made.skill})
    return f"{at}/{entry['id']}/people/{entry['subject_id']}/correction"


async def coordinate(world: World, made: Championship, member: str) -> None:
    """Lets them in, by the link in their letter."""
    known, organiser = Cast.load().people[COORDINATOR].record, await world.caller(ORGANISER)
    named: people.Person = {
        "family_name": known["family_name"],
        "given_name": known["given_name"],
        "email": known["email"],
    }
    invited = await duties.invite_to_school(organiser, named, member, f"/championships/{made.id}")
    token = links.token("invitation", UUID(invited), world.stack.layout.secrets.link.encode())
    await duties.accept(await world.caller(COORDINATOR), token)
