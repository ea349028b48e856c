"""The parts of all pages, before any service uses them."""

from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.async_api import BrowserContext, Page
from tests.browser import checks
from tests.browser.conftest import OpenContext
from tests.browser.parts import serving
from tests.waiting import until

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
    context = await device(width, language, color_scheme=scheme)
    page, _ = await opened(context, f"{origin}/styleguide")
    assert await page.get_attribute("html", "lang") == language
    assert await checks.overflowing(page) == []
    assert await checks.small_text(page) == []
    assert await checks.violations(page) == []


async def test_a_box_in_a_table_is_as_large_as_a_finger_needs_and_its_column_no_wider(
    device: OpenContext, origin: str
) -> None:
    page, _ = await opened(await device(360, "ru"), f"{origin}/styleguide")
    box = await page.locator("td.tick input").bounding_box()
    column = await page.locator("td.tick").bounding_box()
    assert box is not None
    assert column is not None
    assert min(box["width"], box["height"]) >= 24
    assert column["width"] < 100


async def test_the_parts_keep_to_the_policy_and_to_our_own_host(device: OpenContext, origin: str) -> None:
    # It is served alone: the script about marks that are not sent is another service's.
    _, watch = await opened(await device(), f"{origin}/styleguide", expected=("404 (Not Found)",))
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
    context = await device(360)
    page, _ = await opened(context, f"{origin}/problems/{status}")
    assert await checks.violations(page) == []
    assert await checks.overflowing(page) == []
    assert await page.locator("main a, main button").count() >= 1


async def test_on_paper_there_is_no_navigation_and_no_scrolling_frame(device: OpenContext, origin: str) -> None:
    page, _ = await opened(await device(), f"{origin}/styleguide")
    await page.emulate_media(media="print")
    assert not await page.locator("header.site, footer.site, .breadcrumb").first.is_visible()
    frames = page.locator(".table-frame")
    assert set(await frames.evaluate_all("all => all.map(e => getComputedStyle(e).overflowX)")) == {"visible"}
    assert await page.locator("h1").is_visible()
    assert await page.locator(".breadcrumb li").evaluate_all("all => all.map(one => one.checkVisibility())") == [
        False,
        True,
    ]


async def test_nothing_moves_where_people_ask_for_less_motion(device: OpenContext, origin: str) -> None:
    page, _ = await opened(await device(reduced_motion="reduce"), f"{origin}/styleguide")
    moving = """() => [...document.querySelectorAll('*')].filter(e => {
      const style = getComputedStyle(e);
      return Math.max(...[style.transitionDuration, style.animationDuration].join().split(',').map(parseFloat)) > 0.001;
    }).length"""
    assert await page.evaluate(moving) == 0


SPOILT = {
    "axe": "document.querySelector('label[for=plain]').remove()",
    "overflow": "document.querySelector('main p').style.width = '2000px'",
    "small": "document.querySelector('main p').style.fontSize = '13px'",
    "focus": "document.querySelector('main a').style.outline = 'none'",
}


@pytest.mark.parametrize("fault", SPOILT)
async def test_the_checks_see_what_they_look_for(device: OpenContext, origin: str, fault: str) -> None:
    page, _ = await opened(await device(360), f"{origin}/styleguide")
    await page.evaluate(SPOILT[fault])
    look = {"axe": checks.violations, "overflow": checks.overflowing, "small": checks.small_text, "focus": checks.walk}
    assert await look[fault](page) != []


async def test_the_watch_sees_broken_policy_and_other_hosts(device: OpenContext, origin: str) -> None:
    page, watch = await opened(await device(), f"{origin}/styleguide")
    await page.evaluate("document.body.append(Object.assign(new Image(), {src: 'https://other.example/x.png'}))")
    await page.evaluate("document.body.setAttribute('onclick', 'alert(1)')")
    await until(lambda: any("Content Security Policy" in fault for fault in watch.faults))
