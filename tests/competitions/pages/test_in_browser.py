"""What people do with the pages, in a real Chromium, with and without scripts."""

import re
from typing import Any
from urllib.parse import quote

import pytest
from playwright.async_api import Page, expect
from tests.competitions.pages.conftest import OpenPage, session
from tests.competitions.playing import Play

from competitions.settings import Settings
from shared.web.session import SESSION

EXPERT: dict[str, Any] = {"account": "one", "roles": ["expert"]}
CHIEF = {**EXPERT, "account": "chief"}
ANNA: dict[str, Any] = {"account": "anna", "roles": ["organiser"]}


def aspect(page: Page, code: str) -> Any:
    return page.locator(f'[data-code="{code}"]')


async def judge(page: Page, code: str, *scores: int) -> None:
    for expert, score in enumerate(scores, 1):
        await page.locator(f'[id="{code}-score{expert}-{score}"]').check()


async def kept(play: Play, sheet: str) -> dict[str, str]:
    return {code: mark["mark"] for code, mark in (await play.get(f"/sheets/{sheet}"))["marks"].items()}


async def test_each_mark_is_saved_as_it_is_entered(play: Play, open_page: OpenPage) -> None:
    await play.gather()
    sheet = await play.sheet("Бетин", "A1")
    page = await open_page(f"/sheets/{sheet}", **EXPERT)
    await aspect(page, "A1.01").get_by_label("Met", exact=True).check()
    await expect(aspect(page, "A1.01").locator(".saved")).to_have_text("Saved: 30.00 of 30.00")
    await judge(page, "A1.02", 2, 2, 3)
    await expect(aspect(page, "A1.02").locator(".saved")).to_have_text("Saved: 7.78 of 10.00")
    await expect(page.get_by_role("heading", level=1)).to_have_text("2 of 2 aspects are marked")
    assert await kept(play, sheet) == {"A1.01": "30.00", "A1.02": "7.78"}


async def test_too_wide_a_spread_is_told_at_once_and_asks_for_a_justification(play: Play, open_page: OpenPage) -> None:
    await play.gather()
    sheet = await play.sheet("Бетин", "A1")
    page = await open_page(f"/sheets/{sheet}", **EXPERT)
    why = aspect(page, "A1.02").get_by_label("Why did you agree?")
    await expect(why).to_be_hidden()
    await judge(page, "A1.02", 0, 2, 1)
    await expect(aspect(page, "A1.02").locator(".saved")).to_contain_text("differ by 2")
    await expect(why).to_be_visible()
    assert await kept(play, sheet) == {}
    await why.fill("We looked at the joint again")
    await judge(page, "A1.02", 1, 2, 1)
    await expect(aspect(page, "A1.02").locator(".saved")).to_have_text("Saved: 4.44 of 10.00")
    assert await kept(play, sheet) == {"A1.02": "4.44"}


async def test_marks_entered_without_a_connection_are_sent_when_it_returns(play: Play, open_page: OpenPage) -> None:
    await play.gather()
    sheet = await play.sheet("Бетин", "B1")
    page = await open_page(f"/sheets/{sheet}", **EXPERT)
    await page.context.set_offline(True)
    count = aspect(page, "B1.01").get_by_label("How many were completed?")
    await count.fill("4")
    await count.blur()
    await expect(page.locator("#connection")).to_have_text(
        "No connection. What you enter is sent when it returns. Not sent yet: 1"
    )
    await page.context.set_offline(False)
    await expect(aspect(page, "B1.01").locator(".saved")).to_have_text("Saved: 40.00 of 50.00")
    await expect(page.locator("#connection")).to_be_hidden()
    assert await kept(play, sheet) == {"B1.01": "40.00"}


async def enter(page: Page, code: str, number: int) -> None:
    count = aspect(page, code).get_by_label("How many were completed?")
    await count.fill(str(number))
    await count.blur()


async def opened_later(page: Page) -> Page:
    """The same browser, after the tab was closed."""
    again = await page.context.new_page()
    await page.close()
    return again


async def test_marks_of_a_closed_page_are_sent_by_the_next_one(play: Play, open_page: OpenPage) -> None:
    await play.gather()
    sheet, other = await play.sheet("Бетин", "B1"), await play.sheet("Гаммин", "A1")
    page = await open_page(f"/sheets/{sheet}", **EXPERT)
    origin = page.url.split("/sheets/")[0]
    await page.context.set_offline(True)
    await enter(page, "B1.01", 3)
    await enter(page, "B1.01", 4)
    await expect(page.locator("#connection")).to_contain_text("Not sent yet: 2")
    page = await opened_later(page)
    await page.context.set_offline(False)
    await page.goto(f"{origin}/sheets/{other}")
    while await page.evaluate("localStorage.length"):
        await page.wait_for_timeout(50)
    await expect(page.locator("#connection")).to_be_hidden()
    await page.goto(f"{origin}/sheets/{sheet}")
    await expect(aspect(page, "B1.01").locator(".saved")).to_have_text("Saved: 40.00 of 50.00")
    assert [entry["mark"] for entry in (await play.get(f"/sheets/{sheet}"))["history"]] == ["30.00", "40.00"]


