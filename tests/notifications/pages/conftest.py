"""The pages in a real Chromium, against the service behind a real socket."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.async_api import Browser, Page
from tests.browser.checks import Watch
from tests.databases import database_of
from tests.notifications.people import person
from tests.serving import running, serving
from tests.settings import settings_of
from tests.signed_in import SECONDS, cookies, in_browser, session

from localstack import ports
from notifications.asgi import api as make_api
from notifications.commands.people import record_people
from notifications.domain.recipients import Recipient
from notifications.settings import Settings
from notifications.wiring import App

OpenPage = Callable[..., Awaitable[Page]]


@pytest.fixture(scope="session")
def settings(mongo_url: str) -> Iterator[Settings]:
    """The pages know under which address they are served."""
    port = ports.free(1)[0]
    address = f"http://127.0.0.1:{port}"
    with database_of(mongo_url, "pages_of_notifications") as name:
        yield settings_of(Settings, public_url=address, port=port, mongo_url=mongo_url, mongo_database=name)


@pytest.fixture(scope="session")
async def served(settings: Settings) -> AsyncIterator[FastAPI]:
    async with running(make_api(settings)) as made:
        yield made


@pytest.fixture(scope="session")
async def server(served: FastAPI, settings: Settings) -> AsyncIterator[uvicorn.Server]:
    async with serving(served, settings.port, lifespan="off") as server:
        yield server


@pytest.fixture
async def reader(app: App) -> Recipient:
    reader = person(account="primer")
    await record_people(app, [reader])
    return reader


@pytest.fixture
async def open_page(
    browser: Browser, settings: Settings, server: uvicorn.Server, api: FastAPI
) -> AsyncIterator[OpenPage]:
    """`await open_page("/inbox", width=360)`: the page as the signed-in competitor sees it. The session `holds` so many seconds."""
    assert (server.started, api) == (True, server.config.app)
    watch = Watch(settings.public_url.removeprefix("http://"), expected=("ERR_", "Failed to load resource"))

    async def open_page(
        path: str,
        account: str = "primer",
        width: int = 1280,
        language: str = "ru",
        holds: float = SECONDS,
        **options: Any,
    ) -> Page:
        locale = {"ru": "ru-RU", "en": "en-GB"}[language]
        context = await browser.new_context(viewport={"width": width, "height": 800}, locale=locale, **options)
        known = cookies(settings, session(account, ["competitor"], holds=holds))
        await context.add_cookies(in_browser(known, settings.public_url))
        page = await context.new_page()
        watch.attach(page)
        await page.goto(settings.public_url + path)
        return page

    yield open_page
    for context in browser.contexts:
        await context.close()
    assert watch.faults == []
