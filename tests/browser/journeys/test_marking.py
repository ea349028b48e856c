"""An expert marks a sub-criterion, by the keyboard alone, with a bad network, and without scripts."""

import re

from playwright.async_api import Page, expect
from tests.browser.conftest import OpenContext
from tests.browser.steps import SCREENS, clean, opened, tab_to
from tests.browser.world import CHIEF, EXPERT, PRIVATE, PUBLIC, Championship, World

from client.marking import enter_mark, read_sheet
from client.waiting import until

MARKED = {"ru": "Оценено аспектов: {} из {}", "en": "{} of {} aspects are marked"}
SIGNED = {"ru": "B1 подписан", "en": "B1 is signed off"}


async def choose(page: Page, name: str, presses: int) -> None:
    """A radio button by the keyboard: to the group with Tab, to the option with the arrow."""
    await tab_to(page, page.locator(f'input[name="{name}"]').first)
    await page.keyboard.press("Space")
    for _ in range(presses):
        await page.keyboard.press("ArrowRight")


async def marks(product: World, held: Championship, account: str, form: str) -> dict[str, str]:
    """The marks that the service has, by aspect."""
    expert = await product.caller(EXPERT)
    sheet = await read_sheet(expert, held.sheets[account, form])
    return {code: mark["mark"] for code, mark in sheet["marks"].items()}


@SCREENS
async def test_a_sub_criterion_is_marked_and_signed_by_the_keyboard_alone(
    device: OpenContext, product: World, width: int, language: str
) -> None:
    held = await product.championship()
    context = await device(width, language, EXPERT)
    page, watch = await opened(context, f"{product.origin}/sheets/{held.sheets[PUBLIC, 'B1']}")
    await choose(page, "B1.01-value", 1)
    for judge, presses in ((1, 2), (2, 2), (3, 3)):
        await choose(page, f"B1.02-score{judge}", presses)
    await page.keyboard.press("Tab")
    await expect(page.locator(".case")).to_have_text(MARKED[language].format(2, 2))
    assert await marks(product, held, PUBLIC, "B1") == {"B1.01": "7.50", "B1.02": "15.56"}
    await clean(page, watch)

    await product.mark(held, "B1", sign=False)
    await page.goto(f"{product.origin}/skills/{held.skill}/marking/B1")
    await tab_to(page, page.locator("main button"))
    await page.keyboard.press("Enter")
    await expect(page.locator(".case")).to_have_text(SIGNED[language])
    await clean(page, watch)


@SCREENS
async def test_scores_too_far_apart_are_explained_at_once_and_agreed_with_a_justification(
    device: OpenContext, product: World, width: int, language: str
) -> None:
    held = await product.championship()
    context = await device(width, language, EXPERT)
    page, watch = await opened(context, f"{product.origin}/sheets/{held.sheets[PUBLIC, 'B1']}")
    watch.expected = ("status of 422",)
    aspect = page.locator('[data-code="B1.02"]')
    why = aspect.locator(".justification textarea")
    await expect(why).to_be_hidden()
    for judge, score in ((1, "1"), (2, "3"), (3, "2")):
        await page.locator(f'input[name="B1.02-score{judge}"][value="{score}"]').check()
    await expect(aspect.locator(".saved.bad")).not_to_be_empty()
    await expect(why).to_be_visible()
    await clean(page, watch)
    assert await marks(product, held, PUBLIC, "B1") == {}
    await why.fill("После обсуждения: один шов неровный.")
    await page.locator('input[name="B1.02-score1"][value="2"]').check()
    await expect(aspect.locator(".saved.good")).to_be_visible()
    assert await marks(product, held, PUBLIC, "B1") == {"B1.02": "15.56"}


@SCREENS
async def test_marks_entered_without_a_network_are_kept_and_sent_when_it_returns(
    device: OpenContext, product: World, width: int, language: str
) -> None:
    held = await product.championship()
    context = await device(width, language, EXPERT)
    page, watch = await opened(context, f"{product.origin}/sheets/{held.sheets[PRIVATE, 'A1']}")
    watch.expected = ("ERR_INTERNET_DISCONNECTED",)
    await context.set_offline(True)
    await page.locator('input[name="A1.01-value"][value="true"]').check()
    await page.locator("#A1\\.02-value").fill("3")
    await page.keyboard.press("Tab")
    await expect(page.locator("#connection")).to_be_visible()
    await expect(page.locator("#connection")).to_contain_text(re.compile(r"2\b"))
    await clean(page, watch)
    await context.set_offline(False)
    await expect(page.locator(".saved.good")).to_have_count(2)
    await expect(page.locator("#connection")).to_be_hidden()
    assert await marks(product, held, PRIVATE, "A1") == {"A1.01": "2.00", "A1.02": "13.50"}


