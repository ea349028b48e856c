"""People, entries and a jury with its chief, made in a browser alone: by mouse, and once by the keyboard."""

import pytest
from playwright.async_api import Page, expect
from tests.browser.checks import Watch
from tests.browser.conftest import OpenContext
from tests.browser.steps import clean, opened, tab_to
from tests.browser.world import World

from demo.people import ORGANISER


async def press(page: Page, watch: Watch, button: str) -> None:
    """The page that follows is as clean as every other."""
    async with page.expect_navigation():
        await page.locator(button).click()
    await clean(page, watch)


async def send(page: Page) -> None:
    """The form, by the keyboard."""
    async with page.expect_navigation():
        await page.keyboard.press("Enter")


async def add_person(page: Page, watch: Watch, family_name: str) -> None:
    await page.goto(page.url.partition("/people")[0].partition("/championships")[0] + "/people/new")
    await page.fill("#family_name", family_name)
    await page.fill("#given_name", "Вымысел")
    await page.fill("#birth_date", "2004-03-14")
    await press(page, watch, "main form button")
    await expect(page.locator("h1")).to_have_text(f"{family_name} Вымысел")


async def choose(page: Page, watch: Watch, typed: str) -> None:
    """Who was searched for, on a page that lets somebody be chosen."""
    await page.fill("#text", typed)
    await press(page, watch, "form.search button")
    assert typed not in page.url
    await page.locator('input[type="radio"][name="subject_id"]').first.check()


@pytest.mark.parametrize(("width", "language"), [(360, "ru"), (1280, "en")])
async def test_a_person_is_entered_and_a_chief_appointed(
    device: OpenContext, product: World, width: int, language: str
) -> None:
    draft, _ = await product.draft()
    home = f"{product.origin}/championships/{draft.id}"
    page, watch = await opened(await device(width, language, ORGANISER), home)
    entrant, expert = f"Дождёва-{language}", f"Снегопадов-{language}"
    for family_name in (entrant, expert):
        await add_person(page, watch, family_name)

    await page.goto(f"{home}/entries/new")
    await choose(page, watch, entrant.lower().replace("ё", "е"))
    await page.fill("#member", "г. Приозёрск")
    await press(page, watch, 'form[action*="/entries/new?"] button')
    await expect(page.locator("h1")).to_have_text(f"{entrant} Вымысел, R07")
    await expect(page.locator("main")).to_contain_text("Приозёрье")

    await page.goto(f"{home}/entries")
    await page.locator('td input[type="checkbox"]').check()
    await press(page, watch, ".bulk button")
    watch.expected = ("status of 409",)
    await press(page, watch, "main form button.primary")
    await expect(page.locator("main .rows li")).to_have_count(1)  # the consents are not there yet

    await page.goto(f"{product.origin}/skills/{draft.skill}/experts")
    await choose(page, watch, expert)
    await page.locator("details summary").click()
    await page.fill("#member", "Заречье")
    await page.locator("#has_agreed").check()
    await press(page, watch, 'button[formaction*="/experts?"]')
    await page.goto(f"{home}/jury")
    await expect(page.locator("table")).to_contain_text(f"{expert} Вымысел")


async def test_the_keyboard_alone_enters_a_person(device: OpenContext, product: World) -> None:
    draft, _ = await product.draft()
    page, watch = await opened(await device(1280, "ru", ORGANISER), f"{product.origin}/people/new")
    for field, typed in (("#family_name", "Туманова"), ("#given_name", "Вымысел")):
        await tab_to(page, page.locator(field))
        await page.keyboard.type(typed)
    await send(page)
    await page.goto(f"{product.origin}/championships/{draft.id}/entries/new")
    await tab_to(page, page.locator("#text"))
    await page.keyboard.type("туман")
    await send(page)
    await tab_to(page, page.locator("#member"))
    await page.keyboard.type("Заречье")
    await send(page)
    await expect(page.locator("h1")).to_have_text("Туманова Вымысел, R07")
    await clean(page, watch)
