import re
from dataclasses import replace

import pytest
import uvicorn
from playwright.async_api import Page, expect
from tests.browser.checks import overflowing, settled, small_text, violations, walk
from tests.notifications.api.conftest import tell
from tests.notifications.pages.conftest import OpenPage

from notifications.commands import inbox
from notifications.commands.people import record_people
from notifications.domain.preferences import Category, Channel, Choice
from notifications.domain.recipients import Reader, Recipient
from notifications.domain.unsubscribing import Unsubscription
from notifications.settings import Settings
from notifications.unsubscribe_tokens import token_of
from notifications.wiring import App

ANSWERS = {"ru": ("3 новых сообщения", "Новых сообщений нет"), "en": ("3 new messages", "No new messages")}


async def check(page: Page) -> None:
    await settled(page)
    assert await violations(page) == []
    assert await overflowing(page) == []
    assert await small_text(page) == []
    assert await walk(page) == []


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("width", [360, 1280])
async def test_the_pages_hold_what_every_page_must(
    open_page: OpenPage, app: App, reader: Recipient, settings: Settings, width: int, language: str
) -> None:
    await tell(app, reader, 3)
    token = token_of(Unsubscription(reader.id, Category.RESULTS, Channel.EMAIL), app.unsubscribe_secret)
    page = await open_page("/inbox", width=width, language=language, bypass_csp=True)
    await expect(page.locator(".case")).to_have_text(ANSWERS[language][0])
    await check(page)
    for path in ("/inbox/preferences", f"/inbox/unsubscribe/{token}"):
        await page.goto(settings.public_url + path)
        await check(page)


@pytest.mark.parametrize("script", [True, False])
async def test_messages_are_read_with_and_without_scripts(
    open_page: OpenPage, app: App, reader: Recipient, script: bool
) -> None:
    await tell(app, reader, 3)
    page = await open_page("/inbox", language="en", java_script_enabled=script)
    answer = page.locator(".case")
    await expect(answer).to_have_text("3 new messages")
    await page.get_by_role("button", name="Mark as read").first.click()
    await expect(answer).to_have_text("2 new messages")
    await expect(page.locator(".messages > li").first).to_contain_text("Read")
    await page.get_by_role("button", name="Mark all as read").click()
    await expect(answer).to_have_text("No new messages")
    assert await app.inbox.unread([reader.id]) == 0


async def test_a_new_message_appears_by_itself_and_is_announced(
    open_page: OpenPage, app: App, reader: Recipient
) -> None:
    page = await open_page("/inbox")
    await expect(page.locator(".case")).to_have_text("Новых сообщений нет")
    await expect(page.locator("[data-live=on]")).to_be_visible()
    await tell(app, reader, 1)
    await expect(page.locator(".case")).to_have_text("1 новое сообщение")
    await expect(page.locator(".messages > li")).to_have_count(1)
    await expect(page.locator("[data-announce]")).to_have_text(
        "Новое сообщение: Результаты опубликованы: Пробный чемпионат"
    )
    await expect(page.locator("#inbox-empty")).to_be_hidden()


async def test_what_is_read_elsewhere_is_read_here(open_page: OpenPage, app: App, reader: Recipient) -> None:
    await tell(app, reader, 2)
    page = await open_page("/inbox")
    await expect(page.locator("[data-live=on]")).to_be_visible()
    await inbox.read_all(app, Reader((reader,)))
    await expect(page.locator(".case")).to_have_text("Новых сообщений нет")
    await expect(page.locator(".messages > li.unread")).to_have_count(0)


async def test_live_update_can_be_paused_and_catches_up(open_page: OpenPage, app: App, reader: Recipient) -> None:
    page = await open_page("/inbox", language="en")
    await expect(page.locator("[data-live=on]")).to_be_visible()
    await page.get_by_role("button", name="Pause").click()
    await expect(page.locator("[data-live=paused]")).to_be_visible()
    await tell(app, reader, 2)
    # It would have come within the time that the same page needs to be loaded anew in another tab.
    other = await page.context.new_page()
    await other.goto(page.url)
    await expect(other.locator(".messages > li")).to_have_count(2)
    await expect(page.locator(".messages > li")).to_have_count(0)
    await page.get_by_role("button", name="Pause").click()
    await expect(page.locator(".messages > li")).to_have_count(2)


async def test_a_lost_connection_is_told_and_mended(open_page: OpenPage, app: App, reader: Recipient) -> None:
    page = await open_page("/inbox", language="en")
    await expect(page.locator("[data-live=on]")).to_be_visible()
    await page.route("**/inbox/stream", lambda route: route.abort())
    await page.get_by_role("button", name="Pause").click()
    await page.get_by_role("button", name="Pause").click()
    await expect(page.locator("[data-live=lost]")).to_be_visible()
    await tell(app, reader, 1)
    await page.unroute("**/inbox/stream")
    await expect(page.locator("[data-live=on]")).to_be_visible()
    await expect(page.locator(".messages > li")).to_have_count(1)


async def test_a_session_that_is_renewed_meanwhile_is_nothing_to_tell(
    open_page: OpenPage, app: App, reader: Recipient
) -> None:
    page = await open_page("/inbox", holds=2)
    await expect(page.locator("[data-live=on]")).to_be_visible()
    async with page.expect_response("**/inbox/stream") as again:
        pass
    assert (await again.value).ok
    await tell(app, reader, 1)
    await expect(page.locator(".messages > li")).to_have_count(1)
    await expect(page.locator("[data-live=on]")).to_be_visible()
    assert await page.evaluate("document.getElementById('live').dataset.state") == "on"


