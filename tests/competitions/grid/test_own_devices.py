"""Three judge on three devices: a grid, a form, and one that was without a network."""

from typing import Any, Final

from playwright.async_api import Page, expect
from tests.competitions.grid.test_grid import all_sent, cell
from tests.competitions.judging.test_cards import lay_as, on_own_devices
from tests.competitions.judging.test_confirming import twice
from tests.competitions.pages.conftest import OpenPage
from tests.competitions.pages.test_in_browser import aspect, enter
from tests.competitions.playing import Play
from tests.signed_in import cookies, in_browser, session

from competitions.settings import Settings

__all__ = ["twice"]
ONE: Final[dict[str, Any]] = {"account": "one", "roles": ["expert"]}
TWO: Final[dict[str, Any]] = {**ONE, "account": "two"}
SHOWN: Final = "Эксперт-one Вымысел: 2, Эксперт-two Вымысел: 3, Эксперт-three Вымысел: 2"


async def look(page: Page) -> None:
    """As the page does every few seconds."""
    await page.evaluate("dispatchEvent(new Event('visibilitychange'))")


async def test_three_devices_show_three_cards_at_once_and_a_late_one_asks(play: Play, open_page: OpenPage) -> None:
    sheet = await on_own_devices(play)
    grid = await open_page(f"/skills/{play.skill}/marking/A1/grid", **ONE)
    own = cell(grid, 1, 1)
    await expect(own).to_have_accessible_name("Бетин Вымысел, A1.02: empty")
    await grid.clock.install()
    await own.click()
    await expect(grid.get_by_role("group", name="Бетин Вымысел A1.02").get_by_role("button")).to_have_text(
        [f"{score} Level {score}" for score in range(4)]
    )
    await grid.keyboard.press("2")
    await expect(own).to_have_accessible_name("Бетин Вымысел, A1.02: waits for the others 2 – –, not sent")
    await all_sent(grid)
    form = await open_page(f"/sheets/{sheet}", **TWO)
    judged = aspect(form, "A1.02")
    await expect(judged.locator(".shown")).to_have_text("1 of 3 have chosen")
    await judged.get_by_label("3", exact=True).check()
    await expect(judged.locator(".saved")).to_have_text("Your score is kept; the others see it when three have chosen.")
    await own.click()
    await look(grid)
    await expect(own).to_have_accessible_name("Бетин Вымысел, A1.02: waits for the others 2 • –")
    await expect(grid.locator("#stands")).to_have_text("2 of 3 have chosen")
    assert (await lay_as(play, "three", 2))["record"]["mark"] == "7.78"
    await look(form)
    await expect(judged.locator(".shown")).to_have_text(SHOWN)
    await expect(judged.locator(".saved")).to_have_text("Saved: 7.78 of 10.00")
    await expect(form.locator("#sum")).to_have_text("sum 7.78 of 40.00")
    await grid.context.set_offline(True)
    await grid.keyboard.press("1")
    await grid.clock.run_for(6_000)
    await grid.context.set_offline(False)
    await own.click()
    question = grid.get_by_role("group", name="Another entry was made since you looked")
    await expect(question).to_contain_text(SHOWN)
    await expect(question.get_by_role("button")).to_have_text(["Keep theirs", "Enter mine"])
    await question.get_by_role("button", name="Keep theirs").click()
    await expect(own).to_have_accessible_name("Бетин Вымысел, A1.02: marked 2 3 2, 7.78")
    assert len((await play.get(f"/sheets/{sheet}"))["history"]) == 1


async def test_three_cards_too_far_apart_are_told_so_on_a_form(play: Play, open_page: OpenPage) -> None:
    sheet = await on_own_devices(play)
    await lay_as(play, "two", 1)
    form = await open_page(f"/sheets/{sheet}", **TWO)
    judged = aspect(form, "A1.02")
    for account in ("one", "three"):
        await lay_as(play, account, 3)
    await look(form)
    await expect(judged.locator(".shown")).to_contain_text("Эксперт-two Вымысел: 1, Эксперт-three Вымысел: 3 (too")
    await expect(judged.locator(".saved")).to_contain_text("The scores differ by 2; at most 1 is allowed.")


