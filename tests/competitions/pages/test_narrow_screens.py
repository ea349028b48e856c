"""What matters of a list is in sight on a phone, also where names are long."""

from typing import Any

import pytest
from playwright.async_api import Page, expect
from tests.browser.checks import overflowing, settled
from tests.competitions.pages.conftest import OpenPage
from tests.competitions.playing import Play

from client import championships
from client.championships import Text

COLLEGE = "Государственное автономное профессиональное образовательное учреждение «Вымышленский колледж ремёсел»"
LONG = "Открытый чемпионат по профессиональному мастерству среди вымышленных колледжей северных районов"
CHIEF: dict[str, Any] = {"account": "chief", "roles": ["expert", "organiser"]}

LOW_LINKS = """() => [...document.querySelectorAll('.table-frame a')]
  .filter(one => one.getBoundingClientRect().height < 24).map(one => one.textContent.trim())"""
UNSEEN = """column => [...document.querySelectorAll(`tbody tr > :nth-child(${column})`)]
  .filter(one => one.getBoundingClientRect().right > innerWidth).map(one => one.textContent.trim())"""
CHEVRON = """() => [...document.querySelectorAll('.breadcrumb li')].filter(one => one.offsetWidth)
  .map(one => parseFloat(getComputedStyle(one, '::before').width)).at(-1)"""
TORN = """() => [...document.querySelectorAll('main .nowrap, main time')]
  .filter(one => one.getClientRects().length > 1).map(one => one.textContent)"""


BROKEN = """() => {
  const found = [];
  for (const cell of document.querySelectorAll('tbody :is(td, th)')) {
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      for (const word of node.data.matchAll(/[^\\s\\-–—/]+/g)) {
        const range = new Range();
        range.setStart(node, word.index);
        range.setEnd(node, word.index + word[0].length);
        const lines = new Set([...range.getClientRects()].map(one => Math.round(one.top)));
        if (node.parentElement.offsetWidth && lines.size > 1) found.push(word[0]);
      }
  }
  return found;
}"""
"""Words that are written on two lines."""
SKILL = "Эксплуатация и обслуживание многофункциональных робототехнических комплексов"


async def at(page: Page, path: str, width: int, language: str) -> None:
    await page.set_viewport_size({"width": width, "height": 740})
    origin = "/".join(page.url.split("/")[:3])
    await page.goto(f"{origin}{path}?lang={language}")
    await settled(page)


async def long_names(play: Play) -> None:
    await play.gather()
    await play.compete("Вымышленский", COLLEGE)
    await play.post(f"/skills/{play.skill}/marking")
    await play.mark_all()
    await play.app.database["championships"].update_one({}, {"$set": {"name": {"ru": LONG, "en": LONG}}})


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_states_and_totals_stand_beside_the_name(play: Play, open_page: OpenPage, language: str) -> None:
    await long_names(play)
    skill = f"/skills/{play.skill}"
    page = await open_page("/", **CHIEF)
    for path in (f"{skill}/marking", f"{skill}/marking/B1", f"{skill}/sign-off", f"/championships/{play.championship}"):
        for width in (360, 820, 1280):
            await at(page, path, width, language)
            assert await page.evaluate(UNSEEN, 2) == [], f"{path} at {width}"
            assert await page.evaluate(LOW_LINKS) == [], f"{path} at {width}"
            assert await overflowing(page) == [], f"{path} at {width}"


async def test_words_stay_whole_where_there_is_room(play: Play, open_page: OpenPage) -> None:
    await long_names(play)
    await play.app.database["skills"].update_one({}, {"$set": {"name": {"ru": SKILL, "en": SKILL}}})
    page = await open_page("/", **CHIEF)
    held, skill = f"/championships/{play.championship}", f"/skills/{play.skill}"
    for path in (held, f"{held}/skills", f"{held}/jury", f"{held}/entries", skill, f"{skill}/marking/B1"):
        for width in (1024, 1280):
            await at(page, path, width, "ru")
            assert await page.evaluate(BROKEN) == [], f"{path} at {width}"
            assert await overflowing(page) == [], f"{path} at {width}"


@pytest.mark.parametrize("width", [360, 820])
async def test_long_names_leave_the_way_back_and_the_dates_whole(play: Play, open_page: OpenPage, width: int) -> None:
    await long_names(play)
    page = await open_page("/", **CHIEF)
    await at(page, f"/skills/{play.skill}/marking", width, "ru")
    assert await page.evaluate(CHEVRON) >= 5
    for path in ("/", "/championships", f"/championships/{play.championship}"):
        await at(page, path, width, "ru")
        assert await page.evaluate(TORN) == []
        dates = page.locator("main .nowrap").filter(has_text="20–22 ноября 2026")
        assert await dates.count() == 1


async def test_a_link_to_folded_results_opens_them_under_their_heading(
    play: Play, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("competitions.pages.scoreboard.FOLDED_FROM", 1)
    await play.gather()
    await play.mark_all()
    await play.sign_all()
    other = Text(ru="Другое", en="Other")
    await championships.add_skill(play.organiser, play.championship, "02", other)
    await play.publish()
    page = await open_page(f"/championships/{play.championship}/scoreboard", script=False, **CHIEF)
    await expect(page.get_by_role("table")).to_have_count(0)
    await page.get_by_role("navigation", name="On this page").get_by_role("link", name="01 Craft").click()
    await expect(page.locator("#skill-01").get_by_role("table")).to_be_visible()
    await expect(page.get_by_role("heading", name="01 Craft")).to_be_in_viewport()
