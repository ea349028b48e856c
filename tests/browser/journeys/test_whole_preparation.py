"""A whole championship on pages alone, from `new` to the first mark: by touch on a phone, and by the keyboard alone.

Nothing is asked of the API, and no address is typed: all goes by links. The chief expert is somebody new: invited by a letter, who
registers and accepts.
"""

import re
from datetime import date, timedelta
from typing import Final
from urllib.parse import urlsplit

import pytest
from playwright.async_api import FilePayload, expect
from tests.browser import checks
from tests.browser.conftest import OpenContext
from tests.browser.hands import Hands
from tests.browser.small_scheme import SCHEME
from tests.browser.steps import opened
from tests.browser.world import World
from tests.endurance.sizes import FULL

from client.championships import XLSX
from client.waiting import until
from demo.people import ORGANISER
from demo.workbook import workbook

FIRST: Final = date.today() + timedelta(days=60)  # noqa: DTZ011 - a calendar's day, not a moment
MEMBER: Final = "Приозёрье"


async def make_championship(hands: Hands, name: str) -> str:
    """Drafted in three steps, with one skill and its scheme; announced. The address of its page."""
    page = hands.page
    await hands.follow(page.locator('main a[href="/championships/new"]').first)
    await hands.fill(name__ru=name, name__en=name)
    await hands.follow(page.locator("main form button").last)
    await hands.fill(starts_on=FIRST.isoformat(), ends_on=(FIRST + timedelta(days=2)).isoformat())
    await hands.fill(contact__name="Анна Пробная", contact__email="ask@region-47.example")
    for _ in range(2):
        await hands.follow(page.locator('main form button[value="on"]'))
    home = page.url
    await hands.part("/skills")
    await hands.follow(page.locator('main a[href$="/skills/new"]').first)
    await hands.fill(number="R07", name__ru="Сборка метеостанций", name__en="Weather stations", quota="12")
    await hands.follow(page.locator('main form button[value="on"]'))
    await hands.follow(page.locator("tbody th a"))
    await hands.part("/scheme")
    await hands.choose_file(
        page.locator("#workbook"), FilePayload(name="s.xlsx", mimeType=XLSX, buffer=workbook(SCHEME))
    )
    await hands.follow(page.locator("main form button"))
    await expect(page.locator("#outcome")).to_be_visible()
    await hands.follow(page.locator(".breadcrumb a").last)
    await hands.part(urlsplit(home).path)
    await hands.follow(page.locator('main a[href$="/announce"]').first)
    await hands.follow(page.locator('main form[action$="/announce"] button'))
    return home


async def enter_somebody(hands: Hands, home: str, family_name: str) -> str:
    """A new person, of age, entered, with the consent that was signed on paper, and confirmed. The address of the entry."""
    page = hands.page
    await hands.follow(page.locator('.places a[href="/people"]'))
    await hands.follow(page.locator('main a[href="/people/new"]').first)
    await hands.fill(family_name=family_name, given_name="Вымысел", birth_date="2004-03-14")
    await hands.follow(page.locator("main form button"))
    await hands.follow(page.locator('.places a[href="/championships"]'))
    await hands.follow(page.locator(f'main a[href$="{urlsplit(home).path}"]').first)
    await hands.part("/entries")
    await hands.follow(page.locator('main a[href$="/entries/new"]').first)
    await hands.type(page.locator("#text"), family_name)
    await hands.follow(page.locator("form.search button"))
    await hands.tick(page.locator('input[type="radio"][name="subject_id"]').first)
    await hands.type(page.locator("#member"), MEMBER)
    await hands.follow(page.locator('form[action*="/entries/new?"] button'))
    entry = page.url
    await hands.follow(page.locator('main a[href*="/consents/"]').first)
    await hands.follow(page.locator('main form[action*="/consents/"] button').last)
    await hands.follow(page.locator('main a[href*="/entries/"]').first)
    await hands.follow(page.locator('form[action$="/confirmation"] button'))
    return entry


