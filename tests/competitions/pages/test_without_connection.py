"""Marks that cannot be sent now: nothing is lost, and nobody else sends them."""

from urllib.parse import quote

from playwright.async_api import Page, expect
from tests.competitions.pages.conftest import OpenPage
from tests.competitions.pages.test_in_browser import EXPERT, aspect, enter, entered, judge
from tests.competitions.playing import Play
from tests.competitions.sending.on_tablet import on_tablet
from tests.signed_in import cookies, in_browser, session

from client.waiting import until
from competitions.settings import Settings


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
    assert await entered(play, sheet) == {"B1.01": "40.00"}


async def test_the_button_without_a_connection_leaves_the_page_and_its_marks(play: Play, open_page: OpenPage) -> None:
    await play.gather()
    sheet = await play.sheet("Бетин", "B1")
    page = await open_page(f"/sheets/{sheet}", **EXPERT)
    await page.route("**/entries", lambda route: route.abort())
    await enter(page, "B1.01", 3)
    await page.get_by_role("button", name="Save the marks").click()
    await expect(page.locator("#connection")).to_contain_text("Not sent yet: 1")
    await page.unroute("**/entries")
    await expect(aspect(page, "B1.01").locator(".saved")).to_have_text("Saved: 30.00 of 50.00")


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
    await expect(page.locator("#connection")).to_contain_text("Not sent yet: 1")
    page = await opened_later(page)
    await page.context.set_offline(False)
    await page.goto(f"{origin}/sheets/{other}")

    async def all_sent() -> bool:
        return not (await on_tablet(page))["entries"]

    await until(all_sent, "the mark of the closed page to be sent")
    await expect(page.locator("#connection")).to_be_hidden()
    await page.goto(f"{origin}/sheets/{sheet}")
    await expect(aspect(page, "B1.01").locator(".saved")).to_have_text("Saved: 40.00 of 50.00")
    assert [entry["mark"] for entry in (await play.get(f"/sheets/{sheet}"))["history"]] == ["40.00"]


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
    await page.route("**/entries", lambda route: route.abort())
    await page.context.set_offline(False)
    await page.goto(address)
    await expect(aspect(page, "A1.01").get_by_label("Not met")).to_be_checked()
    await expect(page.locator('[id="A1.02-score3-3"]')).to_be_checked()
    await expect(page.locator("#connection")).to_contain_text("Not sent yet: 2")
    await page.unroute("**/entries")
    await expect(aspect(page, "A1.02").locator(".saved")).to_have_text("Saved: 8.89 of 10.00")
    assert await entered(play, sheet) == {"A1.01": "0.00", "A1.02": "8.89"}


async def test_who_was_signed_out_loses_nothing_and_nobody_else_sends_it(
    play: Play, open_page: OpenPage, settings: Settings
) -> None:
    await play.gather()
    sheet = await play.sheet("Бетин", "B1")
    page = await open_page(f"/sheets/{sheet}", **EXPERT)
    address, origin = page.url, page.url.split("/sheets/")[0]

    async def sign_in(account: str) -> None:
        known = cookies(settings, session(account, ["expert"], "region-47"))
        await page.context.add_cookies(in_browser(known, origin))

    await page.context.clear_cookies()
    await enter(page, "B1.01", 4)
    await expect(page.locator("#connection")).to_contain_text("You were signed out.")
    back = f"/sign-in?to={quote(f'/sheets/{sheet}', safe='')}"
    await expect(page.get_by_role("link", name="Sign in again")).to_have_attribute("href", back)
    await sign_in("chief")
    await enter(page, "B1.01", 5)
    await expect(page.locator("#connection")).to_contain_text("Not sent yet: 1")
    await page.goto(address)
    await expect(page.locator(".case")).to_have_text("0 of 1 aspects are marked")
    await expect(page.get_by_label("How many were completed?")).to_have_value("")
    assert await entered(play, sheet) == {}
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
    told = page.get_by_role("region", name="Marks on this device that need you")
    await expect(told).to_contain_text("The form had been signed off before it came. It is kept: the chief expert")
    await expect(told.get_by_role("link", name="B1.01")).to_have_attribute("href", f"/sheets/{sheet}#B1.01")
    late = told.get_by_role("link", name="Entries that came too late")
    await expect(late).to_have_attribute("href", f"/skills/{play.skill}/late-entries")
    await page.reload()
    await expect(told).to_contain_text("The form had been signed off before it came.")
    await told.get_by_role("button", name="Remove from this device").press("Enter")
    await expect(told).to_be_hidden()
    assert (await on_tablet(page))["entries"] == []
    [late_entry] = await play.get(f"/skills/{play.skill}/late-entries")
    assert (late_entry["code"], late_entry["author"]) == ("B1.01", play.experts["one"])
