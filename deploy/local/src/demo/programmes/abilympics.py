"""Абилимпикс, small: three categories, one of a single starter; whoever competes is public under a number alone."""

from collections import Counter
from typing import Any, Final

from client import championships, publication
from client.championships import Text
from demo.people import Person
from demo.programmes.needs import ask_and_answer
from demo.programmes.small import Competitor, Small, places
from demo.scheme import scheme_in
from demo.stage import Stage

RULESET: Final = "abilympics"
NAME: Final[Text] = {"ru": "«Абилимпикс» Приозёрья", "en": "Abilympics of Priozerye"}
CATEGORIES: Final = {"pupil": "pupils", "student": "students", "specialist": "specialists"}
"""By what a person is."""
PRIZES: Final = 3
FEW: Final = 3
"""Of so many who started a region's line tells nobody's result."""


async def play(stage: Stage) -> None:
    task = stage.progress.add_task(RULESET, total=1)
    small = Small(stage, RULESET, NAME, scheme_in("willow_weaving.toml"))
    entrants = stage.cast.with_role("competitor", RULESET)
    await small.announce({one.member for one in entrants}, room="12")
    await small.know(stage.cast.with_role("guardian", RULESET))
    await small.know(entrants)
    for one in entrants:
        small.registrations[one.account] = await championships.enter_competitor(
            stage.organiser, small.skill, stage.subjects[one.account], one.member, one.shows, status=_status(one)
        )
    competitors = [Competitor(one.account, CATEGORIES[_status(one)], one.record["work"]) for one in entrants]
    await ask_and_answer(small)
    await small.hold(competitors)
    await small.certified(_awards(small, competitors))
    await _expect_numbers_alone(small, entrants)
    stage.programmes[RULESET] = small.championship
    stage.progress.update(task, completed=1)


def _status(person: Person) -> str:
    return str(person.record["status"])


def _awards(small: Small, competitors: list[Competitor]) -> Counter[tuple[str, str]]:
    """A diploma for each of three places, never for more places than starters; everybody took part."""
    earned: Counter[tuple[str, str]] = Counter()
    for group in places(small.scheme, competitors).values():
        for account, (place, _) in group.items():
            subject = small.stage.subjects[account]
            earned[subject, "participation"] += 1
            if place <= min(PRIZES, len(group)):
                earned[subject, f"place-{place}"] += 1
    return earned


async def _expect_numbers_alone(small: Small, entrants: list[Person]) -> None:
    """To be on the list tells of a disability: who did not publish themselves is a number there."""
    board: Any = await publication.scoreboard(small.stage.nobody, small.championship)
    lines = [line for skill in board["skills"] for line in skill["lines"]]
    named = sorted(line["name"] for line in lines if line["name"])
    allowed = sorted(one.name for one in entrants if "name" in (one.shows or ()))
    small.stage.checks.expect("lines of Abilympics", len(lines), len(entrants))
    small.stage.checks.expect("names of Abilympics are of those who allowed it", named, allowed)
    starters = Counter(one.member for one in entrants)
    compared = sorted(one["member"] for one in board["standings"]["members"])
    several = sorted(member for member, number in starters.items() if number >= FEW)
    small.stage.checks.expect("regions of Abilympics are compared where that names nobody", compared, several)
