"""What waits on a tablet: answered from any page, kept through a change of hands, and told where it cannot be kept."""

import json
from uuid import uuid4

from playwright.async_api import Page, expect
from tests.competitions.pages.conftest import OpenPage
from tests.competitions.pages.test_in_browser import EXPERT, aspect, enter
from tests.competitions.pages.test_theirs_or_mine import history, needed, saved
from tests.competitions.playing import Play
from tests.competitions.sending.on_tablet import kept, locks, on_tablet
from tests.signed_in import cookies, in_browser, session

from client.waiting import until
from competitions.settings import Settings


async def offline_on(page: Page, count: int) -> None:
    await page.context.set_offline(True)
    await enter(page, "B1.01", count)
    await expect(page.locator("#connection")).to_contain_text("Not sent yet: 1")


async def test_a_question_is_answered_on_any_page_or_left_to_the_chief(play: Play, open_page: OpenPage) -> None:
    await play.gather()
    sheet = await play.sheet("Бетин", "B1")
    page = await open_page(f"/sheets/{sheet}", **EXPERT)
    lists = f"{page.url.split('/sheets/')[0]}/championships"
    theirs = await play.mark("Бетин", "B1.01", {"measurement": "3"}, "two")
    for number, answer in enumerate(("Keep theirs", "Ask the chief expert", "Enter mine"), 3):
        await page.goto(f"{lists.removesuffix('/championships')}/sheets/{sheet}")
        await offline_on(page, number)
        await play.mark("Бетин", "B1.01", {"measurement": "1" if number == 4 else "2"}, "two")
        await page.context.set_offline(False)
        await expect(page.get_by_role("group", name="Another entry was made since you looked")).to_be_visible()
        await page.goto(lists)
        await expect(needed(page)).to_contain_text("Эксперт-two Вымысел made another entry. Which one is to stand?")
        await expect(needed(page)).to_contain_text(f"Mine{number}, ")
        await expect(needed(page)).to_contain_text("Entered before3, Эксперт-two Вымысел, ")
        await needed(page).get_by_role("button", name=answer).press("Enter")
        await expect(needed(page)).to_be_hidden()

        async def settled() -> bool:
            return await kept(page) == 0

        await until(settled, "nothing to wait on the tablet")
    assert theirs["mark"] == "30.00"
    assert await history(play, sheet) == ["30.00", "20.00", "10.00", "20.00", "50.00"]
    [asked] = await play.get(f"/skills/{play.skill}/late-entries")
    assert (asked["why"], asked["entry"]["value"], asked["author"]) == ("asked", "4", play.experts["one"])
    entering = f"/late-entries/{asked['id']}/entering"
    newest = (await play.get(f"/sheets/{sheet}"))["newest"]["B1.01"]
    await play.post(entering, {"saw": newest}, play.expert("chief"))
    assert (await history(play, sheet))[-1] == "40.00"