async def test_what_was_not_sent_is_seen_when_its_form_is_opened_again(play: Play, open_page: OpenPage) -> None:
    await play.gather()
    sheet = await play.sheet("Бетин", "A1")
    page = await open_page(f"/sheets/{sheet}", **EXPERT)
    address = page.url
    await page.context.set_offline(True)
    await aspect(page, "A1.01").get_by_label("Not met").check()
    await judge(page, "A1.02", 2, 3, 3)
    await expect(page.locator("#connection")).to_contain_text("Not sent yet: 2")
    page = await opened_later(page)
    await page.route("**/marks/*", lambda route: route.abort())
    await page.context.set_offline(False)
    await page.goto(address)
    await expect(aspect(page, "A1.01").get_by_label("Not met")).to_be_checked()
    await expect(page.locator('[id="A1.02-score3-3"]')).to_be_checked()
    await expect(page.locator("#connection")).to_contain_text("Not sent yet: 2")
    await page.unroute("**/marks/*")
    await expect(aspect(page, "A1.02").locator(".saved")).to_have_text("Saved: 8.89 of 10.00")
    assert await kept(play, sheet) == {"A1.01": "0.00", "A1.02": "8.89"}


async def test_who_was_signed_out_loses_nothing_and_nobody_else_sends_it(
    play: Play, open_page: OpenPage, settings: Settings
) -> None:
    await play.gather()
    sheet = await play.sheet("Бетин", "B1")
    page = await open_page(f"/sheets/{sheet}", **EXPERT)
    address, origin = page.url, page.url.split("/sheets/")[0]

    async def sign_in(account: str) -> None:
        value = session(settings, account, ["expert"])
        await page.context.add_cookies([{"name": SESSION, "value": value, "url": origin, "httpOnly": True}])

    await page.context.clear_cookies()
    await enter(page, "B1.01", 4)
    await expect(page.locator("#connection")).to_contain_text("You were signed out.")
    back = f"/sign-in?to={quote(f'/sheets/{sheet}', safe='')}"
    await expect(page.get_by_role("link", name="Sign in again")).to_have_attribute("href", back)
    await sign_in("chief")
    await enter(page, "B1.01", 5)
    await expect(page.locator("#connection")).to_contain_text("Not sent yet: 2")
    await page.goto(address)
    await expect(page.get_by_role("heading", level=1)).to_have_text("0 of 1 aspects are marked")
    await expect(page.get_by_label("How many were completed?")).to_have_value("")
    assert await kept(play, sheet) == {}
    await sign_in("one")
    await page.goto(address)
    await expect(aspect(page, "B1.01").locator(".saved")).to_have_text("Saved: 50.00 of 50.00")


async def test_a_mark_that_is_refused_later_is_told_wherever_the_expert_is(play: Play, open_page: OpenPage) -> None:
    await play.gather()
    await play.mark_all()
    sheet, other = await play.sheet("Бетин", "B1"), await play.sheet("Гаммин", "A1")
    page = await open_page(f"/sheets/{sheet}", **EXPERT)
    origin = page.url.split("/sheets/")[0]
    await page.context.set_offline(True)
    await enter(page, "B1.01", 1)
    await expect(page.locator("#connection")).to_contain_text("Not sent yet: 1")
    await play.post(f"/skills/{play.skill}/sub-criteria/B1/sign-off", by=play.expert("one"))
    page = await opened_later(page)
    await page.context.set_offline(False)
    await page.goto(f"{origin}/sheets/{other}")
    await expect(page.get_by_role("alert")).to_contain_text("B1.01 on another form:")
    await expect(page.get_by_role("alert").get_by_role("link")).to_have_attribute("href", f"/sheets/{sheet}")


async def test_a_count_out_of_range_is_not_kept(play: Play, open_page: OpenPage) -> None:
    await play.gather()
    sheet = await play.sheet("Бетин", "B1")
    page = await open_page(f"/sheets/{sheet}", **EXPERT)
    await page.get_by_label("How many were completed?").fill("6")
    await page.get_by_label("How many were completed?").blur()
    await expect(aspect(page, "B1.01").locator(".saved")).to_contain_text("Not saved: the value does not fit.")
    await page.get_by_role("button", name="Save the marks").click()
    await expect(page.get_by_role("alert")).to_contain_text("Enter: 0…5.")
    assert await kept(play, sheet) == {}


@pytest.mark.parametrize("script", [True, False])
async def test_from_the_form_to_the_publication(play: Play, open_page: OpenPage, script: bool) -> None:
    await play.gather()
    await play.mark_all()
    one = await open_page(f"/skills/{play.skill}/marking", script=script, **EXPERT)
    for code in ("A1", "B1", "B2"):
        await one.get_by_role("link", name=re.compile(f"^{code} ")).first.click()
        await one.get_by_role("button", name=f"Sign off {code}").click()
        await expect(one.get_by_role("heading", level=1)).to_have_text(f"{code} is signed off")
        await one.get_by_role("navigation", name="Where you are").get_by_role("link").last.click()
    chief = await open_page(f"/skills/{play.skill}/sign-off", script=script, **CHIEF)
    await expect(chief.get_by_role("cell", name="100.00").first).to_be_visible()
    await chief.get_by_role("button", name="Sign off the skill").click()
    await expect(chief.get_by_role("heading", level=1)).to_have_text("The skill is signed off")
    anna = await open_page(f"/championships/{play.championship}", script=script, **ANNA)
    await anna.get_by_role("button", name="Publish the results").click()
    await expect(anna.get_by_role("heading", level=1)).to_have_text("Results are being published")
    await play.sweep()
    if not script:
        await anna.get_by_role("link", name="Look again").click()
    await expect(anna.get_by_role("heading", level=1)).to_have_text("Results are published")
    await anna.get_by_role("link", name="Open the scoreboard").click()
    await expect(anna.get_by_role("row").filter(has_text="Gold")).to_contain_text("720")
