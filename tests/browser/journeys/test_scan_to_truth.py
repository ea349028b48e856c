"""An employer scans the code on a certificate: with and without a network, with and without scripts."""

import asyncio

import pytest
from playwright.async_api import Page, Request, Route, expect
from tests.browser.conftest import OpenContext
from tests.browser.furniture import Places
from tests.browser.steps import SCREENS, clean, opened
from tests.browser.world import PRIVATE, PUBLIC, WITH_GUARDIAN, World
from tests.waiting import until

VALID = {"ru": "Сертификат действителен", "en": "The certificate is valid"}
REVOKED = {"ru": "Сертификат отозван", "en": "The certificate is revoked"}
DAMAGED = {"ru": "Код повреждён или изменён", "en": "The code was damaged or altered"}
NAME = "Тучкин Егор Захарович"


async def code(product: World, places: Places, account: str, kind: str = "participation") -> str:
    """The text of the code on the paper, which is an address."""
    return product.origin + await product.code(places.published, account, kind)


async def says(page: Page, text: str) -> None:
    await expect(page.locator(".case")).to_have_text(text)


@SCREENS
async def test_a_scanned_code_opens_the_answer_with_the_name_that_is_on_the_paper(
    device: OpenContext, product: World, places: Places, width: int, language: str
) -> None:
    page, watch = await opened(await device(width, language), await code(product, places, PRIVATE))
    await says(page, VALID[language])
    await expect(page.locator(".facts")).to_contain_text(NAME)
    await expect(page).to_have_title(VALID[language])
    await clean(page, watch)


async def test_what_the_code_says_of_a_person_is_never_sent(
    device: OpenContext, product: World, places: Places
) -> None:
    text = await code(product, places, PRIVATE)
    digits = text.partition("#")[2]
    context = await device()
    sent: list[str] = []

    def note(request: Request) -> None:
        sent.append(request.url.partition("#")[0] + (request.post_data or ""))

    context.on("request", note)
    page, _ = await opened(context, text)
    await says(page, VALID["ru"])
    assert len(sent) > 3
    assert not any(digits[:40] in one for one in sent)


@SCREENS
async def test_after_one_visit_a_code_is_answered_without_a_network(
    device: OpenContext, product: World, places: Places, width: int, language: str
) -> None:
    context = await device(width, language)
    page, watch = await opened(context, f"{product.origin}/v")
    await page.locator("html[data-cached=true]").wait_for()
    await context.set_offline(True)
    await page.close()
    watch.expected = ("ERR_INTERNET_DISCONNECTED",)
    page, watch = await opened(context, await code(product, places, PUBLIC, "gold"))
    await says(page, VALID[language])
    await expect(page.locator("#connection")).not_to_be_empty()
    assert await page.evaluate("document.fonts.check('16px \"Golos Text\"', 'Я')"), "the face is kept too"
    await clean(page, watch)
    page, _ = await opened(context, await code(product, places, WITH_GUARDIAN))
    await says(page, REVOKED[language])


SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
CHECKING = {"ru": "Проверяем сертификат", "en": "Checking the certificate"}


@SCREENS
async def test_a_scan_is_said_to_be_checked_from_the_first_paint_and_nothing_jumps(
    device: OpenContext, product: World, places: Places, width: int, language: str
) -> None:
    context = await device(width, language)
    await context.add_init_script(SHIFTS)
    scripts, catalogue = asyncio.Event(), asyncio.Event()

    async def held(route: Route) -> None:
        await (catalogue if "/catalogue/" in route.request.url else scripts).wait()
        await route.continue_()

    await context.route("**/verifier.js", held)
    await context.route("**/v/catalogue/*", held)
    page = await context.new_page()
    await page.goto(await code(product, places, PRIVATE), wait_until="commit")
    await expect(page.locator(".case")).to_have_text(CHECKING[language])
    await expect(page.locator("#typed")).to_be_hidden()
    # Not by the page's own waiting, which asks again by an `eval` that our policy forbids.
    await until(lambda: page.evaluate("performance.getEntriesByType('paint').length > 0"))
    scripts.set()
    await page.wait_for_load_state()
    await expect(page.locator(".case")).to_have_text(CHECKING[language])
    catalogue.set()
    await expect(page.locator(".case")).to_have_text(VALID[language])
    await expect(page.locator("#typed")).to_be_visible()
    await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert await page.evaluate("window.shifted") < 0.05


