"""Somebody who enters the people of one region."""

from typing import Final
from uuid import UUID

from tests.browser.world import Championship, World

from client import duties, people
from demo.people import ORGANISER, Cast
from shared.identity import links

COORDINATOR: Final = "vera"


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
