"""The mark summary of a scheme with as many sub-criteria as the largest have stays inside its screen."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.browser.checks import sideways
from tests.competitions.pages.conftest import OpenPage
from tests.competitions.pages.reading import case, page
from tests.competitions.playing import Play
from tests.competitions.workbook_maker import Scheme

from client import marking
from client.caller import Caller

REAL = Path(__file__).parents[4] / "shared" / "data" / "ES2023_skill17_marking_scheme.xlsx"
CHIEF: dict[str, Any] = {"account": "chief", "roles": ["expert", "organiser"]}
LETTERS, FORMS = "ABCDEFGHI", 4
SUB_CRITERIA = len(LETTERS) * FORMS


def large() -> bytes:
    """36 sub-criteria of one aspect each."""
    forms = {f"{letter}{number}": [("M", "Done", 1, None, 2.5)] for letter in LETTERS for number in range(1, FORMS + 1)}
    forms["I4"] = [("M", "Done", 1, None, 12.5)]
    criteria = [(letter, f"Criterion {letter}", 20 if letter == "I" else 10) for letter in LETTERS]
    return Scheme(sections=((1, "All", 100),), criteria=criteria, forms=forms, calculations=()).xlsx()


def real() -> bytes:
    return REAL.read_bytes()


WORKBOOKS = [
    large,
    pytest.param(real, marks=pytest.mark.skipif(not REAL.exists(), reason="the real workbook is not here")),
]


async def marked(play: Play, workbook: bytes) -> None:
    """One competitor, whom everything is marked and every sub-criterion is signed for."""
    await play.open()
    for account, role in (("chief", "chief"), ("one", "expert"), ("two", "expert")):
        await play.appoint(account, "R-90", role)
    await play.compete("Длиннофамильнов" * 4, "Длинноназванный" * 4)
    await play.put_workbook(workbook)
    await play.post(f"/skills/{play.skill}/marking")
    sheets = (await play.get(f"/skills/{play.skill}/sheets?limit=100"))["items"]
    for sheet in sheets:
        for rule in (await play.get(f"/sheets/{sheet['id']}"))["rules"]:
            entry = {"measurement": True} if rule["type"] == "M" else {"judgement": [3, 3, 3]}
            await marking.enter_mark(Caller(play.http, play.expert("chief")), sheet["id"], rule["code"], entry)
        sign = f"/skills/{play.skill}/sub-criteria/{sheet['sub_criterion']}/sign-off"
        await play.post(sign, by=play.expert("chief"))


@pytest.mark.parametrize("workbook", WORKBOOKS)
async def test_the_summary_scrolls_in_its_frames_and_says_that_all_is_signed(
    play: Play, open_page: OpenPage, workbook: Callable[[], bytes]
) -> None:
    await marked(play, workbook())
    path = f"/skills/{play.skill}/sign-off"
    html = await page(play, path, play.expert("chief"), language="en")
    assert case(html) == f"{SUB_CRITERIA} of {SUB_CRITERIA} sub-criteria are signed"
    assert 'class="answer good"' in html
    for script in (True, False):
        shown = await open_page(path, **CHIEF, script=script)
        for width in (360, 768, 1280):
            await shown.set_viewport_size({"width": width, "height": 800})
            assert await sideways(shown) == 0, (width, script)
            frame = shown.locator(".table-frame", has=shown.locator("#parts"))
            assert await frame.evaluate("frame => frame.scrollWidth > frame.clientWidth"), width
            if script:
                assert await frame.locator("xpath=following-sibling::p[1]").is_visible(), "it says that it scrolls"