async def test_the_card_of_who_signs_in_beside_is_not_on_a_page_of_somebody_else(
    play: Play, open_page: OpenPage, settings: Settings
) -> None:
    sheet = await on_own_devices(play)
    await lay_as(play, "one", 3)
    form = await open_page(f"/sheets/{sheet}", **ONE)
    judged = aspect(form, "A1.02")
    await expect(judged.get_by_label("3", exact=True)).to_be_checked()
    origin = form.url.partition("/sheets")[0]
    await form.context.add_cookies(in_browser(cookies(settings, session("two", ["expert"], "region-47")), origin))
    await lay_as(play, "two", 2)
    async with form.expect_response(f"**/v1/sheets/{sheet}") as read:
        await look(form)
    assert (await (await read.value).json())["reader"] == play.experts["two"]
    await look(form)
    await expect(judged.get_by_label("3", exact=True)).to_be_checked()
    await expect(judged.locator(".shown")).to_have_text("1 of 3 have chosen")


async def test_a_second_expert_confirms_by_a_key_or_is_asked_where_they_measured_something_else(
    twice: Play, open_page: OpenPage
) -> None:
    play = twice
    await play.gather()
    for name in ("Альфин", "Бетин"):
        await play.mark(name, "B1.01", {"measurement": "4"}, "three")
    grid = await open_page(f"/skills/{play.skill}/marking/B1/grid", **ONE)
    first, second = cell(grid, 0, 0), cell(grid, 1, 0)
    await expect(first).to_have_accessible_name("Альфин Вымысел, B1.01: not confirmed 4, 40.00")
    await grid.clock.install()
    await first.click()
    await grid.keyboard.press("c")
    await expect(grid.get_by_role("button", name="Next: Бетин Вымысел")).to_be_focused()
    await grid.keyboard.press("Enter")
    await grid.keyboard.press("5")
    question = grid.get_by_role("group", name="A colleague measured something else")
    await expect(question).to_contain_text("Entered byЭксперт-three Вымысел")
    await expect(question.get_by_role("button")).to_have_text(["Confirm what was measured", "Enter mine"])
    await question.get_by_role("button", name="Enter mine").click()
    await expect(second).to_have_accessible_name("Бетин Вымысел, B1.01: not confirmed 5, 50.00")
    await all_sent(grid)
    await expect(first).to_have_accessible_name("Альфин Вымысел, B1.01: marked 4, 40.00")
    one, two = [await play.get(f"/sheets/{await play.sheet(name, 'B1')}") for name in ("Альфин", "Бетин")]
    assert [one["unconfirmed"], two["unconfirmed"]] == [0, 1]
    assert [each["mark"] for each in two["history"]] == ["40.00", "50.00"]


async def test_on_a_form_another_value_asks_before_it_replaces_what_a_colleague_measured(
    twice: Play, open_page: OpenPage
) -> None:
    play = twice
    await play.gather()
    for name, answer, counted in (
        ("Альфин", "Confirm what was measured", ["40.00", "40.00"]),
        ("Бетин", "Enter mine", ["40.00", "50.00"]),
    ):
        await play.mark(name, "B1.01", {"measurement": "4"}, "three")
        sheet = await play.sheet(name, "B1")
        form = await open_page(f"/sheets/{sheet}", **ONE)
        await enter(form, "B1.01", 5)
        counting = aspect(form, "B1.01")
        question = form.get_by_role("group", name="A colleague measured something else")
        await expect(question).to_contain_text("Entered byЭксперт-three Вымысел")
        await expect(counting.locator(".saved")).to_contain_text("Not saved yet: a colleague measured something else.")
        await question.get_by_role("button", name=answer).click()
        await expect(counting.locator(".saved")).to_have_text(f"Saved: {counted[1]} of 50.00")
        await expect(counting.get_by_role("button", name="Confirm what was measured")).to_have_count(0)
        read = await play.get(f"/sheets/{sheet}")
        assert [one["mark"] for one in read["history"]] == counted
        assert read["unconfirmed"] == int(answer == "Enter mine")
