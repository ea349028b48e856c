"""The parts of all pages, before any service uses them."""

from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.async_api import BrowserContext, Page
from tests.browser import checks
from tests.browser.conftest import OpenContext
from tests.browser.parts import serving

LANGUAGES = ("ru", "en")
WIDTHS = (360, 1280)


@pytest.fixture(scope="module")
async def origin() -> AsyncIterator[str]:
    async with serving() as address:
        yield address


async def opened(context: BrowserContext, address: str, **watch: Any) -> tuple[Page, checks.Watch]:
    page = await context.new_page()
    watching = checks.Watch(urlsplit(address).netloc, **watch)
    watching.attach(page)
    await page.goto(address)
    await checks.settled(page)
    return page, watching


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_part_is_clean_for_axe_and_fits_the_screen(
    device: OpenContext, origin: str, language: str, width: int, scheme: str
) -> None:
    context = await device(width, language, bypass_csp=True, color_scheme=scheme)
    page, _ = await opened(context, f"{origin}/styleguide")
    assert await page.get_attribute("html", "lang") == language
    assert await checks.overflowing(page) == []
    assert await checks.small_text(page) == []
    assert await checks.violations(page) == []


async def test_the_parts_keep_to_the_policy_and_to_our_own_host(device: OpenContext, origin: str) -> None:
    _, watch = await opened(await device(), f"{origin}/styleguide")
    assert watch.faults == []


async def test_at_200_percent_zoom_nothing_scrolls_sideways(device: OpenContext, origin: str) -> None:
    context = await device(640, device_scale_factor=2)
    page, _ = await opened(context, f"{origin}/styleguide")
    assert await checks.overflowing(page) == []


@pytest.mark.parametrize("forced", ["active", "none"])
async def test_the_focus_is_seen_on_every_stop(device: OpenContext, origin: str, forced: Any) -> None:
    page, _ = await opened(await device(forced_colors=forced), f"{origin}/styleguide")
    assert await checks.walk(page) == []


async def test_a_page_with_errors_starts_at_their_summary(device: OpenContext, origin: str) -> None:
    page, _ = await opened(await device(), f"{origin}/styleguide")
    assert await page.evaluate("document.activeElement.id") == "error-summary"


async def test_the_other_language_keeps_what_stands_after_the_hash(device: OpenContext, origin: str) -> None:
    page, _ = await opened(await device(), f"{origin}/styleguide#SP1.payload")
    await page.get_by_role("link", name="English").click()
    await page.wait_for_url("**/styleguide?lang=en#SP1.payload")
    await page.goto(f"{origin}/styleguide")
    assert await page.get_attribute("html", "lang") == "en", "the choice is remembered"


@pytest.mark.parametrize("status", [401, 403, 404, 422, 500])
async def test_a_problem_is_a_page_that_says_what_to_do(device: OpenContext, origin: str, status: int) -> None:
    context = await device(360, bypass_csp=True)
    page, _ = await opened(context, f"{origin}/problems/{status}")
    assert await checks.violations(page) == []
    assert await checks.overflowing(page) == []
    assert await page.locator("main a, main button").count() >= 1
