"""A place that lapses: nobody agreed in time, so the next who waits has it. The local stack waits some seconds for an answer, not a minute.

Begun early and looked at late, so that the other acts are played meanwhile. Neither of the two has an address: no letter goes.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from client import championships, consents, people
from client.championships import Text
from client.waiting import until
from demo.preparation import CONTACT
from demo.stage import Stage

RULESET: Final = "crafts"
NAME: Final[Text] = {"ru": "Ярмарка ремёсел Приозёрья", "en": "Crafts fair of Priozerye"}
SKILL: Final[Text] = {"ru": "Гончарное дело", "en": "Pottery"}
MEMBER: Final = "Приозёрье"
LATE: Final[people.Person] = {"family_name": "Щеглова", "given_name": "Мелания", "birth_date": "1999-02-03"}
WAITING: Final[people.Person] = {"family_name": "Дроздов", "given_name": "Ефим", "birth_date": "1998-05-06"}
SECONDS: Final = 60


async def begin(stage: Stage) -> None:
    """One place: who has it never agrees, and who waits for it has agreed on paper."""
    first = date.today() + timedelta(days=10)  # noqa: DTZ011 - a calendar's day, not a moment
    due = datetime.combine(date.today(), time(), UTC) - timedelta(days=1)  # noqa: DTZ011
    plan: dict[str, Any] = {"deadlines": {"consents_due": due.isoformat()}}
    organiser = stage.organiser
    stage.lapsing = await championships.open_championship(organiser, NAME, first, first, CONTACT, RULESET, **plan)
    skill = await championships.add_skill(organiser, stage.lapsing, "P01", SKILL, quota=1)
    await championships.announce(organiser, stage.lapsing)
    late, waiting = [
        await championships.register(organiser, skill, await people.enter(organiser, one), MEMBER)
        for one in (LATE, WAITING)
    ]
    await consents.on_paper(organiser, waiting)
    stage.lapsed = late


async def expect(stage: Stage) -> None:
    states: dict[str, str] = {}

    async def has_lapsed() -> bool:
        found = [one async for one in championships.registrations(stage.organiser, stage.lapsing)]
        states.update({one["id"]: one["state"] for one in found})
        return states[stage.lapsed] == "lapsed" and "waiting" not in states.values()

    await until(has_lapsed, "the place that nobody agreed to in time", seconds=SECONDS)
    others = [state for id, state in states.items() if id != stage.lapsed]
    stage.checks.expect("who waited has the place that lapsed", others, ["entered"])
