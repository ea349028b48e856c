"""Sessions as people have them: some tabs, a tablet that is handed on, a copy in the wrong hands."""

import asyncio
from types import SimpleNamespace
from typing import Any

from playwright.async_api import Browser, BrowserContext, Page, expect
from pydantic import SecretStr
from tests.browser.conftest import OpenContext
from tests.browser.signing_in import sign_in
from tests.browser.world import EXPERT, PUBLIC, World
from tests.signed_in import due, in_browser

from demo.people import ORGANISER
from shared.identity.sessions import SESSION

PAGES = ("/championships", "/certificates", "/inbox")
"""One of each service."""
ANNA = "Анна Березнякова"


async def cookies(context: BrowserContext) -> dict[str, str]:
    return {one["name"]: one["value"] for one in await context.cookies()}


async def wait(context: BrowserContext, product: World, seconds: float = -1) -> dict[str, str]:
    """The cookies five minutes later: the session must be renewed now, or in so many seconds."""
    secret = SecretStr(product.stack.layout.secrets.session)
    settings: Any = SimpleNamespace(session_secret=secret, is_https=False)
    kept = due(settings, await cookies(context), seconds)
    await context.add_cookies(in_browser({SESSION: kept[SESSION]}, product.origin))
    return kept


async def person(browser: Browser, product: World, account: str) -> BrowserContext:
    """With a session of the test's own, which the test may end."""
    context = await browser.new_context(
        service_workers="block", locale="en-GB", storage_state=await sign_in(browser, product, account)
    )
    context.set_default_timeout(15_000)
    return context


async def sign_out(page: Page, product: World) -> None:
    await page.goto(f"{product.origin}/championships")
    await page.get_by_role("button", name="Sign out").click()
    await page.wait_for_url(f"{product.origin}/")
    await expect(page.get_by_role("banner").get_by_role("link", name="Sign in")).to_be_visible()


async def test_three_services_in_three_tabs_renew_one_session_at_once(device: OpenContext, product: World) -> None:
    context = await device(account=ORGANISER)
    tabs = [await context.new_page() for _ in PAGES]
    for _ in range(2):
        old = await wait(context, product)
        await asyncio.gather(*(tab.goto(product.origin + path) for tab, path in zip(tabs, PAGES, strict=True)))
        for tab in tabs:
            await expect(tab.locator(".person")).to_contain_text(ANNA)
        assert (await cookies(context))[SESSION] != old[SESSION]


async def test_a_live_inbox_that_nobody_touches_renews_its_session(device: OpenContext, product: World) -> None:
    context = await device(account=PUBLIC)
    old = await wait(context, product, seconds=2)
    page = await context.new_page()
    await page.goto(f"{product.origin}/inbox")
    async with page.expect_response("**/inbox/stream"):
        pass
    while (await cookies(context))[SESSION] == old[SESSION]:
        await page.wait_for_timeout(50)
    await expect(page.locator("[data-live=on]")).to_be_visible()


async def test_after_the_sign_out_a_copy_is_refused_by_every_service(browser: Browser, product: World) -> None:
    context = await person(browser, product, ORGANISER)
    copied = await wait(context, product)
    page = await context.new_page()
    await sign_out(page, product)
    assert SESSION not in await cookies(context)
    for path in ("/inbox", "/championships", "/certificates"):
        copy = await browser.new_context(service_workers="block", locale="en-GB")
        await copy.add_cookies(in_browser(copied, product.origin))
        shown = await copy.new_page()
        await shown.goto(product.origin + path)
        assert SESSION not in await cookies(copy)
        await expect(shown.locator(".person")).to_have_count(0)
        await copy.close()
    await page.get_by_role("banner").get_by_role("link", name="Sign in").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Кто вы? · Who are you?")
    await context.close()


async def test_a_mark_is_saved_by_a_session_that_it_renews_and_kept_on_the_tablet_when_the_session_is_over(
    browser: Browser, product: World
) -> None:
    held = await product.championship()
    context = await person(browser, product, EXPERT)
    page = await context.new_page()
    sheet = f"{product.origin}/sheets/{held.sheets[PUBLIC, 'B1']}"
    await page.goto(sheet)
    await wait(context, product)
    value, saved = page.locator('input[name="B1.01-value"]'), page.locator('[data-code="B1.01"] .saved')
    await value.nth(1).check()
    await expect(saved).to_contain_text("Saved")

    # The same session on another device, where the expert signs out.
    other = await browser.new_context(
        service_workers="block", locale="en-GB", storage_state=await context.storage_state()
    )
    await sign_out(await other.new_page(), product)
    await other.close()
    await wait(context, product)
    await value.nth(0).check()
    await expect(page.locator("#connection")).to_contain_text("You were signed out.")
    await expect(page.locator("#connection")).to_contain_text("Not sent yet: 1")
    await page.get_by_role("link", name="Sign in again").click()
    if page.url != sheet:
        await page.locator(f'a[href$="as={EXPERT}"]').click()
    await page.wait_for_url(sheet)
    await expect(value.nth(0)).to_be_checked()
    await expect(saved).to_contain_text("Saved")
    await expect(page.locator("#connection")).to_be_hidden()
    await context.close()
