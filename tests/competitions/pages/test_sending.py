"""What is on its way: answers that are lost, faults of the server's, and tabs that sleep lose nothing and double nothing."""

from playwright.async_api import Route, expect
from tests.competitions.pages.conftest import OpenPage
from tests.competitions.pages.test_in_browser import EXPERT, aspect, enter, judge
from tests.competitions.pages.test_theirs_or_mine import history, question, saved
from tests.competitions.playing import Play
from tests.competitions.sending.on_tablet import kept

SAME = {"sec-fetch-site": "same-origin"}
"""What a browser says of a page's own request, and does not when a test sends it on."""


async def test_a_mark_whose_answer_was_lost_is_no_question_about_oneself(play: Play, open_page: OpenPage) -> None:
    await play.gather()
    sheet = await play.sheet("Бетин", "B1")
    page = await open_page(f"/sheets/{sheet}", **EXPERT)

    async def swallow(route: Route) -> None:
        assert (await route.fetch(headers={**route.request.headers, **SAME})).ok
        await route.abort()

    await page.route("**/entries", swallow)
    await enter(page, "B1.01", 3)
    await expect(page.locator("#connection")).to_contain_text("Not sent yet: 1")
    await page.route("**/entries", lambda route: route.abort())
    await enter(page, "B1.01", 4)
    await expect(page.locator("#connection")).to_contain_text("Not sent yet: 2")
    await page.unroute_all(behavior="wait")
    await page.reload()
    await expect(saved(page, "B1.01")).to_have_text("Saved: 40.00 of 50.00")
    await expect(question(page)).to_be_hidden()
    assert await history(play, sheet) == ["30.00", "40.00"]


async def test_what_the_server_cannot_take_is_sent_once_and_holds_up_only_its_own_aspect(
    play: Play, open_page: OpenPage
) -> None:
    await play.gather()
    sheet = await play.sheet("Бетин", "A1")
    page = await open_page(f"/sheets/{sheet}", **EXPERT)
    sent: list[str] = []

    async def fault(route: Route) -> None:
        """The server fails at the entries of one aspect, and takes the others."""
        batch = (route.request.post_data_json or {})["entries"]
        spoilt = [one for one in batch if one["code"] == "A1.01"]
        sent.extend(str(one.get("measurement")) for one in spoilt)
        others = [one for one in batch if one not in spoilt]
        answer = (
            await route.fetch(headers={**route.request.headers, **SAME}, post_data={"entries": others})
            if others
            else None
        )
        taken = iter((await answer.json())["results"] if answer else [])
        failed = {"status": 500, "problem": {"type": "unexpected"}}
        results = [{"key": one["key"], **failed} if one in spoilt else next(taken) for one in batch]
        await route.fulfill(json={"results": results})

    await page.route("**/entries", fault)
    await aspect(page, "A1.01").get_by_label("Met", exact=True).check()
    await expect(saved(page, "A1.01")).to_have_text("Not saved. Try again.")
    await aspect(page, "A1.01").get_by_label("Not met").check()
    await judge(page, "A1.02", 2, 3, 3)
    await expect(saved(page, "A1.02")).to_have_text("Saved: 8.89 of 10.00")
    assert sent == ["True"]
    await page.unroute_all(behavior="wait")
    await page.reload()
    await expect(saved(page, "A1.01")).to_have_text("Saved: 0.00 of 30.00")
    assert await history(play, sheet) == ["8.89", "30.00", "0.00"]


async def test_a_refusal_without_a_word_is_no_endless_repetition(play: Play, open_page: OpenPage) -> None:
    await play.gather()
    sheet = await play.sheet("Бетин", "B1")
    page = await open_page(f"/sheets/{sheet}", **EXPERT)
    sent: list[str] = []

    async def gone(route: Route) -> None:
        sent.append(route.request.url)
        await route.fulfill(status=404, body="<p>Not here</p>")

    await page.route("**/entries", gone)
    await enter(page, "B1.01", 3)
    await expect(saved(page, "B1.01")).to_have_text("Not saved. Try again.")
    await enter(page, "B1.01", 4)
    await expect(saved(page, "B1.01")).to_have_text("Not saved. Try again.")
    await page.reload()
    await expect(page.get_by_label("How many were completed?")).to_have_value("4")
    assert len(sent) == 2


async def test_a_tab_that_sleeps_in_its_turn_is_told_and_waited_for(play: Play, open_page: OpenPage) -> None:
    await play.gather()
    sheet = await play.sheet("Бетин", "B1")
    page = await open_page(f"/sheets/{sheet}", **EXPERT)
    asleep = await page.context.new_page()
    await asleep.goto(f"{page.url.split('/sheets/')[0]}/championships")
    await asleep.evaluate(
        "owner => void navigator.locks.request(`marks:${owner}`, () => new Promise(() => {}))", play.experts["one"]
    )
    await page.evaluate(
        "{ const timeout = AbortSignal.timeout; AbortSignal.timeout = (ms) => timeout.call(AbortSignal, ms / 10) }"
    )
    await enter(page, "B1.01", 4)
    await expect(page.locator("#connection")).to_have_text("Another tab of this browser is sending. Not sent yet: 1")
    await asleep.close()
    await expect(saved(page, "B1.01")).to_have_text("Saved: 40.00 of 50.00")
    await expect(page.locator("#connection")).to_be_hidden()
    assert await history(play, sheet) == ["40.00"]


async def test_a_withdrawal_that_is_refused_begins_no_mark_and_leaves_its_reason(
    play: Play, open_page: OpenPage
) -> None:
    await play.gather()
    await play.mark_all()
    sheet = await play.sheet("Бетин", "B1")
    page = await open_page(f"/sheets/{sheet}", **EXPERT)
    await play.post(f"/skills/{play.skill}/sub-criteria/B1/sign-off", by=play.expert("one"))
    await page.get_by_text("Take the mark back").click()
    await page.get_by_label("Why is it taken back?").fill("Wrong competitor")
    await page.get_by_role("button", name="Take back").click()
    await expect(saved(page, "B1.01")).to_contain_text("The form had been signed off before it came.")
    await expect(page.locator("#begun")).to_be_hidden()
    await expect(page.get_by_label("Why is it taken back?")).to_have_value("Wrong competitor")
    assert await kept(page) == 0
    assert await history(play, sheet) == ["20.00"]