async def test_who_was_signed_out_meanwhile_is_told_and_led_to_the_sign_in(
    open_page: OpenPage, reader: Recipient, settings: Settings
) -> None:
    assert reader
    page = await open_page("/inbox", language="en", holds=2)
    await expect(page.locator("[data-live=on]")).to_be_visible()
    await page.clock.install()
    await page.context.clear_cookies()
    told = page.locator("[data-live=signed-out]")
    await expect(told).to_contain_text("You were signed out: new messages do not appear.")
    await expect(told.get_by_role("link", name="Sign in again")).to_have_attribute("href", "/sign-in?to=/inbox")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    # Longer than the pause after which a stream that is only lost would be tried again. What it asked then came before this.
    await page.clock.fast_forward(6_000)
    await page.evaluate("fetch('/livez')")
    assert asked == [f"{settings.public_url}/livez"]


async def test_older_messages_are_on_the_next_page(open_page: OpenPage, app: App, reader: Recipient) -> None:
    await tell(app, reader, 25)
    page = await open_page("/inbox", language="en")
    await expect(page.locator(".case")).to_have_text("25 new messages")
    await expect(page.locator(".messages > li")).to_have_count(20)
    await page.get_by_role("link", name="Next page").click()
    await expect(page.locator(".messages > li")).to_have_count(5)


async def test_preferences_are_kept(open_page: OpenPage, app: App, reader: Recipient) -> None:
    moved = replace(reader, person_version=reader.person_version + 1, time_zone="Asia/Kamchatka")
    await record_people(app, [moved])
    page = await open_page("/inbox/preferences", language="en", java_script_enabled=False)
    await page.get_by_label("Results, E-mail").uncheck()
    quiet = page.get_by_role("checkbox", name="No letters at night where I live", exact=True)
    await expect(quiet).to_have_accessible_description(re.compile(r"By the time of Kamchatka \(UTC\+12\)\."))
    await quiet.check()
    await page.get_by_role("button", name="Save the choice").click()
    await expect(page.locator(".case")).to_have_text("Your choice is saved")
    await expect(page.get_by_label("Results, E-mail")).not_to_be_checked()
    chosen = await app.preferences.of(reader.id)
    assert chosen.off == (Choice(Category.RESULTS, Channel.EMAIL),)
    assert chosen.quiet_hours is not None
    assert (chosen.quiet_hours.start, chosen.quiet_hours.end) == (22, 8)


async def test_the_link_of_a_letter_asks_before_it_acts(
    open_page: OpenPage, app: App, reader: Recipient, settings: Settings
) -> None:
    token = token_of(Unsubscription(reader.id, Category.RESULTS, Channel.EMAIL), app.unsubscribe_secret)
    page = await open_page(f"/inbox/unsubscribe/{token}", language="en", java_script_enabled=False)
    await expect(page.get_by_role("heading", level=1)).to_have_text("Letters: Results")
    await expect(page.locator(".case")).to_have_text("No more letters of this kind?")
    await page.get_by_role("button", name="Send no more of them").click()
    await expect(page.locator(".case")).to_have_text("You get no more letters of this kind")
    assert settings.public_url in page.url
    assert (await app.preferences.of(reader.id)).off == (Choice(Category.RESULTS, Channel.EMAIL),)


async def test_an_account_without_a_person_is_told_why_there_is_nothing(
    open_page: OpenPage, server: uvicorn.Server
) -> None:
    assert server.started
    page = await open_page("/inbox", account="anna", language="en")
    await expect(page.locator(".case")).to_have_text("No messages")


@pytest.mark.parametrize(("language", "said"), [("ru", "Сообщения 2 , новых: 2"), ("en", "Inbox 2 , new: 2")])
async def test_the_navigation_says_how_many_are_new(
    open_page: OpenPage, app: App, reader: Recipient, settings: Settings, language: str, said: str
) -> None:
    await tell(app, reader, 2)
    page = await open_page("/inbox/preferences", language=language)
    place = page.locator('.places a[href="/inbox"]')
    await expect(place.locator(".new-count")).to_be_visible()
    assert " ".join((await place.inner_text()).split()) == said
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await page.reload()
    await expect(place.locator(".new-count")).to_be_visible()
    assert not any(url.endswith("/unread-count") for url in asked), "kept for a minute"
    await page.goto(f"{settings.public_url}/inbox")
    async with page.expect_navigation():
        await page.locator("#messages .unread a").first.click()
    await page.goto(f"{settings.public_url}/inbox/preferences")
    await expect(place.locator(".new-count > span").first).to_have_text("1")


async def test_the_number_in_the_navigation_follows_the_live_inbox(
    open_page: OpenPage, app: App, reader: Recipient
) -> None:
    page = await open_page("/inbox")
    await expect(page.locator("[data-live=on]")).to_be_visible()
    place = page.locator(".places .new-count")
    await expect(place).to_be_hidden()
    await tell(app, reader, 1)
    await expect(place.locator("span").first).to_have_text("1")
    await inbox.read_all(app, Reader((reader,)))
    await expect(place).to_be_hidden()


async def test_without_an_answer_the_navigation_is_as_it_was(open_page: OpenPage, app: App, reader: Recipient) -> None:
    await tell(app, reader, 1)
    for has_scripts in (False, True):
        page = await open_page("/inbox", java_script_enabled=has_scripts)
        await page.route("**/unread-count", lambda route: route.abort())
        await page.goto(page.url + "/preferences")
        await expect(page.locator('.places a[href="/inbox"]')).to_be_visible()
        await expect(page.locator(".places .new-count")).to_be_hidden()
