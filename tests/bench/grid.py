"""Entering a mark in a grid of 40 competitors and 60 aspects, in a real Chromium whose processor is a slow tablet's.

What counts is what the page does: its script, style and layout. How long a frame takes to be drawn here says more of this machine.
"""

import asyncio
from collections.abc import Sequence
from itertools import cycle, islice
from statistics import median
from typing import Any, Final, cast

import httpx2
from playwright.async_api import CDPSession, Page
from tests.bench.sides import ground
from tests.browser.chromium import chromium
from tests.competitions.grid.marking import Evening
from tests.competitions.playing import Play
from tests.competitions.workbook_maker import Scheme
from tests.settings import settings_of
from tests.signed_in import cookies, in_browser, session

from competitions.settings import Settings
from localstack.token_issuer import TokenIssuer

COMPETITORS, ASPECTS = 40, 60
SLOWER: Final = 4
"""How many times slower than this machine's core the browser's is made."""
ENTRIES: Final = 60
GOAL: Final = 50
KINDS: Final = (("J", "Order and look", 1, None, 1), ("M", "It is there", 1, None, 1), ("M", "Done", 1, "counted", 1))
KEYS: Final = {"J": "Shift+Digit2", None: "1", "counted": "4"}
PARTS: Final = ("ScriptDuration", "RecalcStyleDuration", "LayoutDuration")
DRAWN: Final = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))"


def _aspects() -> list[tuple[Any, ...]]:
    return list(islice(cycle(KINDS), ASPECTS))


def _scheme() -> Scheme:
    return Scheme(
        sections=((1, "Site", 60), (2, "Report", 40)),
        criteria=(("A", "Site", 60), ("B", "Report", 40)),
        forms={"A1": _aspects(), "B1": [("M", "Report is there", 2, None, 40)]},
        calculations=(("counted", "NUMBER_COMPLETED", True, 5),),
    )


async def _spent(devtools: CDPSession) -> Sequence[float]:
    """Milliseconds since the page began, by part."""
    found = {one["name"]: one["value"] for one in (await devtools.send("Performance.getMetrics"))["metrics"]}
    return [1000 * found[part] for part in PARTS]


async def _entered(page: Page, devtools: CDPSession) -> list[float]:
    """Milliseconds of each entry."""
    taken = []
    for kind, _, _, calculation, _ in _aspects()[:ENTRIES]:
        before = await _spent(devtools)
        await page.keyboard.press(KEYS["J" if kind == "J" else calculation])
        await page.evaluate(DRAWN)
        taken.append(sum(await _spent(devtools)) - sum(before))
    return taken


async def _marked(port: int, issuer: TokenIssuer, path: str) -> list[float]:
    settings = settings_of(Settings, public_url=f"http://localhost:{port}", **issuer.settings())
    known = cookies(settings, session("one", ["expert"], "region-47"))
    async with chromium() as browser:
        context = await browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB")
        await context.add_cookies(in_browser(known, settings.public_url))
        page = await context.new_page()
        await page.goto(settings.public_url + path)
        await page.locator("#cells [aria-current]").wait_for()
        devtools = await context.new_cdp_session(page)
        await devtools.send("Performance.enable")
        await devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        return await _entered(page, devtools)


async def measure() -> None:
    async with ground() as place, place.ours() as (port, _):
        async with httpx2.AsyncClient(base_url=f"http://localhost:{port}", timeout=30) as http:
            evening = Evening(Play(http, cast("Any", None), place.issuer), _scheme())
            await evening.begin(COMPETITORS)
        taken = sorted(await _marked(port, place.issuer, evening.grid()))
    print(
        f"an entry in the grid, {COMPETITORS} x {ASPECTS}, CPU / {SLOWER}: {median(taken):.0f} ms of script, style and layout"
        f" (goal < {GOAL} ms)   slowest of {len(taken)}: {taken[-1]:.0f} ms"
    )


if __name__ == "__main__":
    asyncio.run(measure())
