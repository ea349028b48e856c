"""A real Chromium, the whole product, and contexts that look like the people's devices."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, StorageState
from tests.browser.furniture import Places, furnish
from tests.browser.signing_in import sign_in
from tests.browser.world import World, world

OpenContext = Callable[..., Awaitable[BrowserContext]]


@pytest.fixture(scope="package")
async def product(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    async with world(tmp_path_factory.mktemp("product")) as running:
        yield running


@pytest.fixture(scope="package")
async def places(product: World) -> Places:
    return await furnish(product)


@pytest.fixture(scope="package")
def sessions() -> dict[str, StorageState]:
    """The cookies of those who have signed in, so that each person clicks once a run."""
    return {}


@pytest.fixture
async def device(
    browser: Browser, request: pytest.FixtureRequest, sessions: dict[str, StorageState]
) -> AsyncIterator[OpenContext]:
    """`await device(width=360, language="ru", account=None, **options)`: the browser of one person, closed after the test."""
    opened: list[BrowserContext] = []

    async def open_context(
        width: int = 1280, language: str = "ru", account: str | None = None, **options: Any
    ) -> BrowserContext:
        if account and account not in sessions:
            sessions[account] = await sign_in(browser, request.getfixturevalue("product"), account)
        locale = {"ru": "ru-RU", "en": "en-GB"}[language]
        context = await browser.new_context(
            viewport={"width": width, "height": 740 if width < 600 else 900},
            locale=locale,
            timezone_id="Europe/Moscow",
            storage_state=sessions.get(account) if account else None,
            **options,
        )
        context.set_default_timeout(15_000)
        opened.append(context)
        return context

    yield open_context
    for context in opened:
        await context.close()
