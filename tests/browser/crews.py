"""A team for the pages of entries."""

from dataclasses import dataclass
from typing import Final

from tests.browser.world import DRAFTS, PUBLIC, WITH_GUARDIAN, Championship, World

from client import championships
from demo.people import ORGANISER

NAME: Final = "Сборная младших классов Приозёрья и Заречья «Северные дрозды»"


@dataclass(frozen=True, slots=True)
class Crew:
    entry: str
    """The address of its entry."""
    captain: str


async def crew_of(world: World, held: Championship) -> Crew:
    """In the skill of the championship in which teams compete."""
    organiser = await world.caller(ORGANISER)
    skills = (await organiser.get(f"{DRAFTS}/{held.id}/skills"))["items"]
    skill = next(one["id"] for one in skills if one["team_size"] > 1)
    pair = [world.subject(account) for account in (WITH_GUARDIAN, PUBLIC)]
    why = {"age_reason": "Участники старше: показательное выступление."}
    entry = await championships.register_team(organiser, skill, NAME, pair, "Приозёрье", **why)
    return Crew(f"/championships/{held.id}/entries/{entry}", pair[0])
