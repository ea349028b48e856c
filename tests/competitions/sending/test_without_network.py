"""The marking pages of an expert open without a network, and nobody else sees them."""

from typing import Any, Final

from playwright.async_api import Page, expect
from tests.competitions.pages.conftest import OpenPage
from tests.competitions.pages.reading import page as read_page
from tests.competitions.pages.test_in_browser import EXPERT, aspect, enter
from tests.competitions.pages.test_theirs_or_mine import history
from tests.competitions.playing import Play
from tests.signed_in import cookies, in_browser, session

from client.waiting import until
from competitions.settings import Settings

LARGEST_WORKER = 4096
WORKING: dict[str, Any] = {**EXPERT, "service_workers": "allow"}


async def kept_pages(page: Page) -> None:
    """Waits until the list says that all pages are on the device."""
    line = page.locator("#keeping")
    await expect(line).to_contain_text("Kept on this device, to be opened without a connection: ")
    await page.reload()


OUTDATED: Final = """async (path) => {
  await caches.open("shell-other");
  const pages = await caches.open((await caches.keys()).find((name) => name.startsWith("pages-")));
  await pages.put(path, new Response("for other scripts"));
}"""


async def outdate(page: Page, path: str) -> None:
    """As after a new version of the scripts: a page that was kept with the old ones is kept anew before those go."""
    await page.evaluate(OUTDATED, path)
    await page.reload()

    async def gone() -> bool:
        return "shell-other" not in await page.evaluate("caches.keys()")

    await until(gone, "the scripts of the other version to go")
    assert "Бетин" in await page.evaluate("async (path) => (await caches.match(path)).text()", path)


async def test_a_day_without_a_network_is_reloaded_closed_and_sent_in_the_evening(
    play: Play, open_page: OpenPage, settings: Settings
) -> None:
    await play.gather()
    first, second = await play.sheet("Бетин", "B1"), await play.sheet("Гаммин", "B1")
    page = await open_page(f"/skills/{play.skill}/marking", **WORKING)
    context, origin = page.context, page.url.split("/skills/")[0]
    await kept_pages(page)
    await outdate(page, f"/sheets/{first}")
    await context.set_offline(True)
    await page.goto(f"{origin}/skills/{play.skill}/marking/B1")
    await page.get_by_role("link", name="Бетин").click()
    await enter(page, "B1.01", 4)
    await expect(page.locator("#connection")).to_contain_text("Not sent yet: 1")
    again = await context.new_page()
    await page.close()
    await again.goto(f"{origin}/sheets/{first}")
    await expect(again.get_by_label("How many were completed?")).to_have_value("4")
    await again.get_by_role("link", name="Next: ").click()
    await expect(again).to_have_url(f"{origin}/sheets/{second}")
    await enter(again, "B1.01", 3)
    await expect(again.locator("#connection")).to_contain_text("Not sent yet: 2")
    await again.goto(f"{origin}/championships")
    await expect(again.locator("h1")).to_have_text("No connection")
    await again.goto(f"{origin}/sheets/{second}")
    await context.set_offline(False)
    await expect(aspect(again, "B1.01").locator(".saved")).to_have_text("Saved: 30.00 of 50.00")
    assert (await history(play, first), await history(play, second)) == (["40.00"], ["30.00"])

    async def renewed() -> bool:
        """What was sent is on the kept pages, too."""
        told = "async path => (await (await caches.match(path))?.text())?.includes('Saved: ')"
        return all([await again.evaluate(told, f"/sheets/{sheet}") for sheet in (first, second)])

    await until(renewed, "the kept pages to be renewed")
    await again.goto(f"{origin}/sign-out")
    known = cookies(settings, session("two", ["expert"], "region-47"))
    await context.add_cookies(in_browser(known, origin))
    await again.goto(f"{origin}/")
    await context.set_offline(True)
    await again.goto(f"{origin}/sheets/{first}")
    await expect(again.locator("h1")).to_have_text("No connection")
    assert "Бетин" not in await again.content()


async def test_what_is_kept_says_for_whom_and_the_worker_is_small(play: Play) -> None:
    await play.gather()
    worker = await play.http.get("/sw.js")
    assert (len(worker.content) < LARGEST_WORKER, worker.headers["service-worker-allowed"]) == (True, "/")
    assert worker.headers["cache-control"] == "no-cache"
    assert worker.headers["content-security-policy"] == "default-src 'none'; connect-src 'self'"
    for asset in (await play.http.get("/marking/shell")).json()["assets"]:
        assert "immutable" in (await play.http.get(asset)).headers["cache-control"], asset
    icons = (await play.http.get("/manifest.webmanifest")).json()["icons"]
    assert [(await play.http.get(one["src"])).status_code for one in icons] == [200] * 3
    wanted = (await play.http.get("/marking/pages", headers=play.expert("one"))).json()
    other = (await play.http.get("/marking/pages", headers=play.expert("two"))).json()
    assert wanted["kept_for"] != other["kept_for"]
    assert f"/sheets/{await play.sheet('Альфин', 'B1')}" in set(wanted["pages"]) - set(other["pages"])
    for path in wanted["pages"]:
        answer = await play.http.get(path, headers={**play.expert("one"), "accept": "text/html"})
        assert (answer.status_code, answer.headers["kept-for"]) == (200, wanted["kept_for"]), path
    assert "Signed in as" not in await read_page(play, "/marking/offline", play.expert("one"), language="en")
