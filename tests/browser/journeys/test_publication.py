"""The organiser publishes; from that moment everybody sees the results, and students hear of it while they look."""

from playwright.async_api import expect
from tests.browser.conftest import OpenContext
from tests.browser.steps import SCREENS, clean, opened, tab_to, to_part
from tests.browser.world import PRIVATE, PUBLIC, Championship, World
from tests.waiting import until

from demo.people import ORGANISER

PUBLISHED = {"ru": "Результаты опубликованы", "en": "Results are published"}
HELD = {"ru": "У вас", "en": "You have"}


async def ready(product: World) -> Championship:
    held = await product.championship()
    await product.mark(held)
    await product.sign(held)
    return held


@SCREENS
async def test_the_organiser_publishes_by_the_keyboard_and_everybody_sees_the_results(
    device: OpenContext, product: World, width: int, language: str
) -> None:
    held = await ready(product)
    scoreboard = f"{product.origin}/championships/{held.id}/scoreboard"
    visitor, seen = await opened(await device(width, language), f"{product.origin}/championships")
    seen.expected = ("status of 403",)
    await visitor.goto(scoreboard)
    await expect(visitor.locator("table")).to_have_count(0)

    page, watch = await opened(await device(width, language, ORGANISER), f"{product.origin}/championships/{held.id}")
    await to_part(page, "/publication")
    await page.keyboard.press("Enter")
    await tab_to(page, page.locator("main form button.primary"))
    await page.keyboard.press("Enter")
    await expect(page.locator(".status")).to_have_text(PUBLISHED[language], timeout=30_000)
    await clean(page, watch)

    await visitor.goto(scoreboard)
    await expect(visitor.locator(".case")).to_have_text(PUBLISHED[language])
    rows = visitor.locator("section:not(#standings) tbody tr")
    await expect(rows).to_have_count(4)
    await expect(rows.first).to_contain_text("Громовой Лев Архипович")
    await expect(rows.nth(2)).to_contain_text("Т. Е. З.")
    await clean(visitor, seen)


async def test_without_scripts_publication_is_a_form_and_a_link(device: OpenContext, product: World) -> None:
    held = await ready(product)
    context = await device(account=ORGANISER, java_script_enabled=False)
    page = await context.new_page()
    await page.goto(f"{product.origin}/championships/{held.id}/publication")
    await page.locator("main form button.primary").click()
    await product.certified(held)
    await page.goto(f"{product.origin}/championships/{held.id}/publication")
    await expect(page.locator(".status")).to_have_text(PUBLISHED["ru"])


@SCREENS
async def test_a_student_who_looks_at_the_inbox_sees_the_messages_arrive(
    device: OpenContext, product: World, width: int, language: str
) -> None:
    held = await ready(product)
    page, watch = await opened(await device(width, language, PRIVATE), f"{product.origin}/inbox")
    await page.locator("#live[data-state=on]").wait_for()
    await product.publish(held)
    unread = page.locator("#messages > li.unread")
    number = held.certificates[PRIVATE, "participation"]["registration_number"]
    await expect(unread.filter(has_text=number)).to_have_count(1)
    await expect(page.locator("[data-announce]")).not_to_be_empty()
    await clean(page, watch)

    await unread.first.locator("form button").click()
    await expect(page.locator("#inbox-answer")).to_be_visible()
    await clean(page, watch)


@SCREENS
async def test_the_live_part_can_be_paused_and_says_when_the_connection_is_lost(
    device: OpenContext, product: World, width: int, language: str
) -> None:
    context = await device(width, language, PRIVATE)
    page, watch = await opened(context, f"{product.origin}/inbox")
    watch.expected = ("ERR_INTERNET_DISCONNECTED",)
    await page.locator("#live[data-state=on]").wait_for()
    pause = page.locator("[data-pause]")
    await tab_to(page, pause)
    await page.keyboard.press("Enter")
    await expect(pause).to_have_attribute("aria-pressed", "true")
    await expect(page.locator('[data-live="paused"]')).to_be_visible()
    await context.set_offline(True)
    await until(lambda: page.evaluate("!navigator.onLine"))  # it takes a moment until the browser believes it
    await page.keyboard.press("Enter")
    await expect(page.locator('[data-live="lost"]')).to_be_visible()
    await clean(page, watch)
    await context.set_offline(False)
    await page.locator("#live[data-state=on]").wait_for()


@SCREENS
async def test_a_student_finds_the_certificates_and_their_documents(
    device: OpenContext, product: World, width: int, language: str
) -> None:
    held = await ready(product)
    await product.publish(held)
    context = await device(width, language, PUBLIC)
    page, watch = await opened(context, f"{product.origin}/certificates")
    await expect(page.locator(".lead")).to_contain_text(HELD[language])
    await clean(page, watch)
    gold = held.certificates[PUBLIC, "gold"]
    await page.locator(f'a[href="/certificates/{gold["id"]}"]').click()
    await expect(page.locator(".facts").first).to_contain_text(gold["registration_number"])
    await clean(page, watch)
    pdf = await context.request.get(f"{product.origin}/certificates/{gold['id']}?format=pdf")
    assert pdf.headers["content-type"] == "application/pdf"
    assert (await pdf.body()).startswith(b"%PDF-")


async def test_a_guardian_sees_the_certificates_of_the_ward(device: OpenContext, product: World) -> None:
    held = await ready(product)
    await product.publish(held)
    page, watch = await opened(await device(account="guardian-1"), f"{product.origin}/certificates")
    await expect(page.locator("main")).to_contain_text("Радугина Милана Ефимовна")
    await clean(page, watch)
