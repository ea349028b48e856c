"""People, entries and a jury with its chief, made in a browser alone, and people who enter themselves: by mouse, and by the keyboard."""

from datetime import date
from typing import Final

from playwright.async_api import Page, expect
from tests.browser.checks import Watch
from tests.browser.conftest import OpenContext
from tests.browser.steps import SCREENS, clean, opened, tab_to
from tests.browser.world import CHILD, PRIVATE, World
from tests.competitions.entering.entrants_file import file

from client.championships import XLSX
from competitions.workbook.table import read_table
from demo.people import ORGANISER

GUARDIAN: Final = "guardian-1"


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


@SCREENS
async def test_a_file_with_faults_is_handed_back_with_remarks(
    device: OpenContext, product: World, width: int, language: str
) -> None:
    draft, _ = await product.draft()
    page, watch = await opened(
        await device(width, language, ORGANISER), f"{product.origin}/championships/{draft.id}/entries/import"
    )
    watch.expected = ("status of 422",)
    content = file([["R07", "Дождёва", None, None, "31.02.2009", None, None, "Приозёрье", "ru", None]])
    await page.set_input_files("#workbook", {"name": "entrants.xlsx", "mimeType": XLSX, "buffer": content})
    await press(page, watch, "main form button")
    async with page.expect_download() as downloading:
        await page.locator("a[download]").click()
    saved = await (await downloading.value).path()
    [_headings, row] = read_table(saved.read_bytes())
    assert "14.03.2008" in row.cells["K"]


@SCREENS
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
    if width == 360:
        await page.locator('td input[type="checkbox"]').check()
    else:
        await page.locator('input[name="whom"][value="found"]').check()
    await press(page, watch, ".bulk button")
    watch.expected = ("status of 409",)
    await press(page, watch, "main form button.primary")
    await expect(page.locator("main .rows li")).to_have_count(1)  # the consents are not there yet

    await page.goto(f"{product.origin}/skills/{draft.skill}/experts")
    await choose(page, watch, expert)
    await page.locator("main details summary").click()
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


async def go_on(page: Page, watch: Watch, step: str) -> None:
    """To the next step, which is as clean as every other page."""
    async with page.expect_navigation():
        await page.locator("main form button").click()
    assert page.url.endswith(f"/{step}"), page.url
    await clean(page, watch)


@SCREENS
async def test_somebody_enters_themselves(device: OpenContext, product: World, width: int, language: str) -> None:
    made = await product.open_for_entries()
    home = f"{product.origin}/enter/{made.id}"
    page, watch = await opened(await device(width, language, PRIVATE), home)
    async with page.expect_navigation():
        await page.locator("a.button.primary").click()
    await clean(page, watch)
    await page.check("#whom-myself")
    await go_on(page, watch, "who")
    await page.select_option("#member", "Приозёрье")
    await go_on(page, watch, "skill")
    watch.expected = ("status of 409",)
    await page.get_by_role("radio", name="R09").check()  # for teenagers
    await page.locator("main form button").click()
    await expect(page.locator("#error-summary a")).to_have_attribute("href", "#skill_id")
    await clean(page, watch)
    await page.check(f"#skill_id-{made.skill}")
    await go_on(page, watch, "consents")
    for purpose in ("participation", "image"):
        await page.check(f"#answers-{purpose}-given")
    await go_on(page, watch, "check")
    await page.go_back()
    await expect(page.locator("#answers-image-given")).to_be_checked()
    await page.go_forward()
    await page.locator("main form button").dblclick()
    await expect(page.locator("#outcome")).to_be_visible()
    await clean(page, watch)
    await page.goto(home)
    await expect(page.locator("main .rows").first.locator("li")).to_have_count(1)


async def test_a_guardian_enters_a_child_by_the_keyboard(device: OpenContext, product: World) -> None:
    made = await product.open_for_entries()
    page, watch = await opened(await device(1280, "ru", GUARDIAN), f"{product.origin}/enter/{made.id}/whom")
    await tab_to(page, page.locator("#whom input").first)
    for _ in range(await page.locator("#whom input").count()):
        if not await page.locator("#whom-ward").is_checked():
            await page.keyboard.press("ArrowDown")
    await expect(page.locator("#whom-ward")).to_be_checked()
    await push(page)
    born = date.today().replace(day=1)  # noqa: DTZ011 - a calendar's day, not a moment
    child = {"family_name": "Чижова", "given_name": "Вымысел", "birth_date": f"01.06.{born.year - 12}"}
    for name, typed in child.items():
        await tab_to(page, page.locator(f"#ward-{name}"))
        await page.keyboard.type(typed)
    await tab_to(page, page.locator("#member"))
    await page.keyboard.press("ArrowDown")
    await push(page)
    await tab_to(page, page.locator('input[name="skill_id"]').first)
    await page.keyboard.press("Space")
    await push(page)
    for purpose in ("participation", "permission"):
        await tab_to(page, page.locator(f"#answers-{purpose}-given"))
        await page.keyboard.press("Space")
    await push(page)
    await expect(page.locator("main")).to_contain_text("Чижова Вымысел")
    await push(page)
    await expect(page.locator("#outcome")).to_be_visible()
    await clean(page, watch)


async def push(page: Page) -> None:
    """The form's button, by the keyboard."""
    await tab_to(page, page.locator("main form button").first)
    async with page.expect_navigation():
        await page.keyboard.press("Enter")


async def test_a_child_is_asked_nothing_and_names_a_guardian(device: OpenContext, product: World) -> None:
    """The child is known with a guardian already; nothing is left to answer but by the guardian's letter."""
    made = await product.open_for_entries()
    page, watch = await opened(await device(360, "ru", CHILD), f"{product.origin}/enter/{made.id}/whom")
    await page.check("#whom-myself")
    await go_on(page, watch, "who")
    await page.select_option("#member", "Заречье")
    await go_on(page, watch, "skill")
    await page.locator('input[name="skill_id"]').first.check()
    await go_on(page, watch, "consents")
    await expect(page.locator('main input[type="radio"]')).to_have_count(0)
    await go_on(page, watch, "check")
