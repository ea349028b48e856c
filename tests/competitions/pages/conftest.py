"""The pages in a real Chromium, against the service behind a real socket."""

from collections.abc import AsyncIterator, Awaitable, Callable
from http.cookies import SimpleCookie

import pytest
from playwright.async_api import Browser, Page
from starlette.responses import Response
from tests.browser.checks import Watch

from competitions.settings import Settings
from shared.identity.sessions import SESSION, Sealed

OpenPage = Callable[..., Awaitable[Page]]


@pytest.fixture
async def open_page(browser: Browser, settings: Settings, socket: str) -> AsyncIterator[OpenPage]:
    """`await open_page("/", account="one", roles=["expert"])`: the page as that person sees it."""
    watches: list[Watch] = []

    async def open_page(path: str, *, account: str, roles: list[str], script: bool = True) -> Page:
        context = await browser.new_context(locale="en-GB", java_script_enabled=script)
        context.set_default_timeout(15_000)
        value = session(settings, account, roles)
        await context.add_cookies([{"name": SESSION, "value": value, "url": f"http://{socket}", "httpOnly": True}])
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


def session(settings: Settings, account: str, roles: list[str]) -> str:
    """What the sign-in would leave in the browser."""
    response = Response()
    claims = {"sub": account, "name": "Пример Образцов", "roles": roles, "organisation": "region-47"}
    Sealed(settings).set(response, SESSION, claims, 600)
    return SimpleCookie(response.headers["set-cookie"])[SESSION].value