async def test_a_code_whose_scripts_do_not_come_is_a_form_again(
    device: OpenContext, product: World, places: Places
) -> None:
    context = await device()
    await context.route("**/verifier.js", lambda route: route.abort())
    page = await context.new_page()
    await page.clock.install()
    await page.goto(await code(product, places, PRIVATE))
    await expect(page.locator(".case")).to_have_text(CHECKING["ru"])
    await page.clock.run_for(13_000)
    await expect(page.locator("#typed")).to_be_visible()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Проверить сертификат")


@SCREENS
async def test_a_revoked_certificate_is_said_to_be_revoked(
    device: OpenContext, product: World, places: Places, width: int, language: str
) -> None:
    context = await device(width, language)
    page, watch = await opened(context, await code(product, places, WITH_GUARDIAN))
    await says(page, REVOKED[language])
    await clean(page, watch)
    page, _ = await opened(context, f"{product.origin}/certificates/{places.revoked}")
    await says(page, REVOKED[language])
    await expect(page.locator("main")).to_contain_text("Выдан с опечаткой в наименовании")


@SCREENS
async def test_a_code_with_a_changed_digit_is_never_valid(
    device: OpenContext, product: World, places: Places, width: int, language: str
) -> None:
    text = await code(product, places, PUBLIC, "gold")
    head, _, digits = text.partition("#")
    page, watch = await opened(await device(width, language), f"{head}#{digits}")
    await says(page, VALID[language])
    seen = set()
    for at in range(5, len(digits), len(digits) // 12):
        changed = f"{digits[:at]}{(int(digits[at]) + 1) % 10}{digits[at + 1 :]}"
        await page.evaluate(
            "text => { document.querySelector('.case').textContent = ''; location.hash = text; }", changed
        )
        await expect(page.locator(".case")).not_to_be_empty()
        title = await page.locator(".case").inner_text()
        assert title != VALID[language], f"digit {at}"
        seen.add(title)
    assert DAMAGED[language] in seen
    assert len(seen) <= 2, "damaged, or of an issuer that the changed digits made up"
    await clean(page, watch)


@SCREENS
async def test_without_scripts_the_server_checks_what_is_typed(
    device: OpenContext, product: World, places: Places, width: int, language: str
) -> None:
    context = await device(width, language, java_script_enabled=False)
    text = await code(product, places, PRIVATE)
    page = await context.new_page()
    await page.goto(text)
    await expect(page.locator("noscript .banner, .banner.info")).to_be_visible()
    for typed in (places.published.certificates[PRIVATE, "participation"]["short_id"], text):
        await page.locator("#text").fill(typed)
        await page.keyboard.press("Enter")
        await says(page, VALID[language])


@pytest.mark.parametrize(("typed", "answer"), [(NAME, "good"), ("Выдумкин Иван Иванович", "bad")])
@SCREENS
async def test_the_name_on_the_paper_is_compared_where_the_holder_is_not_named(
    device: OpenContext, product: World, places: Places, width: int, language: str, typed: str, answer: str
) -> None:
    page, watch = await opened(await device(width, language), product.origin + places.certificate(PRIVATE))
    await expect(page.locator("main")).not_to_contain_text("Тучкин")
    await page.locator("#name").fill(typed)
    await page.keyboard.press("Enter")
    await expect(page.locator(f".banner.{answer}")).to_be_visible()
    await expect(page.locator("#name")).to_have_value(typed)
    await clean(page, watch)
