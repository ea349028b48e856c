"""What people do with the pages, in a real Chromium, with and without scripts."""

import re
from typing import Any

import pytest
from playwright.async_api import Page, expect
from tests.competitions.pages.conftest import OpenPage
from tests.competitions.playing import Play

EXPERT: dict[str, Any] = {"account": "one", "roles": ["expert"]}
CHIEF = {**EXPERT, "account": "chief"}
ANNA: dict[str, Any] = {"account": "anna", "roles": ["organiser"]}


def aspect(page: Page, code: str) -> Any:
    return page.locator(f'[data-code="{code}"]')


async def judge(page: Page, code: str, *scores: int) -> None:
    for expert, score in enumerate(scores, 1):
        await page.locator(f'[id="{code}-score{expert}-{score}"]').check()


async def entered(play: Play, sheet: str) -> dict[str, str]:
    return {code: mark["mark"] for code, mark in (await play.get(f"/sheets/{sheet}"))["marks"].items()}


async def test_each_mark_is_saved_as_it_is_entered(play: Play, open_page: OpenPage) -> None:
    await play.gather()
    sheet = await play.sheet("Бетин", "A1")
    page = await open_page(f"/sheets/{sheet}", **EXPERT)
    await aspect(page, "A1.01").get_by_label("Met", exact=True).check()
    await expect(aspect(page, "A1.01").locator(".saved")).to_have_text("Saved: 30.00 of 30.00")
    await judge(page, "A1.02", 2, 2, 3)
    await expect(aspect(page, "A1.02").locator(".saved")).to_have_text("Saved: 7.78 of 10.00")
    await expect(page.locator(".case")).to_have_text("2 of 2 aspects are marked")
    await expect(page.locator("#sum")).to_have_text("sum 37.78 of 40.00")
    assert await entered(play, sheet) == {"A1.01": "30.00", "A1.02": "7.78"}


async def is_line_in_sight(page: Page) -> bool:
    """What is seen where the line with whose form it is lies, and not what covers it."""
    return bool(
        await page.locator(".in-sight").evaluate(
            "(line) => line.contains(document.elementFromPoint(40, line.getBoundingClientRect().top + 9))"
        )
    )


@pytest.mark.parametrize("script", [True, False])
async def test_whose_form_it_is_is_seen_once_wherever_it_is_scrolled_to(
    play: Play, open_page: OpenPage, script: bool
) -> None:
    await play.gather()
    page = await open_page(f"/sheets/{await play.sheet('Бетин', 'A1')}", script=script, **EXPERT)
    await page.set_viewport_size({"width": 360, "height": 600})
    assert not await is_line_in_sight(page)
    await page.locator("footer").scroll_into_view_if_needed()
    assert await is_line_in_sight(page)


async def test_too_wide_a_spread_is_told_at_once_and_asks_for_a_justification(play: Play, open_page: OpenPage) -> None:
    await play.gather()
    sheet = await play.sheet("Бетин", "A1")
    page = await open_page(f"/sheets/{sheet}", **EXPERT)
    why = aspect(page, "A1.02").get_by_label("Why did you agree?")
    await expect(why).to_be_hidden()
    await judge(page, "A1.02", 0, 2, 1)
    await expect(aspect(page, "A1.02").locator(".saved")).to_contain_text("differ by 2")
    await expect(why).to_be_visible()
    assert await entered(play, sheet) == {}
    await why.fill("We looked at the joint again")
    await judge(page, "A1.02", 1, 2, 1)
    await expect(aspect(page, "A1.02").locator(".saved")).to_have_text("Saved: 4.44 of 10.00")
    assert await entered(play, sheet) == {"A1.02": "4.44"}


async def enter(page: Page, code: str, number: int) -> None:
    count = aspect(page, code).get_by_label("How many were completed?")
    await count.fill(str(number))
    await count.blur()


