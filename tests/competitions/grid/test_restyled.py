"""What a mark costs the page of a grid: how many of its elements the browser styles anew, whatever the machine."""

import json
from collections.abc import Awaitable, Callable
from typing import Final

from playwright.async_api import Browser, expect
from tests.competitions.grid.marking import KINDS, Evening
from tests.competitions.grid.test_grid import at_the_grid
from tests.competitions.pages.conftest import OpenPage

COMPETITORS: Final = 12
MOST: Final = 60
"""Elements: the cell, its row's head, the panel and the foot have about forty; the grid has some 600."""
STYLED: Final = "UpdateLayoutTree"


async def test_a_mark_styles_its_own_surroundings_anew_and_not_the_grid(
    evening: Callable[[int], Awaitable[Evening]], open_page: OpenPage, browser: Browser
) -> None:
    held = await evening(COMPETITORS)
    page = await at_the_grid(held, open_page)
    assert await page.locator("#cells *").count() > COMPETITORS * len(KINDS)
    await browser.start_tracing(page=page, categories=["devtools.timeline"])
    await page.keyboard.press("1")
    await expect(page.locator("[data-at='0 0']")).to_have_attribute("data-state", "marked")
    traced = json.loads(await browser.stop_tracing())
    counts = [one["args"].get("elementCount", 0) for one in traced["traceEvents"] if one["name"] == STYLED]
    assert 0 < sum(counts) <= MOST
