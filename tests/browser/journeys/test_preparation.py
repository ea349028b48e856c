"""A championship prepared in a browser alone, from `new` to an imported scheme: by mouse, and once by the keyboard."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect
from tests.browser.checks import Watch
from tests.browser.conftest import OpenContext
from tests.browser.hands import Hands
from tests.browser.small_scheme import SCHEME
from tests.browser.steps import SCREENS, clean, opened, tab_to, to_part
from tests.browser.world import World

from demo.people import ORGANISER
from demo.workbook import workbook

FIRST = date.today() + timedelta(days=90)  # noqa: DTZ011 - a calendar's day, not a moment
PLAN = {
    "name-ru": "Осенний чемпионат Приозёрья",
    "name-en": "Autumn championship of Priozerye",
    "starts_on": FIRST.isoformat(),
    "ends_on": (FIRST + timedelta(days=2)).isoformat(),
    "venues-0-name": "Колледж Приозёрья",
    "venues-0-address": "Набережная, 1",
    "venues-0-rooms": "Мастерская 1\nМастерская 2",
    "contact-name": "Анна Пробная",
    "contact-email": "ask@region-47.example",
}
SKILL = {
    "number": "R07",
    "name-ru": "Сборка метеостанций",
    "name-en": "Weather stations",
    "room": "Мастерская 1",
    "quota": "12",
}


@pytest.fixture(scope="module")
def scheme(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("scheme") / "scheme.xlsx"
    file.write_bytes(workbook(SCHEME))
    return file


def field(page: Page, name: str) -> Locator:
    return page.locator(f'main [name="{name}"]:not([type="hidden"])')


async def fill(page: Page, values: dict[str, str]) -> None:
    for name, value in values.items():
        if await field(page, name).count():
            await field(page, name).fill(value)


async def press(page: Page, watch: Watch, button: str) -> None:
    """The page that follows is as clean as every other."""
    await page.locator(button).click()
    await page.wait_for_load_state("load")
    await clean(page, watch)


async def make_draft(page: Page, watch: Watch) -> str:
    """The three steps, with a fault on the first. The address of the draft."""
    await page.locator('main a[href="/championships/new"]').click()
    watch.expected = ("status of 422",)
    await field(page, "name-ru").fill(PLAN["name-ru"])
    await page.evaluate("document.querySelector('main form').noValidate = true")
    await press(page, watch, "main form button")
    await expect(page.locator("#error-summary")).to_be_focused()
    await expect(page.locator("#error-summary a")).to_have_attribute("href", "#name-en")
    await expect(field(page, "name-ru")).to_have_value(PLAN["name-ru"])
    for _ in range(3):
        await fill(page, PLAN)
        await press(page, watch, 'main form button[value="on"]')
    return page.url


@SCREENS
async def test_from_nothing_to_an_announced_championship_with_a_scheme(
    device: OpenContext, product: World, scheme: Path, width: int, language: str
) -> None:
    page, watch = await opened(await device(width, language, ORGANISER), product.origin)
    home = await make_draft(page, watch)
    await expect(page.locator("h1")).to_have_text(PLAN["name-ru" if language == "ru" else "name-en"])

    await page.locator("main .button.primary").click()
    await page.locator('main a[href$="/skills/new"]').first.click()
    await fill(page, SKILL)
    await press(page, watch, 'main form button[value="on"]')
    await page.locator("tbody th a").click()
    await (await to_part(page, "/scheme")).click()
    await page.locator("#workbook").set_input_files(scheme)
    await press(page, watch, "main form button")
    await expect(page.locator("#outcome")).to_be_visible()
    await page.locator("#forms tbody a").first.click()
    await expect(page.locator("fieldset[disabled]")).to_be_attached()
    await clean(page, watch)

    await page.goto(f"{home}/members/new")
    await fill(page, {"name": "Приозёрье", "spellings": "г. Приозёрск\nПРЗ"})
    await press(page, watch, 'main form button[value="on"]')
    await expect(page.locator("tbody th")).to_have_text("Приозёрье")
    for command in ("announce", "close"):
        await page.goto(f"{home}/{command}")
        await press(page, watch, "main form button")
    visitor = await (await device(width, language)).new_page()
    await visitor.goto(home)
    await expect(visitor.locator("main")).to_contain_text("ask@region-47.example")


async def type_in(page: Page, name: str, value: str) -> None:
    """By the keyboard: Tab to the field, then type."""
    await tab_to(page, field(page, name))
    await page.keyboard.insert_text(value)


async def enter(page: Page, target: Locator) -> None:
    await tab_to(page, target)
    await page.keyboard.press("Enter")
    await page.wait_for_load_state("load")


async def test_by_the_keyboard_alone(device: OpenContext, product: World, scheme: Path) -> None:
    page, watch = await opened(await device(1280, "en", ORGANISER), product.origin)
    await enter(page, page.locator('main a[href="/championships/new"]'))
    for name in ("name-ru", "name-en"):
        await type_in(page, name, PLAN[name])
    await enter(page, page.locator("main form button"))
    for name in ("starts_on", "ends_on"):
        await tab_to(page, field(page, name))
        day = date.fromisoformat(PLAN[name])
        await page.keyboard.type(f"{day.month:02}{day.day:02}{day.year}")  # as this browser's own language writes it
        await expect(field(page, name)).to_have_value(PLAN[name])
    for name in ("contact-name", "contact-email"):
        await type_in(page, name, PLAN[name])
    await enter(page, page.locator('main form button[value="on"]'))
    await expect(field(page, "deadlines-entries_close")).not_to_have_value("")
    await enter(page, page.locator('main form button[value="on"]'))
    await expect(page.locator("h1")).to_have_text(PLAN["name-en"])
    await enter(page, page.locator('.tabs a[href$="/skills"]'))
    await enter(page, page.locator('main a[href$="/skills/new"]').first)
    for name in ("number", "name-ru", "name-en", "quota"):
        await type_in(page, name, SKILL[name])
    await enter(page, page.locator('main form button[value="on"]'))
    await enter(page, page.locator("tbody th a"))
    await enter(page, page.locator('.tabs a[href$="/scheme"]'))
    await Hands(page, by_keyboard=True).choose_file(page.locator("#workbook"), scheme)
    await enter(page, page.locator("main form button"))
    await expect(page.locator("#outcome")).to_be_visible()
    await clean(page, watch)