async def test_a_count_out_of_range_is_not_kept(play: Play, open_page: OpenPage) -> None:
    await play.gather()
    sheet = await play.sheet("Бетин", "B1")
    page = await open_page(f"/sheets/{sheet}", **EXPERT)
    count = page.get_by_label("How many were completed?")
    saved = aspect(page, "B1.01").locator(".saved")
    await enter(page, "B1.01", 3)
    await expect(saved).to_have_text("Saved: 30.00 of 50.00")
    await enter(page, "B1.01", 6)
    await expect(saved).to_contain_text("Not saved. From 0 to 5, in whole numbers.")
    await expect(saved).to_contain_text("The mark 30.00 still stands.")
    await page.get_by_role("button", name="Save the marks").click()
    await expect(count).to_be_focused()
    await count.fill("")
    await count.blur()
    await expect(saved).to_have_text("The mark 30.00 still stands: change it, or take it back below.")
    assert await entered(play, sheet) == {"B1.01": "30.00"}


async def test_scores_that_are_changed_one_after_the_other_are_no_dispute(play: Play, open_page: OpenPage) -> None:
    """Slowly, as on a tablet: after the first two taps they are far apart for a moment."""
    await play.gather()
    sheet = await play.sheet("Бетин", "A1")
    page = await open_page(f"/sheets/{sheet}", **EXPERT)
    await page.clock.install()
    saved = aspect(page, "A1.02").locator(".saved")
    await judge(page, "A1.02", 1, 1, 1)
    await page.clock.run_for(1200)
    await expect(saved).to_have_text("Saved: 3.33 of 10.00")
    for expert in (1, 2, 3):
        await page.locator(f'[id="A1.02-score{expert}-3"]').check()
        await page.clock.run_for(2500)
    await expect(saved).to_have_text("Saved: 10.00 of 10.00")
    history = (await play.get(f"/sheets/{sheet}"))["history"]
    assert [entry.get("mark") for entry in history] == ["3.33", "10.00"]


async def test_a_score_that_is_missing_is_told(play: Play, open_page: OpenPage) -> None:
    await play.gather()
    page = await open_page(f"/sheets/{await play.sheet('Бетин', 'A1')}", **EXPERT)
    await judge(page, "A1.02", 2, 2)
    await expect(aspect(page, "A1.02").locator(".saved")).to_have_text("Scores still missing: 1")


async def test_enter_goes_on_and_going_back_shows_what_was_saved(play: Play, open_page: OpenPage) -> None:
    await play.gather()
    sheet = await play.sheet("Бетин", "B1")
    page = await open_page(f"/sheets/{sheet}", **EXPERT)
    await page.get_by_label("How many were completed?").fill("3")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="Save the marks")).to_be_focused()
    await expect(aspect(page, "B1.01").locator(".saved")).to_have_text("Saved: 30.00 of 50.00")
    await expect(page.locator(".case")).to_have_text("1 of 1 aspects are marked")
    await page.get_by_role("link", name="Next: ").click()
    await page.wait_for_url(lambda url: sheet not in url)
    await page.go_back()
    await expect(page.get_by_label("How many were completed?")).to_have_value("3")
    await page.get_by_role("button", name="Save the marks").click()
    await expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()
    assert len((await play.get(f"/sheets/{sheet}"))["history"]) == 1


