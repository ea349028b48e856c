"""Results: under embargo, published, and what everybody sees then."""

from typing import TypedDict

from client.caller import COMPETITIONS, Caller
from client.waiting import until


class Line(TypedDict):
    """One competitor's result, with what they allowed to be shown. `total` is a decimal such as "87.50"; `name` is initials where
    the person did not agree to be named, and nothing where the line is to name nobody."""

    result_id: str
    place: int
    name: str | None
    member: str | None
    total: str | None
    scale_score: int | None
    medal: str | None


class SkillLines(TypedDict):
    lines: list[Line]


class MemberLine(TypedDict):
    """What one member reached."""

    place: int
    member: str
    points: int


class Standings(TypedDict):
    """Members compared, but for those of whom so few started that it would tell what one person reached."""

    members: list[MemberLine]
    unlisted: int


class Scoreboard(TypedDict):
    championship_id: str
    skills: list[SkillLines]
    standings: Standings | None


async def publish(by: Caller, championship: str, *, status: str = "official") -> None:
    """Begins to; it goes on by itself. `status`: official or unofficial."""
    await by.post(f"{COMPETITIONS}/championships/{championship}/publication", {"status": status})


async def until_published(by: Caller, championship: str) -> None:
    """Raises Late."""

    async def published() -> bool:
        found = await by.get(f"{COMPETITIONS}/championships/{championship}/publication")
        return bool(found["state"] == "published" and not found["is_under_way"])

    await until(published, "the publication")


async def results(by: Caller, skill: str) -> list[Line]:
    found: SkillLines = await by.get(f"{COMPETITIONS}/skills/{skill}/results")
    return found["lines"]


async def scoreboard(by: Caller, championship: str) -> Scoreboard:
    found: Scoreboard = await by.get(f"{COMPETITIONS}/championships/{championship}/scoreboard")
    return found
