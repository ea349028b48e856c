"""The verifier where something is in the way: no catalogue, no network, an old status, a typing error."""

from datetime import UTC, datetime, timedelta
from http import HTTPStatus

from playwright.async_api import Page, Route, expect
from tests.browser.conftest import OpenContext
from tests.browser.furniture import Places
from tests.browser.steps import SCREENS, clean, opened
from tests.browser.world import PRIVATE, PUBLIC, World

VALID = {"ru": "Сертификат действителен", "en": "The certificate is valid"}
CHECKING = {"ru": "Проверяем сертификат", "en": "Checking the certificate"}
UNCHECKED = {"ru": "Сейчас сертификат не удалось проверить", "en": "The certificate could not be checked now"}
OLD = {"ru": "Сертификат был действителен на", "en": "The certificate was valid as of"}
NEEDS_NETWORK = {
    "ru": "Номер можно проверить только при наличии сети",
    "en": "A number can only be checked with a network",
}
MISTYPED = {
    "ru": "Здесь опечатка: сверьте с бумагой.",
    "en": "There is a typing error: compare it with the paper.",
}
CATALOGUE = "**/v/catalogue/*"


async def says(page: Page, text: str) -> None:
    await expect(page.locator(".case")).to_have_text(text)


async def kept(page: Page) -> None:
    await page.locator("html[data-cached=true]").wait_for()


@SCREENS
async def test_a_certificate_is_not_of_an_unknown_issuer_because_the_catalogue_did_not_come(
    device: OpenContext, product: World, places: Places, width: int, language: str
) -> None:
    context = await device(width, language, service_workers="block")
    asked: list[str] = []

    async def refuse(route: Route) -> None:
        asked.append(route.request.url)
        await (route.abort() if len(asked) == 1 else route.fulfill(status=503))

    await context.route(CATALOGUE, refuse)
    page, watch = await opened(context, product.origin + await product.code(places.published, PUBLIC, "gold"))
    await says(page, UNCHECKED[language])
    watch.faults.clear()
    await clean(page, watch)
    async with page.expect_response(lambda answer: answer.status == HTTPStatus.SERVICE_UNAVAILABLE):
        await page.locator("#answer button").click()
    await says(page, UNCHECKED[language])
    await context.unroute(CATALOGUE)
    await page.locator("#answer button").click()
    await says(page, VALID[language])


@SCREENS
async def test_a_slow_catalogue_is_waited_for_with_a_word(
    device: OpenContext, product: World, places: Places, width: int, language: str
) -> None:
    context = await device(width, language, service_workers="block")
    waiting: list[Route] = []

    async def hold(route: Route) -> None:
        waiting.append(route)

    await context.route(CATALOGUE, hold)
    page = await context.new_page()
    await page.goto(product.origin + await product.code(places.published, PUBLIC, "gold"))
    await says(page, CHECKING[language])
    await waiting[0].continue_()
    await says(page, VALID[language])


@SCREENS
async def test_without_a_network_a_number_is_not_answered_by_the_browsers_own_page(
    device: OpenContext, product: World, places: Places, width: int, language: str
) -> None:
    context = await device(width, language)
    page, watch = await opened(context, f"{product.origin}/v")
    await kept(page)
    await context.set_offline(True)
    number = places.published.certificates[PRIVATE, "participation"]["short_id"]
    await page.locator("#text").fill(number)
    await page.keyboard.press("Enter")
    await says(page, NEEDS_NETWORK[language])
    await expect(page.locator("#text")).to_have_value(number)
    watch.faults.clear()
    await clean(page, watch)
    await context.set_offline(False)
    await page.locator("#text").press("Enter")
    await says(page, VALID[language])


async def test_both_languages_are_kept(device: OpenContext, product: World, places: Places) -> None:
    context = await device()
    page, _ = await opened(context, f"{product.origin}/v")
    await kept(page)
    await page.reload()
    assert await page.locator("html").get_attribute("lang") == "ru", "keeping the other language changes nothing"
    await context.set_offline(True)
    code = (await product.code(places.published, PUBLIC, "gold")).partition("#")[2]
    for language in ("en", "ru"):
        await page.goto(f"{product.origin}/v?lang={language}#{code}")
        await says(page, VALID[language])


@SCREENS
async def test_an_old_status_is_said_in_the_first_line(
    device: OpenContext, product: World, places: Places, width: int, language: str
) -> None:
    context = await device(width, language)
    page, watch = await opened(context, f"{product.origin}/v")
    await kept(page)
    await context.set_offline(True)
    await page.clock.set_fixed_time(datetime.now(UTC) + timedelta(days=2))
    code = (await product.code(places.published, PUBLIC, "gold")).partition("#")[2]
    await page.evaluate("code => { location.hash = code; }", code)
    await expect(page.locator(".case")).to_contain_text(OLD[language])
    await expect(page.locator(".case")).to_contain_text(f"{datetime.now(UTC):%Y}")
    watch.faults.clear()
    await clean(page, watch)


@SCREENS
async def test_a_typing_error_is_told_beside_the_field(
    device: OpenContext, product: World, places: Places, width: int, language: str
) -> None:
    page, watch = await opened(await device(width, language), f"{product.origin}/v")
    number = places.published.certificates[PRIVATE, "participation"]["short_id"]
    await page.locator("#text").fill(number[:-1])
    await page.keyboard.press("Enter")
    await expect(page.locator("#text-error")).to_contain_text(MISTYPED[language])
    await expect(page.locator("#error-summary")).to_be_visible()
    watch.faults.clear()
    await page.locator("#error-summary a").click()
    await expect(page.locator("#text")).to_be_focused()
    await expect(page.locator("main .answer")).to_have_count(0)
    await expect(page.locator("#text")).to_have_value(number[:-1])
    await clean(page, watch)
