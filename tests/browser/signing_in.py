"""A person signs in as people do: through the issuer's page, by a click on their name."""

from playwright.async_api import Browser, StorageState
from tests.browser.world import World


async def sign_in(browser: Browser, product: World, account: str) -> StorageState:
    """The cookies of their browser afterwards."""
    context = await browser.new_context(service_workers="block")
    page = await context.new_page()
    await page.goto(f"{product.origin}/sign-in?to=/")
    await page.locator(f'a[href$="as={account}"]').click()
    await page.wait_for_url(f"{product.origin}/")
    state = await context.storage_state()
    await context.close()
    return state
