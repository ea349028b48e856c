"""Each page of the product, on every screen: in Russian and light or in English and dark, by turns; in `make endurance` both ways, and
each of a page's further states.

The journeys beside this file look at the pages of the main job in both languages at both widths.
"""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import Any, Final
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Page
from tests.browser import checks
from tests.browser.conftest import OpenContext, OpenTab
from tests.browser.furniture import Places
from tests.browser.gallery import PAGES, Shown
from tests.browser.world import World
from tests.endurance.sizes import FULL

from demo.people import OFFICER

PHONE, DESKTOP = 360, 1280
SCREENS: Final = (DESKTOP, 768, 640, PHONE, 320)
"""A desktop, a tablet and a phone; 640 and 320 are a desktop at 200 % and 400 %."""
Open = Callable[[Page, Shown], Awaitable[None]]


@pytest.fixture
def show(product: World, places: Places) -> Open:
    async def open_page(page: Page, shown: Shown) -> None:
        await shown.open(page, product.origin, places)

    return open_page


WAYS: Final = (("ru", PHONE, "light"), ("en", DESKTOP, "dark"))


def looked_at() -> Sequence[Shown]:
    """What is called `edit-frozen` is a further state of `edit`: the same template with other words in it."""
    named = {one.name for one in PAGES}
    return [one for one in PAGES if FULL or not any(one.name.startswith(f"{name}-") for name in named)]


def ways() -> Iterator[Any]:
    """Each page one way, the ways by turns, and in `make endurance` both ways."""
    for number, shown in enumerate(looked_at()):
        for turn, (language, width, scheme) in enumerate(WAYS):
            if FULL or turn == number % len(WAYS):
                yield pytest.param(shown, language, width, scheme, id=f"{shown.name}-{language}-{scheme}")


@pytest.mark.endurance
@pytest.mark.parametrize(("shown", "language", "width", "scheme"), [*ways()])
async def test_is_clean_for_axe_and_fits_every_screen(
    own_tab: OpenTab, product: World, show: Open, shown: Shown, language: str, width: int, scheme: Any
) -> None:
    page = await own_tab(width, language, shown.account, color_scheme=scheme)
    watch = checks.Watch(urlsplit(product.origin).netloc, expected=shown.provokes)
    with watch.attached(page):
        await show(page, shown)
        await is_clean(page, language, width)
    await page.goto("about:blank")  # no page goes on asking behind the others
    assert watch.faults == [], "the policy, the console, other hosts"


async def is_clean(page: Page, language: str, width: int) -> None:
    assert await page.get_attribute("html", "lang") == language
    assert await page.locator("h1").count() == 1
    assert await checks.small_text(page) == []
    assert await checks.violations(page) == []
    assert await checks.first_stop(page) in {"skip", None}
    for screen in SCREENS:
        await page.set_viewport_size({"width": screen, "height": 900})
        assert await checks.overflowing(page) == [], screen
        assert await checks.sideways(page) == 0, screen
        assert await page.evaluate(CUT) == [], screen
    if width == DESKTOP:  # the keyboard of a desktop
        await page.set_viewport_size({"width": DESKTOP, "height": 900})
        assert await checks.walk(page) == []


NAMED = (
    "championship-published",
    "scoreboard",
    "marking",
    "skill-sign-off",
    "form",
    "sheet",
    "certificate-public",
    "certificates",
    "verifier",
    "inbox",
    "preferences",
)


async def test_pages_are_told_apart_by_their_headings_on_paper_too(device: OpenContext, show: Open) -> None:
    headings = []
    for shown in (one for one in PAGES if one.name in NAMED):
        page = await (await device(1280, "ru", shown.account)).new_page()
        await show(page, shown)
        await page.emulate_media(media="print")
        heading = page.locator("h1")
        assert await heading.is_visible()
        assert await page.locator("h1.case").count() == 0, "the case stands below the name"
        headings.append(await heading.inner_text())
    assert len(set(headings)) == len(NAMED), headings


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("board", ["scoreboard", "scoreboard-long"])
async def test_the_scores_are_in_sight_on_a_phone(device: OpenContext, show: Open, board: str, language: str) -> None:
    page = await (await device(360, language)).new_page()
    await show(page, next(one for one in PAGES if one.name == board))
    scores = page.locator("main section:not(#standings) .number")
    assert await scores.count() > 0
    assert await scores.evaluate_all("all => all.filter(one => one.getBoundingClientRect().right > 360).length") == 0


async def test_what_is_done_with_ticked_entries_is_in_sight_on_a_phone_and_hides_nothing(
    device: OpenContext, show: Open
) -> None:
    """Without scripts, too."""
    page = await (await device(360, "ru", OFFICER)).new_page()
    await show(page, next(one for one in PAGES if one.name == "register"))
    await page.set_viewport_size({"width": 360, "height": 640})
    ticks = page.locator('#chosen input[name^="chosen-"]')
    assert await ticks.count() > 3
    hidden = []
    for tick in await ticks.all():
        await tick.focus()
        await page.keyboard.press("Space")
        hidden += await page.evaluate(BEHIND_THE_BAR)
    assert hidden == []
    await page.keyboard.press("Tab")  # the entry that was ticked last
    await page.keyboard.press("Tab")
    assert await page.evaluate("document.activeElement.id") == "doing", "the act comes after what it is done with"


BEHIND_THE_BAR = """() => {
  const bar = document.querySelector('.with-ticked').getBoundingClientRect(), at = document.activeElement.getBoundingClientRect();
  return bar.bottom > innerHeight || bar.top < 0 || at.bottom > bar.top || at.top < 0 ? [document.activeElement.id] : [];
}"""
CUT = """() => [...document.querySelectorAll('header.site a, header.site button, .choices td')]
  .filter(one => one.offsetWidth && one.getBoundingClientRect().right > innerWidth + 0.5).map(one => one.textContent.trim())"""
"""What lies beyond the edge without a hint."""


@pytest.mark.parametrize(
    "shown", [one for one in PAGES if one.account is None and one.complete == "h1"], ids=lambda shown: shown.name
)
async def test_a_public_page_says_the_same_without_scripts(device: OpenContext, show: Open, shown: Shown) -> None:
    with_scripts = await (await device(account=shown.account)).new_page()
    without = await (await device(account=shown.account, java_script_enabled=False)).new_page()
    await show(with_scripts, shown)
    await without.goto(with_scripts.url)
    assert await without.locator("h1").inner_text() == await with_scripts.locator("h1").inner_text()
