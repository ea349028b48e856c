"""The pages in a real Chromium, against the service behind a real socket."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from playwright.async_api import Browser, Page
from tests.browser.checks import Watch
from tests.signed_in import cookies, in_browser, session

from competitions.settings import Settings

OpenPage = Callable[..., Awaitable[Page]]


@pytest.fixture
async def open_page(browser: Browser, settings: Settings, socket: str) -> AsyncIterator[OpenPage]:
    """`await open_page("/", account="one", roles=["expert"])`: the page as that person sees it."""
    watches: list[Watch] = []

    async def open_page(path: str, *, account: str, roles: list[str], script: bool = True, **options: Any) -> Page:
        context = await browser.new_context(
            locale="en-GB", java_script_enabled=script, **{"service_workers": "block", **options}
        )
        context.set_default_timeout(15_000)
        known = cookies(settings, session(account, roles, "region-47"))
        await context.add_cookies(in_browser(known, f"http://{socket}"))
        page = await context.new_page()
        watch = Watch(socket, expected=("ERR_", "Failed to load resource"))
        watch.attach(page)
        watches.append(watch)
        await page.goto(f"http://{socket}{path}")
        return page

    yield open_page
    for context in browser.contexts:
        await context.close()
    assert [fault for watch in watches for fault in watch.faults] == []