async def test_an_older_form_does_not_undo_what_another_tablet_entered(play: Play, open_page: OpenPage) -> None:
    await play.gather()
    sheet = await play.sheet("Бетин", "A1")
    await play.mark("Бетин", "A1.02", {"judgement": [1, 1, 1]})
    old = await open_page(f"/sheets/{sheet}", script=False, **EXPERT)
    await play.mark("Бетин", "A1.02", {"judgement": [3, 3, 3]})
    await aspect(old, "A1.01").get_by_label("Met", exact=True).check()
    async with old.expect_navigation():
        await old.get_by_role("button", name="Save the marks").click()
    assert await entered(play, sheet) == {"A1.01": "30.00", "A1.02": "10.00"}
    stale = await open_page(f"/sheets/{sheet}", script=False, **EXPERT)
    await play.mark("Бетин", "A1.02", {"judgement": [3, 3, 2]})
    await judge(stale, "A1.02", 2, 2, 2)
    await stale.get_by_role("button", name="Save the marks").click()
    await expect(stale.get_by_role("alert")).to_contain_text("A1.02: Эксперт-one Вымысел made another entry")
    question = stale.get_by_role("group", name="Another entry was made since you looked")
    for fact in (
        "Эксперт-two Вымысел: 3, Эксперт-three Вымысел: 2",
        "Эксперт-two Вымысел: 2, Эксперт-three Вымысел: 2",
    ):
        await expect(question).to_contain_text(fact)
    assert (await entered(play, sheet))["A1.02"] == "8.89"
    async with stale.expect_navigation():
        await stale.get_by_role("button", name="Save the marks").click()
    assert (await entered(play, sheet))["A1.02"] == "8.89"
    async with stale.expect_navigation():
        await question.get_by_role("button", name="Enter mine").click()
    assert (await entered(play, sheet))["A1.02"] == "6.67"


async def test_a_refused_form_shows_what_colleagues_entered_meanwhile(play: Play, open_page: OpenPage) -> None:
    await play.gather()
    sheet = await play.sheet("Бетин", "A1")
    await play.mark("Бетин", "A1.01", {"measurement": True})
    form = await open_page(f"/sheets/{sheet}", script=False, **EXPERT)
    await play.mark("Бетин", "A1.01", {"measurement": False})
    await judge(form, "A1.02", 0, 3, 0)
    await form.get_by_role("button", name="Save the marks").click()
    await expect(form.get_by_role("alert")).to_contain_text("A1.02")
    await expect(aspect(form, "A1.01").get_by_label("Not met", exact=True)).to_be_checked()
    await judge(form, "A1.02", 1, 1, 1)
    await form.get_by_label("Why did you agree?").fill("Looked at it again.")
    async with form.expect_navigation():
        await form.get_by_role("button", name="Save the marks").click()
    assert await entered(play, sheet) == {"A1.01": "0.00", "A1.02": "3.33"}


@pytest.mark.parametrize("script", [True, False])
async def test_from_the_form_to_the_publication(play: Play, open_page: OpenPage, script: bool) -> None:
    await play.gather()
    await play.mark_all()
    one = await open_page(f"/skills/{play.skill}/marking", script=script, **EXPERT)
    for code in ("A1", "B1", "B2"):
        await one.get_by_role("link", name=re.compile(f"^{code} ")).first.click()
        await one.get_by_role("button", name=f"Sign off {code}").click()
        await expect(one.locator(".case")).to_have_text(f"{code} is signed off")
        await one.get_by_role("navigation", name="Where you are").get_by_role("link").last.click()
    chief = await open_page(f"/skills/{play.skill}/sign-off", script=script, **CHIEF)
    await expect(chief.get_by_role("cell", name="100.00").first).to_be_visible()
    await chief.get_by_role("button", name="Sign off the skill").click()
    await expect(chief.locator(".case")).to_have_text("The skill is signed off")
    anna = await open_page(f"/championships/{play.championship}", script=script, **ANNA)
    await anna.get_by_role("link", name="Publication", exact=True).click()
    await anna.get_by_role("button", name="Publish the results").click()
    await expect(anna.get_by_text("Results are being published")).to_be_visible()
    await play.sweep()
    if not script:
        await anna.get_by_role("link", name="Look again").click()
    await expect(anna.get_by_text("Results are published")).to_be_visible()
    await anna.get_by_role("link", name="Open the scoreboard").click()
    await expect(anna.locator("table").first).to_be_visible()
    await expect(anna.locator("main")).not_to_contain_text("720")  # nobody has allowed the score
    await expect(anna.locator("#skill-01")).not_to_contain_text("Gold")  # of three starters nobody has a medal