@SCREENS
async def test_what_cannot_be_a_mark_comes_back_with_what_was_typed(
    device: OpenContext, product: World, width: int, language: str
) -> None:
    held = await product.championship()
    context = await device(width, language, EXPERT)
    page, watch = await opened(context, f"{product.origin}/sheets/{held.sheets[PRIVATE, 'A1']}")
    field = page.locator("#A1\\.02-value")
    await field.fill("9")
    await field.press("Enter")
    await expect(page.locator('[data-code="A1.02"] .saved.bad')).to_be_visible()
    await page.locator("#sheet > .actions button[type=submit]").press("Enter")
    await expect(field).to_be_focused()
    await expect(field).to_have_value("9")
    await expect(field).to_have_attribute("aria-invalid", "true")
    await clean(page, watch)


@SCREENS
async def test_without_scripts_what_cannot_be_a_mark_comes_back_with_an_explanation(
    device: OpenContext, product: World, width: int, language: str
) -> None:
    held = await product.championship()
    context = await device(width, language, EXPERT, java_script_enabled=False)
    page = await context.new_page()
    await page.goto(f"{product.origin}/sheets/{held.sheets[PRIVATE, 'A1']}")
    field = page.locator("#A1\\.02-value")
    await field.fill("9")
    await field.press("Enter")
    await expect(page.locator("#error-summary")).to_contain_text("A1.02: ")
    await expect(field).to_have_value("9")
    await expect(field).to_have_attribute("aria-invalid", "true")
    await page.locator("#error-summary a").first.press("Enter")
    await expect(page).to_have_url(re.compile(r"#A1\.02-value$"))


async def test_without_scripts_the_form_saves_too(device: OpenContext, product: World) -> None:
    held = await product.championship()
    context = await device(account=EXPERT, java_script_enabled=False)
    page = await context.new_page()
    await page.goto(f"{product.origin}/sheets/{held.sheets[PRIVATE, 'A1']}")
    await page.locator('input[name="A1.01-value"][value="false"]').check()
    await page.locator("#A1\\.02-value").fill("2")
    await page.locator("#sheet > .actions button[type=submit]").click()
    await expect(page.locator(".banner.good")).to_be_visible()

    async def stored() -> bool:
        return await marks(product, held, PRIVATE, "A1") == {"A1.01": "0.00", "A1.02": "9.00"}

    await until(stored, "the marks")


async def test_an_expert_of_the_competitors_region_gets_no_fields(device: OpenContext, product: World) -> None:
    held = await product.championship()
    context = await device(account=CHIEF)
    page, watch = await opened(context, f"{product.origin}/sheets/{held.sheets[PUBLIC, 'A1']}")
    await expect(page.locator("main .banner.attention")).to_be_visible()
    assert await page.locator("main input").count() == 0
    await clean(page, watch)


@SCREENS
async def test_a_question_a_mark_to_take_back_and_what_is_open_elsewhere_can_be_read_and_answered(
    device: OpenContext, product: World, width: int, language: str
) -> None:
    held = await product.championship()
    context = await device(width, language, EXPERT)
    sheet = held.sheets[PRIVATE, "A1"]
    page, watch = await opened(context, f"{product.origin}/sheets/{sheet}")
    watch.expected = ("status of 409",)
    expert = await product.caller(EXPERT)
    await enter_mark(expert, sheet, "A1.02", {"measurement": "2"})
    await page.locator("#A1\\.02-value").fill("3")
    await page.keyboard.press("Tab")
    await expect(page.locator(".question")).to_be_visible()
    await page.locator('input[name="A1.01-value"][value="true"]').check()
    back = page.locator('[data-code="A1.01"] .withdrawal')
    await expect(back).to_be_visible()
    await tab_to(page, back.locator("summary"))
    await page.keyboard.press("Enter")
    await clean(page, watch)
    assert await marks(product, held, PRIVATE, "A1") == {"A1.01": "2.00", "A1.02": "9.00"}

    await page.goto(f"{product.origin}/inbox")
    await expect(page.locator("#unsent li")).to_have_count(1)
    await clean(page, watch)
    await page.locator("#unsent a").press("Enter")
    await tab_to(page, page.locator('.question button[name="mine"]'))
    await page.keyboard.press("Enter")
    await expect(page.locator('[data-code="A1.02"] .saved.good')).to_be_visible()
    assert await marks(product, held, PRIVATE, "A1") == {"A1.01": "2.00", "A1.02": "13.50"}


async def test_marks_are_sent_from_a_page_of_another_service(device: OpenContext, product: World) -> None:
    held = await product.championship()
    context = await device(account=EXPERT)
    page, _ = await opened(context, f"{product.origin}/sheets/{held.sheets[PRIVATE, 'A1']}")
    await context.set_offline(True)
    await page.locator('input[name="A1.01-value"][value="true"]').check()
    await expect(page.locator("#connection")).to_contain_text(re.compile(r"1\b"))
    inbox = await context.new_page()
    await page.close()
    await context.set_offline(False)
    await inbox.goto(f"{product.origin}/inbox")
    await expect(inbox.locator("#unsent-state")).to_have_text(re.compile(r"\b1\b"))

    async def stored() -> bool:
        return await marks(product, held, PRIVATE, "A1") == {"A1.01": "2.00"}

    await until(stored, "the mark")
