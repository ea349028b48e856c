"""A real Chromium, and contexts that look like the people's devices."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext
from tests.browser.chromium import chromium

OpenContext = Callable[..., Awaitable[BrowserContext]]


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as running:
        yield running


@pytest.fixture
async def device(browser: Browser) -> AsyncIterator[OpenContext]:
    """`await device(width=360, language="ru", **options)`: a browser of one person, closed after the test."""
    opened: list[BrowserContext] = []

    async def open_context(width: int = 1280, language: str = "ru", **options: Any) -> BrowserContext:
        height = 740 if width < 600 else 900
        locale = {"ru": "ru-RU", "en": "en-GB"}[language]
        options.setdefault("timezone_id", "Europe/Moscow")
        context = await browser.new_context(viewport={"width": width, "height": height}, locale=locale, **options)
        context.set_default_timeout(15_000)
        opened.append(context)
        return context

    yield open_context
    for context in opened:
        await context.close()