async def test_a_tablet_that_changes_hands_keeps_what_waits_and_shows_a_number(
    play: Play, open_page: OpenPage, settings: Settings
) -> None:
    await play.gather()
    sheet = await play.sheet("Бетин", "B1")
    page = await open_page(f"/sheets/{sheet}", **EXPERT)
    origin = page.url.split("/sheets/")[0]
    await page.route("**/entries", lambda route: route.abort())
    await enter(page, "B1.01", 4)
    await expect(page.locator("#connection")).to_contain_text("Not sent yet: 1")
    await page.get_by_role("button", name="Sign out").first.click()
    asked = page.get_by_role("region", name="Not everything has been sent")
    await expect(asked).to_contain_text("On this device and not settled: 1.")
    [key] = (await locks(page))["keys"]
    assert (key["owner"], key["usages"], key["isExtractable"]) == (play.experts["one"], ["encrypt"], False)
    known = cookies(settings, session("two", ["expert"], "region-47"))
    await page.context.clear_cookies()
    await page.context.add_cookies(in_browser(known, origin))
    await page.unroute_all(behavior="wait")
    await page.goto(f"{origin}/championships")
    await expect(page.get_by_text("Entries of somebody else wait on this device until they sign in: 1")).to_be_visible()
    await page.goto(f"{origin}/sheets/{sheet}")
    await expect(page.get_by_label("How many were completed?")).to_have_value("")
    assert await history(play, sheet) == []
    sealed = await locks(page)
    assert await kept(page) == 0, "nothing of it can be read any more"
    assert [one["owner"] for one in sealed["locked"]] == [play.experts["one"]]
    assert play.experts["one"] not in {one["owner"] for one in sealed["keys"]}, "nor opened without their session"
    known = cookies(settings, session("one", ["expert"], "region-47"))
    await page.context.add_cookies(in_browser(known, origin))
    await page.goto(f"{origin}/championships")
    await expect(page.get_by_text("Marks entered on this device and sent now: 1")).to_be_visible()
    assert await history(play, sheet) == ["40.00"]
    assert (await locks(page))["locked"] == []
    beside = await page.context.new_page()
    await beside.goto(f"{origin}/marking/offline")
    await page.get_by_role("button", name="Sign out").first.click(no_wait_after=True)

    async def forgotten() -> bool:
        names = await beside.evaluate("indexedDB.databases().then((all) => all.map((one) => one.name))")
        return f"marks-{play.experts['one']}" not in names

    await until(forgotten, "the database of who signed out to be gone")


FAILING = """() => {
  crypto.subtle.encrypt = () => Promise.reject(new Error("no"));
  HTMLFormElement.prototype.submit = () => { document.title = "left"; };
}"""


async def test_what_could_not_be_sealed_when_its_expert_left_can_be_by_the_next_page(
    play: Play, open_page: OpenPage
) -> None:
    await play.gather()
    page = await open_page(f"/sheets/{await play.sheet('Бетин', 'B1')}", **EXPERT)
    await page.route("**/entries", lambda route: route.abort())
    await enter(page, "B1.01", 4)
    await expect(page.locator("#connection")).to_contain_text("Not sent yet: 1")
    await page.evaluate(FAILING)
    await page.get_by_role("button", name="Sign out").first.click()
    asked = page.get_by_role("region", name="Not everything has been sent")
    await asked.get_by_role("button").last.click()
    await expect(page).to_have_title("left")
    assert await kept(page) == 1
    assert [one["owner"] for one in (await locks(page))["keys"]] == [play.experts["one"]]


async def test_what_an_earlier_version_left_is_sent_and_a_browser_that_keeps_nothing_says_so(
    play: Play, open_page: OpenPage
) -> None:
    await play.gather()
    sheet, owner = await play.sheet("Бетин", "B1"), play.experts["one"]
    page = await open_page(f"/sheets/{sheet}", **EXPERT)
    key = str(uuid4())
    entry = {
        "kind": "mark",
        "sheet": sheet,
        "code": "B1.01",
        "body": {"measurement": "3"},
        "saw": None,
        "key": key,
        "at": 1,
    }
    await page.evaluate(
        "([name, entry]) => localStorage.setItem(name, entry)", [f"mark:{owner}:{key}", json.dumps(entry)]
    )
    await page.reload()
    await expect(saved(page, "B1.01")).to_have_text("Saved: 30.00 of 50.00")
    assert (await on_tablet(page))["entries"] == []
    await page.add_init_script("delete self.indexedDB; Object.defineProperty(self, 'indexedDB', { value: undefined })")
    await page.reload()
    await page.route("**/entries", lambda route: route.abort())
    await enter(page, "B1.01", 4)
    await expect(page.locator("#connection")).to_contain_text("Not sent yet: 1 This browser keeps nothing")
    await page.unroute_all(behavior="wait")
    await expect(aspect(page, "B1.01").locator(".saved")).to_have_text("Saved: 40.00 of 50.00")
    assert await history(play, sheet) == ["30.00", "40.00"]
