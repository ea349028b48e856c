"""The grid in a real browser: one page for a whole evening of marks, by touch and by keyboard."""

import re
from collections.abc import Awaitable, Callable
from typing import Any, Final

import pytest
from playwright.async_api import Locator, Page, expect
from tests.browser.checks import violations
from tests.competitions.grid.marking import KINDS, Evening
from tests.competitions.pages.conftest import OpenPage
from tests.endurance.sizes import FULL

Begin = Callable[[int], Awaitable[Evening]]
EXPERT: Final[dict[str, Any]] = {"account": "one", "roles": ["expert"]}
COMPETITORS: Final = 10 if FULL else 2
MOST_TAPS, MOST_KEYS = 15, 18
"""A competitor: 150 taps and 180 keys for ten."""
SUM: Final = "46.51"
HELD: Final = 6_000
"""Milliseconds; longer than an entry is held."""


async def at_the_grid(evening: Evening, open_page: OpenPage, code: str = "A1", **options: Any) -> Page:
    """With a clock that the test moves."""
    page = await open_page(evening.grid(code), **EXPERT, **options)
    await expect(page.locator("#cells [aria-current]")).to_be_focused()
    await page.clock.install()
    return page


def cell(page: Page, row: int, column: int) -> Locator:
    return page.locator(f"[data-at='{row} {column}']")


async def typed_in_russian(at: Locator, key: str, code: str) -> None:
    await at.dispatch_event("keydown", {"key": key, "code": code, "bubbles": True})


async def all_sent(page: Page) -> None:
    await page.clock.run_for(HELD)
    await expect(page.locator("#unsent-here")).to_have_text("Everything is sent", timeout=60_000)


async def marked_by_touch(page: Page) -> int:
    """Taps of a robot that sees nothing but the panel, competitor after competitor."""
    taps = 0
    for number in range(COMPETITORS):
        for kind, _, _, calculation, _ in KINDS:
            button = "[data-all='2']" if kind == "J" else "[data-value='4']" if calculation else "[data-value='true']"
            await page.locator(f"#panel {button}").tap()
            taps += 1
        if number < COMPETITORS - 1:
            await page.locator("#next").tap()
            taps += 1
    return taps


async def marked_by_keyboard(page: Page) -> int:
    keys = 0
    for number in range(COMPETITORS):
        for kind, _, _, calculation, _ in KINDS:
            await page.keyboard.press("Shift+Digit2" if kind == "J" else "4" if calculation else "1")
            keys += 1
        if number < COMPETITORS - 1:
            await page.keyboard.press("Enter")
            keys += 1
    return keys


@pytest.mark.parametrize(("enter", "most"), [(marked_by_touch, MOST_TAPS), (marked_by_keyboard, MOST_KEYS)])
async def test_an_evening_is_marked_on_one_page(
    evening: Begin, open_page: OpenPage, enter: Callable[[Page], Awaitable[int]], most: int
) -> None:
    held = await evening(COMPETITORS)
    page = await at_the_grid(held, open_page, has_touch=True)
    loaded: list[str] = []
    page.on("framenavigated", lambda frame: loaded.append(frame.url))
    assert await enter(page) <= most * COMPETITORS
    await expect(page.locator("#to-list")).to_be_focused()
    await all_sent(page)
    assert loaded == [], "no page is loaded between the first mark and the last"
    for name in held.sheets:
        sheet = await held.entered(name)
        assert len(sheet["history"]) == len(KINDS)
        assert sheet["total"] == SUM
    await expect(page.locator("tbody th small")).to_have_text([f"13 of 13, {SUM}"] * COMPETITORS)


async def test_what_is_begun_taken_back_or_changed_is_told_by_its_cell(evening: Begin, open_page: OpenPage) -> None:
    held = await evening(2)
    page = await at_the_grid(held, open_page)
    first, judged = cell(page, 0, 0), cell(page, 0, 1)
    await expect(first).to_have_accessible_name("Зарницын Вымысел, A1.01: empty")
    await typed_in_russian(first, "н", "KeyY")
    await expect(first).to_have_accessible_name("Зарницын Вымысел, A1.01: marked no, 0.00, not sent")
    await page.keyboard.press("Backspace")
    await expect(first).to_be_focused()
    await expect(first).to_have_accessible_name("Зарницын Вымысел, A1.01: empty")
    await typed_in_russian(first, "д", "KeyL")
    await page.keyboard.press("2")
    await page.keyboard.press("3")
    await expect(judged).to_have_accessible_name("Зарницын Вымысел, A1.02: begun 2 3 –")
    await expect(page.locator("#entering")).to_have_accessible_name("Зарницын Вымысел A1.02 Порядок и вид работы")
    await expect(page.locator("#cells [tabindex='0']")).to_have_count(1)
    await expect(page.get_by_role("grid", name="Marks of A1").get_by_role("gridcell")).to_have_count(2 * len(KINDS))
    await page.keyboard.press("7")
    await expect(page.locator(".foot .saved")).to_have_text("Scores are from 0 to 3.")
    await page.reload()
    await expect(judged).to_have_attribute("data-state", "begun")
    await page.clock.install()
    await judged.click()
    await page.locator("[data-all='2']").click()
    await expect(judged).to_have_accessible_name("Зарницын Вымысел, A1.02: marked 2 3 2, 3.89, not sent")
    await all_sent(page)
    await expect(judged).to_have_accessible_name("Зарницын Вымысел, A1.02: marked 2 3 2, 3.89")
    sheet = await held.entered("Зарницын")
    assert {code: mark["mark"] for code, mark in sheet["marks"].items()} == {"A1.01": "4.00", "A1.02": "3.89"}
    assert len(sheet["history"]) == 2


