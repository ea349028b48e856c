"""A championship without a scale and without medals, from the marks to what everybody reads: totals, places, regions compared."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from tests.competitions.pages.reading import page, text
from tests.competitions.playing import Play

import competitions
from competitions.api.problems.championships import _kind
from competitions.domain.results.awards import Award
from competitions.domain.results.places import PlaceRules
from competitions.domain.results.rules import By, StandingRules
from competitions.workbook.table import read_table
from shared.text import Text
from shared.web.i18n import Gettext

WINNER, TAKER = Text("Победитель", "Winner"), Text("Призёр", "Prize-taker")
AWARDS = (
    Award("winner", WINNER, WINNER, scored=True, first_place=1),
    Award("prize-taker", TAKER, TAKER, first_place=2, and_further=True),
)


@pytest.fixture
def ranked(api: FastAPI, play: Play) -> Iterator[Play]:
    before = api.state.app
    rules = replace(
        before.rulesets["worldskills"],
        scale_policy="of-100",
        medal_policy="rank",
        places=PlaceRules(score_min=Decimal("63.06"), tie_criterion="B"),
        starters=replace(before.rulesets["worldskills"].starters, min=1),
        standings=StandingRules(By.STEPS),
        awards=AWARDS,
    )
    api.state.app = play.app = replace(before, rulesets={"worldskills": rules})
    yield play
    api.state.app = before


SAID = (
    "Places go by the total of 100 marks. There is no scale. Places: places of different scores; equal scores share one, "
    "and none is skipped. What is given for places goes to: places 1 to 3. Equal scores: the one with more marks in "
    "criterion B is better; who is equal in that too shares the place. There are never more places than those who started. "
    "Who has less than 63.06 gets nothing for a place or a medal."
)
EVERYTHING = ("name", "organisation", "place", "score")


async def signed(play: Play) -> None:
    """Of three regions; who is of the third lets neither region nor place stand."""
    await play.open()
    for account, role in (("chief", "chief"), ("one", "expert"), ("two", "expert")):
        await play.appoint(account, "R-90", role)
    for family_name, member, shows in (
        ("Альфин", "R-01", EVERYTHING),
        ("Бетин", "R-02", EVERYTHING),
        ("Гаммин", "R-03", ["name"]),
    ):
        await play.compete(family_name, member, shows=shows)
    await play.bring_scheme()
    await play.post(f"/skills/{play.skill}/marking")
    await play.mark_all()
    await play.sign_all()


async def test_places_go_by_the_total_and_are_explained_everywhere_alike(ranked: Play) -> None:
    play = ranked
    await signed(play)
    address = f"/championships/{play.championship}"
    chief, organiser = play.expert("chief"), play.anna()
    for at, by in ((f"/skills/{play.skill}/sign-off", chief), (f"{address}/publication", organiser)):
        assert SAID in text(await page(play, at, by, language="en"))
    await play.publish()
    board = text(await page(play, f"{address}/scoreboard", {}, language="en"))
    assert SAID in board
    assert "Scale score" not in board
    assert "63.06" in board
    found = await play.get(f"{address}/scoreboard", by={})
    assert [(one["total"], one["scale_score"], one["awards"]) for one in found["skills"][0]["lines"]] == [
        ("100.00", None, ["winner"]),
        ("63.06", None, ["prize-taker"]),
        (None, None, []),
    ]
    told = [json.loads(event["value"]) for event in await play.told("results")]
    assert {(one["scale_score"], one["scale_policy"], one["medal_policy"]) for one in told} == {
        (None, "of-100", "rank")
    }
    await compared(play, board, found["standings"])


async def compared(play: Play, board: str, standings: dict[str, Any]) -> None:
    """The same on the page, for programs and as a file."""
    assert standings["by"] == "steps"
    assert [(one["place"], one["member"], one["first"], one["second"]) for one in standings["members"]] == [
        (1, "R-01", 1, 0),
        (2, "R-02", 0, 1),
    ]
    assert standings["unlisted"] == 1, "who refused place and organisation is not told by them"
    assert "R-03" not in board
    assert "1 region or organisation is not listed" in board
    path = f"/championships/{play.championship}/standings.xlsx"
    file = await play.http.get(path, headers={"accept-language": "en"})
    rows = [list(row.cells.values()) for row in read_table(file.content)]
    assert rows[1][:4] == ["Place", "Region or organisation", "Points", "First places"]
    assert [row[1] for row in rows[2:]] == ["R-01", "R-02"]


async def test_standings_are_no_file_before_the_publication_nor_where_there_are_none(play: Play) -> None:
    await play.gather()
    await play.mark_all()
    await play.sign_all()
    path = f"/championships/{play.championship}/standings.xlsx"
    assert (await play.http.get(path)).status_code == 403
    await play.publish()
    assert (await play.http.get(path)).status_code == 404, "of three starters nobody has a medal"


def test_whatever_may_be_missing_has_a_word() -> None:
    raised = re.compile(r'Unknown\(\s*"([^"]+)"')
    kinds = {
        kind
        for path in Path(competitions.__file__).parent.rglob("*.py")
        for kind in raised.findall(path.read_text("utf-8"))
    }
    assert "standings" in kinds
    assert [kind for kind in sorted(kinds) if not _kind(kind, Gettext("en"))] == []
