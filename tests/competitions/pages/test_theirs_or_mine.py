"""What another expert entered meanwhile is a question; what was entered can be taken back; what was begun is kept."""

from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect
from tests.competitions.pages.conftest import OpenPage
from tests.competitions.pages.test_in_browser import EXPERT, aspect, enter, entered, judge
from tests.competitions.pages.test_without_connection import opened_later
from tests.competitions.playing import Play
from tests.competitions.sending.on_tablet import kept


def saved(page: Page, code: str) -> Locator:
    found: Locator = aspect(page, code).locator(".saved")
    return found


def question(page: Page) -> Locator:
    return page.get_by_role("group", name="Another entry was made since you looked")


def needed(page: Page) -> Locator:
    return page.get_by_role("region", name="Marks on this device that need you")


async def history(play: Play, sheet: str) -> list[Any]:
    """The mark of each record, or the reason for which one was taken back."""
    return [entry.get("mark", entry.get("reason")) for entry in (await play.get(f"/sheets/{sheet}"))["history"]]


@pytest.fixture
async def asked(play: Play, open_page: OpenPage) -> tuple[Page, str]:
    """A form on which one entered 4 where two had entered 3, unseen."""
    await play.gather()
    sheet = await play.sheet("Бетин", "B1")
    page = await open_page(f"/sheets/{sheet}", **EXPERT)
    await play.mark("Бетин", "B1.01", {"measurement": "3"}, "two")
    await enter(page, "B1.01", 4)
    await expect(question(page)).to_be_visible()
    return page, sheet


async def test_the_question_tells_both_and_stays_until_it_is_answered(play: Play, asked: tuple[Page, str]) -> None:
    page, sheet = asked
    for _again in range(2):
        for term, said in (("Theirs", "3"), ("Entered by", "Эксперт-two Вымысел"), ("Mine", "4")):
            fact = question(page).locator("dl > div").filter(has_text=term)
            await expect(fact.get_by_role("definition")).to_have_text(said)
        await expect(question(page).locator("dl > div").filter(has_text="When")).to_contain_text(":")
        await expect(saved(page, "B1.01")).to_contain_text("Not saved yet: another entry was made")
        assert await history(play, sheet) == ["30.00"]
        await page.reload()
    await page.get_by_role("button", name="Save the marks").click()
    await expect(question(page).get_by_role("button", name="Keep theirs")).to_be_focused()
    assert await history(play, sheet) == ["30.00"]


async def test_theirs_is_kept(play: Play, asked: tuple[Page, str]) -> None:
    page, sheet = asked
    await question(page).get_by_role("button", name="Keep theirs").press("Enter")
    await expect(page.get_by_label("How many were completed?")).to_have_value("3")
    await expect(page.get_by_label("How many were completed?")).to_be_focused()
    await expect(saved(page, "B1.01")).to_have_text("Saved: 30.00 of 50.00")
    await expect(question(page)).to_be_hidden()
    assert await kept(page) == 0
    await enter(page, "B1.01", 5)
    await expect(saved(page, "B1.01")).to_have_text("Saved: 50.00 of 50.00")
    assert await history(play, sheet) == ["30.00", "50.00"]


async def test_mine_is_entered_and_both_are_in_the_history(play: Play, asked: tuple[Page, str]) -> None:
    page, sheet = asked
    await question(page).get_by_role("button", name="Enter mine").press("Enter")
    await expect(saved(page, "B1.01")).to_have_text("Saved: 40.00 of 50.00")
    assert await history(play, sheet) == ["30.00", "40.00"]


async def test_another_entry_instead_of_an_answer_is_a_question_again(play: Play, asked: tuple[Page, str]) -> None:
    page, sheet = asked
    await enter(page, "B1.01", 2)
    await expect(question(page).locator("dl > div").filter(has_text="Mine")).to_contain_text("2")
    assert await history(play, sheet) == ["30.00"]
    await enter(page, "B1.01", 3)
    await expect(saved(page, "B1.01")).to_have_text("Saved: 30.00 of 50.00")
    await expect(question(page)).to_be_hidden()
    assert await history(play, sheet) == ["30.00"]


async def test_a_queue_that_comes_late_is_asked_on_every_page_and_supersedes_nothing(
    play: Play, open_page: OpenPage
) -> None:
    await play.gather()
    sheet = await play.sheet("Бетин", "A1")
    page = await open_page(f"/sheets/{sheet}", **EXPERT)
    origin = page.url.split("/sheets/")[0]
    await page.context.set_offline(True)
    await aspect(page, "A1.01").get_by_label("Met", exact=True).check()
    await judge(page, "A1.02", 2, 3, 3)
    await expect(page.locator("#connection")).to_contain_text("Not sent yet: 2")
    await play.mark("Бетин", "A1.01", {"measurement": False}, "two")
    page = await opened_later(page)
    await page.context.set_offline(False)
    await page.goto(f"{origin}/championships")
    await expect(page.get_by_text("Marks entered on this device and sent now: 1")).to_be_visible()
    await expect(needed(page)).to_contain_text("Эксперт-two Вымысел made another entry.")
    assert await entered(play, sheet) == {"A1.01": "0.00", "A1.02": "8.89"}
    await needed(page).get_by_role("link", name="A1.01, to the form:").click()
    await expect(question(page)).to_contain_text("not met")
    await question(page).get_by_role("button", name="Enter mine").click()
    await expect(saved(page, "A1.01")).to_have_text("Saved: 30.00 of 30.00")
    assert await kept(page) == 0


