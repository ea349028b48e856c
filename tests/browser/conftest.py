"""A real Chromium, the whole product, and contexts that look like the people's devices."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, Page, StorageState
from tests.browser import checks
from tests.browser.furniture import Places, furnish
from tests.browser.signing_in import sign_in
from tests.browser.world import World, world
from tests.forks.forked import source

OpenContext = Callable[..., Awaitable[BrowserContext]]
OpenTab = Callable[..., Awaitable[Page]]


@pytest.fixture(scope="package")
async def product(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    source()  # it loads while the other parts start
    async with world(tmp_path_factory.mktemp("product")) as running:
        yield running


@pytest.fixture(scope="package")
async def places(product: World) -> Places:
    return await furnish(product)


@pytest.fixture(scope="package")
def sessions() -> dict[str, StorageState]:
    """The cookies of those who have signed in, so that each person clicks once a run."""
    return {}


async def open_context(
    browser: Browser, state: StorageState | None, width: int, language: str, **options: Any
) -> BrowserContext:
    """A device of a width, on which somebody has signed in or nobody: pages that are kept for somebody would hide a fresh answer,
    those of the verifier are kept for everybody."""
    workers: dict[str, Any] = {"service_workers": "allow" if state is None else "block"}
    context = await browser.new_context(
        viewport={"width": width, "height": 740 if width < 600 else 900},
        locale={"ru": "ru-RU", "en": "en-GB"}[language],
        timezone_id="Europe/Moscow",
        storage_state=state,
        **{**workers, **options},
    )
    context.set_default_timeout(15_000)
    return context


@pytest.fixture
async def device(
    browser: Browser, request: pytest.FixtureRequest, sessions: dict[str, StorageState]
) -> AsyncIterator[OpenContext]:
    """`await device(width=360, language="ru", account=None, **options)`: the browser of one person, closed after the test."""
    opened: list[BrowserContext] = []

    async def open_one(
        width: int = 1280, language: str = "ru", account: str | None = None, **options: Any
    ) -> BrowserContext:
        if account and account not in sessions:
            sessions[account] = await sign_in(browser, request.getfixturevalue("product"), account)
        opened.append(await open_context(browser, sessions.get(account or ""), width, language, **options))
        return opened[-1]

    yield open_one
    for context in opened:
        await context.close()


@pytest.fixture(scope="package")
async def own_tab(browser: Browser, product: World, sessions: dict[str, StorageState]) -> AsyncIterator[OpenTab]:
    """`await own_tab(360, "ru", account, **options)`: the same tab each time: its browser has what all pages share, and axe-core."""
    owned: dict[tuple[int, str, str | None], Page] = {}

    async def open_own(width: int, language: str, account: str | None, **options: Any) -> Page:
        if account and account not in sessions:
            sessions[account] = await sign_in(browser, product, account)
        device = (width, language, account)
        if device not in owned:
            context = await open_context(browser, sessions.get(account or ""), width, language, **options)
            await context.add_init_script(path=checks.AXE)
            owned[device] = await context.new_page()
            return owned[device]
        if size := owned[device].viewport_size:
            await owned[device].set_viewport_size({**size, "width": width})
        return owned[device]

    yield open_own
    for page in owned.values():
        await page.context.close()
