"""Act three: the results are right, nobody else sees them, and then everybody does."""

from decimal import Decimal
from typing import Any, Final

from demo.api import COMPETITIONS, refusal, until
from demo.scheme import Scheme
from demo.stage import Stage

EMBARGO: Final = "under-embargo"


async def publish(stage: Stage) -> None:
    for scheme in stage.schemes:
        results = await stage.organiser.get(f"{COMPETITIONS}/skills/{stage.skills[scheme.number]}/results")
        stage.checks.expect(f"{scheme.number}: results", _by_name(results["lines"]), _expected(stage, scheme))
    await _expect_embargo(stage)
    path = f"{COMPETITIONS}/championships/{stage.championship}/publication"
    await stage.organiser.post(path)

    async def published() -> bool:
        return bool((await stage.organiser.get(path))["state"] == "published")

    await until(published, "the publication")
    await _expect_scoreboard(stage)


async def _expect_embargo(stage: Stage) -> None:
    """Totals are the jury's and the organiser's until the ceremony."""
    first, second = stage.schemes
    scoreboard = f"{COMPETITIONS}/championships/{stage.championship}/scoreboard"
    results = f"{COMPETITIONS}/skills/{stage.skills[second.number]}/results"
    competitor, stranger = stage.competitors(second.number)[0], stage.cast.chief(first.number)
    await stage.sign_in(competitor.account)
    for who, caller in (
        ("nobody", stage.nobody),
        ("a competitor", stage.callers[competitor.account]),
        ("another skill's expert", stage.callers[stranger.account]),
    ):
        seen = [await refusal(caller.get(path)) for path in (scoreboard, results)]
        stage.checks.expect(f"{who} sees no totals before the publication", seen, [EMBARGO, EMBARGO])


async def _expect_scoreboard(stage: Stage) -> None:
    """Public: with the name of those who agreed, and the initials of the others."""
    board = await stage.nobody.get(f"{COMPETITIONS}/championships/{stage.championship}/scoreboard")
    lines = [line for skill in board["skills"] for line in skill["lines"]]
    named = {line["name"] for line in lines} & {one.name for one in stage.cast.competitors}
    agreed = {one.name for one in stage.cast.competitors if one.record.get("name_is_public")}
    stage.checks.expect("results on the scoreboard", len(lines), len(stage.cast.competitors))
    stage.checks.expect("names only of those who agreed", named, agreed)


def _by_name(lines: list[dict[str, Any]]) -> dict[str, tuple[Decimal, int, str | None]]:
    return {line["name"]: (Decimal(line["total"]), line["scale_score"], line["medal"]) for line in lines}


def _expected(stage: Stage, scheme: Scheme) -> dict[str, tuple[Decimal, int, str | None]]:
    known = {one.name: stage.outcomes[one.account] for one in stage.competitors(scheme.number)}
    return {name: (outcome.total, outcome.scale_score, outcome.medal) for name, outcome in known.items()}
