"""A junior championship, small: teams of two with a mentor, three of them in one age group, and one alone in the other."""

from collections import Counter
from typing import Any, Final

from client import championships, consents, publication
from client.championships import Text
from demo.people import Person
from demo.programmes.small import Competitor, Small, places
from demo.scheme import scheme_in
from demo.stage import Stage

RULESET: Final = "juniorskills"
NAME: Final[Text] = {"ru": "Юниоры Приозёрья", "en": "Juniors of Priozerye"}
YOUNGER, OLDER = "juniors-10-13", "juniors-14-17"
OLDEST_OF_YOUNGER: Final = 13
PRIZES: Final = 3
FEWEST: Final = 3
"""A group of fewer teams is a demonstration."""


async def play(stage: Stage) -> None:
    task = stage.progress.add_task(RULESET, total=1)
    small = Small(stage, RULESET, NAME, scheme_in("windmills.toml"))
    children = stage.cast.with_role("competitor", RULESET)
    mentors = [one for one in stage.cast.people.values() if "prepares" in one.record]
    await small.announce({one.member for one in children}, room="Hall", team_size=2)
    await small.know([*stage.cast.with_role("guardian", RULESET), *children, *mentors])
    teams = {one.record["team"]: _team(one, children) for one in children}
    for name, members in teams.items():
        await _enter(small, name, members, next(one for one in mentors if name in one.record["prepares"]))
    competitors = [Competitor(one.account, _group(one), one.record["work"]) for one, *_ in teams.values()]
    await small.hold(competitors)
    await small.certified(await _awards(small, competitors, teams, mentors))
    await _expect_names(small, teams)
    stage.programmes[RULESET] = small.championship
    stage.progress.update(task, completed=1)


def _team(of: Person, children: list[Person]) -> list[Person]:
    """The captain first."""
    members = [one for one in children if one.record["team"] == of.record["team"]]
    return sorted(members, key=lambda one: one.record.get("duty") != "captain")


def _group(captain: Person) -> str:
    return YOUNGER if (captain.age or 0) <= OLDEST_OF_YOUNGER else OLDER


async def _enter(small: Small, name: str, members: list[Person], mentor: Person) -> None:
    organiser, subjects = small.stage.organiser, small.stage.subjects
    ids = [subjects[one.account] for one in members]
    entry = await championships.register_team(
        organiser, small.skill, name, ids, members[0].member, mentor=subjects[mentor.account]
    )
    for one, subject in zip(members, ids, strict=True):
        await consents.on_paper(organiser, entry, one.shows, subject)
    await championships.confirm(organiser, entry)
    small.registrations[members[0].account] = entry


async def _awards(
    small: Small, competitors: list[Competitor], teams: dict[str, list[Person]], mentors: list[Person]
) -> Counter[tuple[str, str]]:
    """Each member's own, the team's, and thanks to who prepared it; a demonstration gives for taking part alone."""
    organiser, subjects = small.stage.organiser, small.stage.subjects
    names = {members[0].account: name for name, members in teams.items()}
    earned: Counter[tuple[str, str]] = Counter()
    for group in places(small.scheme, competitors).values():
        for account, (place, _) in group.items():
            name = names[account]
            members = [subjects[one.account] for one in teams[name]]
            earned.update((one, "participation") for one in members)
            if len(group) < FEWEST or place > PRIZES:
                continue
            team = await championships.registration(organiser, small.registrations[account])
            mentor = next(one for one in mentors if name in one.record["prepares"])
            earned.update((one, f"place-{place}") for one in members)
            earned[team["subject_id"], f"place-{place}-team"] += 1
            earned[subjects[mentor.account], f"mentor-place-{place}"] += 1
    return earned


async def _expect_names(small: Small, teams: dict[str, list[Person]]) -> None:
    """A team is named where each of its members allowed the own name."""
    board: Any = await publication.scoreboard(small.stage.nobody, small.championship)
    named = sorted(line["name"] for skill in board["skills"] for line in skill["lines"] if line["name"] in teams)
    allowed = sorted(name for name, members in teams.items() if all("name" in (one.shows or ()) for one in members))
    small.stage.checks.expect("teams of juniors are named where each member allowed it", named, allowed)