async def test_a_dispute_is_sent_late_and_ends_with_a_justification(evening: Begin, open_page: OpenPage) -> None:
    held = await evening(1)
    page = await at_the_grid(held, open_page)
    judged = cell(page, 0, 1)
    await judged.click()
    for score in "130":
        await page.keyboard.press(score)
    await expect(judged).to_have_attribute("data-state", "disputed")
    await expect(page.locator(".foot .saved")).to_contain_text("differ by 3")
    await page.clock.run_for(4_500)
    assert (await held.entered("Зарницын"))["history"] == []
    await all_sent(page)
    [dispute] = (await held.entered("Зарницын"))["history"]
    assert dispute["scores"] == [1, 3, 0]
    assert held.play.experts["two"] not in dispute["judges"], "who comes from the competitor's region judges others"
    await expect(page.locator("[data-judge='1'][data-score='2']")).to_have_accessible_name(re.compile("Эксперт-.*: 2"))
    await page.locator("[data-all='1']").click()
    await expect(judged).to_have_attribute("data-state", "disputed")
    await page.locator("#why").fill("Один шов неровный")
    await page.locator("#why").blur()
    await expect(judged).to_have_attribute("data-state", "marked")
    await all_sent(page)
    assert (await held.entered("Зарницын"))["marks"]["A1.02"]["entry"]["justification"] == "Один шов неровный"


async def test_a_conflict_is_a_question_in_its_cell(evening: Begin, open_page: OpenPage) -> None:
    held = await evening(1)
    page = await at_the_grid(held, open_page)
    await held.play.mark("Зарницын", "A1.01", {"measurement": False})
    await held.play.mark("Зарницын", "A1.05", {"measurement": "1"})
    await page.keyboard.press("1")
    await cell(page, 0, 4).click()
    await page.keyboard.press("4")
    await page.clock.run_for(HELD)
    for column in (0, 4):
        await expect(cell(page, 0, column)).to_have_attribute("data-state", "conflict")
    question = page.get_by_role("group", name="Another entry was made since you looked")
    await cell(page, 0, 4).click()
    await expect(question).to_contain_text("Эксперт-one Вымысел")
    assert await violations(page) == []
    await question.get_by_role("button", name="Enter mine").click()
    await cell(page, 0, 0).click()
    await question.get_by_role("button", name="Keep theirs").click()
    await expect(cell(page, 0, 0)).to_have_accessible_name("Зарницын Вымысел, A1.01: marked no, 0.00")
    await all_sent(page)
    sheet = await held.entered("Зарницын")
    assert {code: mark["mark"] for code, mark in sheet["marks"].items()} == {"A1.01": "0.00", "A1.05": "3.60"}
    assert len(sheet["history"]) == 3


async def test_numbers_and_choices_are_typed_and_the_grid_is_walked_either_way_round(
    evening: Begin, open_page: OpenPage
) -> None:
    held = await evening(2)
    page = await at_the_grid(held, open_page, "B1")
    said = page.locator(".foot .saved")
    await page.locator("#order").select_option("aspect")
    await page.locator("#turn").click()
    await cell(page, 0, 0).click()
    await page.keyboard.press("1")
    await expect(cell(page, 1, 0)).to_be_focused()
    await page.keyboard.press("ArrowLeft")
    await page.keyboard.press("ArrowDown")
    await expect(cell(page, 0, 1)).to_be_focused()
    for key in "-200,":
        await page.keyboard.press(key)
    await expect(said).to_have_text("Typed: -200,. Enter finishes the number.")
    await page.keyboard.press("Enter")
    await expect(said).to_have_text("Not saved. A number from 0 up, in digits, such as 12.5.")
    for key in "1993,5":
        await page.keyboard.press(key)
    await page.keyboard.press("Enter")
    await expect(cell(page, 0, 0)).to_have_accessible_name("Зарницын Вымысел, B1.01: marked капли, 10.00, not sent")
    await expect(cell(page, 0, 1)).to_have_accessible_name("Зарницын Вымысел, B1.02: marked 1993,5, 10.00, not sent")
    await expect(cell(page, 1, 1)).to_be_focused()
    await page.keyboard.press("Tab")
    await expect(page.locator("#to-form")).to_be_focused()
    await all_sent(page)
    await page.keyboard.press("Shift+Tab")
    await page.keyboard.press("Backspace")
    await expect(said).to_contain_text("Already sent")
    sheet = await held.play.get(f"/sheets/{await held.play.sheet('Зарницын', 'B1')}")
    assert {code: mark["mark"] for code, mark in sheet["marks"].items()} == {"B1.01": "10.00", "B1.02": "10.00"}
