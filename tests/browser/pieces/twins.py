"""Records that are of one person, as an organiser may come to have them."""

from tests.browser.world import WITH_GUARDIAN, World

from client import people
from client.caller import COMPETITIONS
from demo.people import ORGANISER


async def twins_of(world: World) -> tuple[str, str]:
    """Ids of two more records of the minor: a likely duplicate, and an alias."""
    organiser, minor = await world.caller(ORGANISER), world.subject(WITH_GUARDIAN)
    known = await organiser.get(f"{COMPETITIONS}/persons/{minor}")
    facts = people.Person(family_name=known["family_name"].upper(), given_name=known["given_name"])
    facts |= {"patronymic": known["patronymic"], "birth_date": known["birth_date"]}
    twin, alias = [await people.enter(organiser, {**facts, "email": mail}) for mail in ("a@people.example", None)]
    await people.merge(organiser, alias, minor)
    return twin, alias