async def test_a_page_that_is_open_sends_what_waits_when_the_connection_returns(
    play: Play, open_page: OpenPage
) -> None:
    await play.gather()
    sheet = await play.sheet("Бетин", "B1")
    form = await open_page(f"/sheets/{sheet}", **EXPERT)
    lists = await form.context.new_page()
    await lists.goto(f"{form.url.split('/sheets/')[0]}/skills/{play.skill}/marking")
    await form.context.set_offline(True)
    await enter(form, "B1.01", 4)
    await expect(lists.get_by_text("Not sent yet: 1")).to_be_visible()
    await expect(lists.get_by_text("No connection.")).to_be_visible()
    await form.close()
    await lists.context.set_offline(False)
    await expect(lists.get_by_text("Marks entered on this device and sent now: 1")).to_be_visible()
    assert await history(play, sheet) == ["40.00"]


async def test_two_scores_of_three_are_kept_and_counted_as_begun(play: Play, open_page: OpenPage) -> None:
    await play.gather()
    sheet = await play.sheet("Бетин", "A1")
    page = await open_page(f"/sheets/{sheet}", **EXPERT)
    begun = page.get_by_text("Begun and not entered yet: 1")
    await expect(begun).to_be_hidden()
    await judge(page, "A1.02", 2, 3)
    await expect(begun).to_be_visible()
    await page.reload()
    await expect(page.locator('[id="A1.02-score1-2"]')).to_be_checked()
    await expect(page.locator('[id="A1.02-score2-3"]')).to_be_checked()
    await expect(begun).to_be_visible()
    await expect(saved(page, "A1.02")).to_have_text("Scores still missing: 1")
    await expect(page.locator(".case")).to_have_text("0 of 2 aspects are marked")
    elsewhere = await opened_later(page)
    await elsewhere.goto(f"{page.url.split('/sheets/')[0]}/championships")
    await expect(needed(elsewhere)).to_contain_text("begun and not entered")
    await needed(elsewhere).get_by_role("link").click()
    await elsewhere.locator('[id="A1.02-score3-3"]').check()
    await expect(saved(elsewhere, "A1.02")).to_have_text("Saved: 8.89 of 10.00")
    await expect(elsewhere.locator("#begun")).to_be_hidden()
    assert await entered(play, sheet) == {"A1.02": "8.89"}
    assert await kept(elsewhere) == 0


async def test_what_is_half_typed_is_there_after_a_reload_and_asks_about_what_came_meanwhile(
    play: Play, open_page: OpenPage
) -> None:
    await play.gather()
    sheet = await play.sheet("Бетин", "B1")
    page = await open_page(f"/sheets/{sheet}", **EXPERT)
    await page.get_by_label("How many were completed?").press_sequentially("4")
    await play.mark("Бетин", "B1.01", {"measurement": "3"}, "two")
    await page.reload()
    await expect(page.get_by_label("How many were completed?")).to_have_value("4")
    await expect(saved(page, "B1.01")).to_have_text("Kept on this device, not entered yet.")
    await page.get_by_role("button", name="Save the marks").click()
    await expect(question(page)).to_be_visible()
    assert await history(play, sheet) == ["30.00"]


@pytest.mark.parametrize("script", [True, False])
async def test_a_mark_is_taken_back_with_a_reason(play: Play, open_page: OpenPage, script: bool) -> None:
    await play.gather()
    sheet = await play.sheet("Бетин", "B1")
    await play.mark("Бетин", "B1.01", {"measurement": "3"})
    page = await open_page(f"/sheets/{sheet}", script=script, **EXPERT)
    back = page.get_by_role("button", name="Take back")
    await page.get_by_text("Take the mark back").click()
    await back.click()
    await expect(aspect(page, "B1.01")).to_contain_text("rite down why")
    assert await history(play, sheet) == ["30.00"]
    await page.get_by_label("Why is it taken back?").fill("Wrong competitor")
    await back.click()
    await expect(saved(page, "B1.01")).to_have_text("Taken back.")
    await expect(page.locator(".case")).to_have_text("0 of 1 aspects are marked")
    await expect(page.get_by_label("How many were completed?")).to_have_value("")
    await expect(page.get_by_text("Take the mark back")).to_be_hidden()
    assert await history(play, sheet) == ["30.00", "Wrong competitor"]
    await enter(page, "B1.01", 4)
    await page.get_by_role("button", name="Save the marks").click()
    await expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    assert await history(play, sheet) == ["30.00", "Wrong competitor", "40.00"]
    await page.get_by_text("Everything that was entered").click()
    await expect(page.get_by_role("row").filter(has_text="Wrong competitor")).to_contain_text("taken back")


@pytest.mark.parametrize("script", [True, False])
async def test_a_mark_is_not_taken_back_unseen(play: Play, open_page: OpenPage, script: bool) -> None:
    await play.gather()
    sheet = await play.sheet("Бетин", "B1")
    await play.mark("Бетин", "B1.01", {"measurement": "3"})
    page = await open_page(f"/sheets/{sheet}", script=script, **EXPERT)
    await play.mark("Бетин", "B1.01", {"measurement": "5"}, "two")
    await page.get_by_text("Take the mark back").click()
    await page.get_by_label("Why is it taken back?").fill("A slip")
    await page.get_by_role("button", name="Take back").click()
    await expect(page.get_by_text("Эксперт-two Вымысел").first).to_be_visible()
    assert await history(play, sheet) == ["30.00", "50.00"]
    if not script:
        await expect(page.get_by_label("How many were completed?")).to_have_value("5")
        return
    await expect(question(page)).to_contain_text("taken back: A slip")
    await question(page).get_by_role("button", name="Enter mine").click()
    await expect(saved(page, "B1.01")).to_have_text("Taken back.")
    assert await history(play, sheet) == ["30.00", "50.00", "A slip"]