async def invite_chief(hands: Hands, family_name: str, email: str) -> None:
    page = hands.page
    await hands.part("/experts")
    await hands.follow(page.locator('main a[href$="/experts/new"]'))
    await hands.fill(family_name=family_name, given_name="Вымысел", email=email)
    await hands.follow(page.locator('main form[action$="/experts/new"] button'))
    await expect(page.locator("#invitations")).to_contain_text(family_name)


async def letter_link(product: World, email: str) -> str:
    """What the letter to the invited person leads to, once it has come."""
    found: list[str] = []

    async def has_come() -> bool:
        for message in product.stack.mail.messages():
            if email in message["X-Envelope-To"] and (body := message.get_body(("plain",))):
                found.extend(re.findall(r"https?://\S+/judging/[\w-]+", body.get_content()))
        return bool(found)

    await until(has_come, "the invitation to judge")
    return found[-1]


async def accept_as_new(hands: Hands, link: str, name: str) -> None:
    """Registers, says where they come from, and is the chief expert."""
    page = hands.page
    await page.goto(link)
    await hands.follow(page.locator('main a[href^="/sign-in"]'))
    await hands.type(page.locator('[name="name"]'), "")
    await page.locator('[name="name"]').fill(name)
    await hands.follow(page.locator("form button"))
    await page.wait_for_url("**/judging/*")
    await hands.fill(member="Заречье")
    await hands.follow(page.locator('main form[action^="/judging/"] button').first)
    await expect(page.locator(".banner.good")).to_be_visible()


async def mark_first(hands: Hands) -> None:
    """The chief expert starts marking, opens the first form and enters the first mark."""
    page = hands.page
    await hands.follow(page.locator('main a[href$="/duty"]'))
    await hands.part("/marking")
    await hands.follow(page.locator('main form[action$="/marking"] button'))
    await hands.follow(page.locator("#sub-criteria tbody a").first)
    await hands.follow(page.locator('main a[href*="/sheets/"]').first)
    await hands.tick(page.locator('input[name="A1.01-value"]').first)
    await hands.type(page.locator('[name="A1.02-value"]').first, "3")
    await page.keyboard.press("Tab")
    await expect(page.locator(".case")).to_contain_text("2")


ON_THE_PHONE = [pytest.param(360, "ru", False, marks=pytest.mark.endurance)]
"""By taps: `test_every_page` looks at each of the pages on a phone."""


@pytest.mark.parametrize(("width", "language", "by_keyboard"), [(1280, "en", True), *(ON_THE_PHONE if FULL else ())])
async def test_from_new_to_the_first_mark(
    device: OpenContext, product: World, width: int, language: str, by_keyboard: bool
) -> None:
    organiser, watch = await opened(await device(width, language, ORGANISER), product.origin)
    hands = Hands(organiser, by_keyboard)
    home = await make_championship(hands, f"Чемпионат от начала до оценки, {width}")
    entry = await enter_somebody(hands, home, f"Ключевский-{width}")
    await expect(organiser.locator("main")).to_contain_text(f"Ключевский-{width}")
    await hands.part("/skills")
    await hands.follow(organiser.locator("tbody th a").first)
    email = f"chief-{width}@pochta.example"
    await invite_chief(hands, f"Мастеров-{width}", email)
    assert await checks.violations(organiser) == []

    chief, chief_watch = await opened(await device(width, language), product.origin)
    await accept_as_new(Hands(chief, by_keyboard), await letter_link(product, email), f"Мастеров Вымысел {width}")
    await mark_first(Hands(chief, by_keyboard))
    assert await checks.violations(chief) == []

    await hands.part("/marking")
    await expect(organiser.locator("#sub-criteria")).to_be_visible()
    await hands.follow(organiser.locator(".breadcrumb a").last)
    await hands.part("/entries")
    await hands.follow(organiser.locator("tbody th a").first)
    assert organiser.url == entry
    await expect(organiser.locator("main .status").first).to_be_visible()
    assert watch.faults == []
    sign_in = urlsplit(product.stack.layout.sign_in_url).netloc
    assert [fault for fault in chief_watch.faults if sign_in not in fault] == []
