"""What people do with their keyboards, and what the journeys share."""

from urllib.parse import urlsplit

import pytest
from playwright.async_api import BrowserContext, Locator, Page
from tests.browser import checks
from tests.endurance.sizes import FULL

PHONE = pytest.param(360, "ru")
OTHER_SCREENS = [
    pytest.param(width, language, marks=pytest.mark.endurance)
    for width, language in ((360, "en"), (1280, "ru"), (1280, "en"))
]
SCREENS = pytest.mark.parametrize(("width", "language"), [PHONE, *(OTHER_SCREENS if FULL else ())])
"""A journey is walked on the phone, where the way is narrowest, and in `make endurance` on all; `test_every_page` looks at each page
on every screen in both languages."""
MOST_STOPS = 120


async def opened(context: BrowserContext, address: str) -> tuple[Page, checks.Watch]:
    """The address in a new tab, and the watch over it."""
    page = await context.new_page()
    watch = checks.Watch(urlsplit(address).netloc)
    watch.attach(page)
    await page.goto(address)
    await checks.settled(page)
    return page, watch


async def tab_to(page: Page, target: Locator) -> None:
    """Presses Tab until the element has the focus. Raises AssertionError where the keyboard does not get there."""
    for _ in range(MOST_STOPS):
        if await target.evaluate("e => e === document.activeElement"):
            return
        await page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {target}")


async def to_part(page: Page, ending: str) -> Locator:
    """The link to one of the parts of a championship or a skill, with the focus on it; on a phone they are a menu, opened by a key."""
    menu = page.locator(".parts-menu summary")
    if not await menu.is_visible():
        link = page.locator(f'.tabs.parts a[href$="{ending}"]')
    else:
        await tab_to(page, menu)
        await page.keyboard.press("Enter")
        link = page.locator(f'.parts-menu a[href$="{ending}"]')
    await tab_to(page, link)
    return link


async def clean(page: Page, watch: checks.Watch) -> None:
    """Nothing for axe to find, nothing cut off, nothing against the policy."""
    assert await checks.violations(page) == []
    assert await checks.overflowing(page) == []
    assert watch.faults == []
