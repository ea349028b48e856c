"""A championship that is announced and still to come: people enter themselves for it, and schools theirs."""

from typing import TYPE_CHECKING, Any

from tests.fuzz.planning import PLAN

from client import championships
from client.caller import COMPETITIONS
from client.championships import Text

if TYPE_CHECKING:
    from tests.fuzz.world import World


async def ahead(world: "World", ruleset: str = "worldskills", **skill: Any) -> tuple[str, str]:
    """The championship and its skill, which is as said."""
    body = {**PLAN, "ruleset": ruleset}
    held: str = (await world.organiser.post(f"{COMPETITIONS}/championships", body))["id"]
    return held, await championships.add_skill(world.organiser, held, "01", Text(ru="Ремесло", en="Craft"), **skill)
