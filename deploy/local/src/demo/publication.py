"""Act three: the results are right, nobody else sees them, and then everybody does."""

from decimal import Decimal
from typing import Final

from client import publication
from client.caller import refusal
from client.publication import Line, Scoreboard
from demo.expected import points
from demo.scheme import Scheme
from demo.stage import Stage

EMBARGO: Final = "under-embargo"


async def publish(stage: Stage) -> None:
    for scheme in stage.schemes:
        lines = await publication.results(stage.organiser, stage.skills[scheme.number])
        stage.checks.expect(f"{scheme.number}: results", _by_name(lines), _expected(stage, scheme))
    await _expect_embargo(stage)
    await publication.publish(stage.organiser, stage.championship)
    await publication.until_published(stage.organiser, stage.championship)
    await _expect_scoreboard(stage)


async def _expect_embargo(stage: Stage) -> None:
    """Totals are the jury's and the organiser's until the ceremony."""
    first, second = stage.schemes
    competitor, stranger = stage.competitors(second.number)[0], stage.cast.chief(first.number)
    await stage.sign_in(competitor.account)
    for who, caller in (
        ("nobody", stage.nobody),
        ("a competitor", stage.callers[competitor.account]),
        ("another skill's expert", stage.callers[stranger.account]),
    ):
        asked = (
            publication.scoreboard(caller, stage.championship),
            publication.results(caller, stage.skills[second.number]),
        )
        seen = [await refusal(one) for one in asked]
        stage.checks.expect(f"{who} sees no totals before the publication", seen, [EMBARGO, EMBARGO])


async def _expect_scoreboard(stage: Stage) -> None:
    """Public: with what each agreed to, the initials of who did not answer, and nothing of who wants to stand nowhere."""
    board = await publication.scoreboard(stage.nobody, stage.championship)
    lines = [line for skill in board["skills"] for line in skill["lines"]]
    competitors = stage.cast.competitors
    by_name = {one.name: one for one in competitors}
    found = {line["name"]: (line["member"], line["total"] is not None) for line in lines if line["name"] in by_name}
    agreed = {
        one.name: (one.member if "organisation" in one.shows else None, "score" in one.shows)
        for one in competitors
        if one.shows
    }
    unnamed = [line for line in lines if line["name"] is None]
    stage.checks.expect("results on the scoreboard", len(lines), len(competitors))
    stage.checks.expect("names, members and scores only of those who agreed to each", found, agreed)
    stage.checks.expect("lines that name nobody", len(unnamed), sum(one.shows == [] for one in competitors))
    _expect_standings(stage, board)


def _expect_standings(stage: Stage, board: Scoreboard) -> None:
    """Regions by medal points, best first."""
    expected = points(stage.cast.competitors, stage.outcomes)
    standings = board["standings"] or {"members": [], "unlisted": 0}
    listed = standings["members"]
    found = {one["member"]: one["points"] for one in listed}
    stage.checks.expect("medal points", found, {member: expected[member] for member in found})
    stage.checks.expect("members compared", len(listed) + standings["unlisted"], len(expected))
    ranks = [1 + sum(more > one["points"] for more in expected.values()) for one in listed]
    stage.checks.expect("places of members", [one["place"] for one in listed], ranks)


def _by_name(lines: list[Line]) -> dict[str | None, tuple[Decimal, int | None, str | None]]:
    return {line["name"]: (Decimal(line["total"] or "NaN"), line["scale_score"], line["medal"]) for line in lines}


def _expected(stage: Stage, scheme: Scheme) -> dict[str, tuple[Decimal, int, str | None]]:
    known = {one.name: stage.outcomes[one.account] for one in stage.competitors(scheme.number)}
    return {name: (outcome.total, outcome.scale_score, outcome.medal) for name, outcome in known.items()}
