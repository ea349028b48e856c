"""At the door: by name or by the code of the entry, with and without a network; and badges that phones read."""

from datetime import datetime
from uuid import UUID

import pypdfium2
import pytest
import zxingcpp
from playwright.async_api import Page, expect
from tests.competitions.pages.conftest import OpenPage
from tests.competitions.pages.reading import page, post, text
from tests.competitions.playing import HOME, Play

from competitions.domain.entering.codes import read, spoken
from competitions.domain.registration import State
from competitions.pages.badges.fitting import size_of

ANNA = {"account": "anna", "roles": ["organiser"]}
LONG = "Константинопольская-Преображенская Александра-Виктория Ивановна"


async def code_of(play: Play, family_name: str) -> str:
    registration = await play.app.registrations.get(UUID(play.registrations[family_name]))
    assert registration.code
    return registration.code


async def state_of(play: Play, family_name: str) -> State:
    return (await play.app.registrations.get(UUID(play.registrations[family_name]))).state


async def gathered(play: Play) -> str:
    """Two who are confirmed; the address of the door."""
    await play.open()
    await play.post(f"/championships/{play.championship}/announcement")
    for family_name, member in (("Альфин", "R-01"), ("Бетин", "R-02")):
        await play.compete(family_name, member)
    return f"/championships/{play.championship}/check-in"


async def test_a_code_is_read_as_people_type_it(play: Play) -> None:
    await gathered(play)
    codes = {await code_of(play, "Альфин"), await code_of(play, "Бетин")}
    assert len(codes) == 2
    for code in codes:
        assert read(spoken(code).lower()) == code
    assert read("oil0-1111") == "01101111"
    for typed in ("", "1234567", "123456789", "ЖЖЖЖЖЖЖЖ", "1234567U"):
        assert read(typed) is None


async def test_a_code_leads_the_organiser_to_the_door_and_tells_others_nothing_of_anybody(play: Play) -> None:
    home = await gathered(play)
    path = f"/entry/{await code_of(play, 'Альфин')}"
    answer = await play.http.get(path, headers={**play.anna(), "accept": "text/html"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"{home}?entry={play.registrations['Альфин']}")
    shown = text(await page(play, answer.headers["location"], play.anna(), language="en"))
    assert ("Альфин" in shown, "Бетин" in shown) == (True, False)
    coordinator = play.issuer.bearer("kira", "coordinator", organisation=HOME)
    assert (await play.http.get(path, headers=coordinator)).status_code == 303
    await page(play, answer.headers["location"], coordinator)
    elsewhere = play.issuer.bearer("kira", "coordinator", organisation="region-50")
    await page(play, answer.headers["location"], elsewhere, expect=403)
    for by in ({}, play.stranger(), elsewhere, play.expert("one")):
        words = await page(play, path, by, language="en")
        assert "Альфин" not in words
        assert "R-01" not in words
        assert play.registrations["Альфин"] not in words
    await page(play, "/entry/ABCDEFGH", {}, expect=404)
    await page(play, "/entry/nothing-like-it", {}, expect=404)


async def test_the_entrant_has_the_code_on_the_entrys_page_and_whoever_opens_it_finds_their_own(play: Play) -> None:
    await play.open()
    await play.compete("Гаммина", "R-03", account="gamma")
    code, herself = await code_of(play, "Гаммина"), play.issuer.bearer("gamma", "competitor")
    entry = f"/championships/{play.championship}/entries/{play.registrations['Гаммина']}"
    html = await page(play, entry, herself, language="en")
    assert spoken(code) in html
    assert 'class="qr"' in html
    assert entry in await page(play, f"/entry/{code}", herself)


async def test_the_door_finds_by_the_code_that_is_typed(play: Play) -> None:
    home = await gathered(play)
    found = await post(play, f"{home}/search", play.anna(), {"text": spoken(await code_of(play, "Бетин")).lower()})
    words = text(await page(play, found.headers["location"], play.anna(), language="en"))
    assert ("Бетин" in words, "On the site: 0 of 2" in words) == (True, True)


async def test_an_arrival_that_is_told_later_has_its_own_time_and_never_one_that_is_to_come(play: Play) -> None:
    await gathered(play)
    path = f"/registrations/{play.registrations['Альфин']}/check-in"
    at = "2026-11-20T06:41:00Z"
    for _ in range(2):
        await play.call("PUT", path, play.anna(), {"at": at})
    history = (await play.app.registrations.get(UUID(play.registrations["Альфин"]))).history
    assert [step.at for step in history if step.state is State.CHECKED_IN] == [datetime.fromisoformat(at)]
    other = f"/registrations/{play.registrations['Бетин']}/check-in"
    await play.call("PUT", other, play.anna(), {"at": "2199-01-01T00:00:00Z"})
    step = (await play.app.registrations.get(UUID(play.registrations["Бетин"]))).history[-1]
    assert step.at <= play.app.now()
    refused = await play.call("PUT", other, play.anna(), {"at": "yesterday"}, expect=422)
    assert refused["errors"][0]["where"] == "/at"


async def opened(play: Play, open_page: OpenPage, family_name: str) -> Page:
    entry = play.registrations[family_name]
    return await open_page(f"/championships/{play.championship}/check-in?entry={entry}", **ANNA)


async def test_what_is_tapped_without_a_network_is_sent_when_it_returns(play: Play, open_page: OpenPage) -> None:
    await gathered(play)
    door = await opened(play, open_page, "Альфин")
    await door.context.set_offline(True)
    await door.get_by_role("button", name="Mark as arrived").click()
    await expect(door.locator("#unsent-arrivals")).to_contain_text("Not sent yet: 1")
    await expect(door.locator("#counted")).to_have_text("On the site: 1 of 2")
    await expect(door.locator("[data-registration] .unsent")).to_be_visible()
    assert await state_of(play, "Альфин") is State.CONFIRMED
    await door.context.set_offline(False)
    await expect(door.locator("#unsent-arrivals")).to_be_hidden()
    await expect(door.locator("#counted")).to_have_text("On the site: 1 of 2")
    assert await state_of(play, "Альфин") is State.CHECKED_IN
    await door.get_by_role("button", name="Not arrived after all").click()
    await expect(door.locator("#counted")).to_have_text("On the site: 0 of 2")
    await expect(door.locator("#unsent-arrivals")).to_be_hidden()
    assert await state_of(play, "Альфин") is State.CONFIRMED


async def test_what_was_undone_before_it_was_sent_never_happened(play: Play, open_page: OpenPage) -> None:
    await gathered(play)
    door = await opened(play, open_page, "Альфин")
    await door.context.set_offline(True)
    await door.get_by_role("button", name="Mark as arrived").click()
    await door.get_by_role("button", name="Not arrived after all").click()
    await expect(door.locator("#unsent-arrivals")).to_be_hidden()
    await door.context.set_offline(False)
    await door.reload()
    await expect(door.locator("#counted")).to_have_text("On the site: 0 of 2")
    assert len((await play.app.registrations.get(UUID(play.registrations["Альфин"]))).history) == 2


async def test_a_closed_page_loses_nothing_and_the_next_one_sends_it(play: Play, open_page: OpenPage) -> None:
    await gathered(play)
    door = await opened(play, open_page, "Альфин")
    await door.context.set_offline(True)
    await door.get_by_role("button", name="Mark as arrived").click()
    await expect(door.locator("#unsent-arrivals")).to_be_visible()
    again, address = await door.context.new_page(), door.url.partition("?")[0]
    await door.close()
    await again.context.set_offline(False)
    await again.goto(address)
    await expect(again.locator("#counted")).to_have_text("On the site: 1 of 2")
    await expect(again.locator("#unsent-arrivals")).to_be_hidden()
    assert await state_of(play, "Альфин") is State.CHECKED_IN


async def test_what_is_refused_later_is_told_with_the_name(play: Play, open_page: OpenPage) -> None:
    await gathered(play)
    door = await opened(play, open_page, "Альфин")
    await door.context.set_offline(True)
    await door.get_by_role("button", name="Mark as arrived").click()
    await play.post(f"/registrations/{play.registrations['Альфин']}/withdrawal", {})
    await door.context.set_offline(False)
    await expect(door.locator("#refusals li")).to_contain_text("Not accepted: Альфин Вымысел.")
    await expect(door.locator("#counted")).to_have_text("On the site: 0 of 2")
    await door.get_by_role("button", name="I have read it").click()
    await expect(door.locator("#refusals")).to_be_hidden()


async def test_without_a_script_the_buttons_are_forms(play: Play, open_page: OpenPage) -> None:
    await gathered(play)
    entry = play.registrations["Альфин"]
    door = await open_page(f"/championships/{play.championship}/check-in?entry={entry}", script=False, **ANNA)
    await door.get_by_role("button", name="Mark as arrived").click()
    await expect(door.locator("#counted")).to_have_text("On the site: 1 of 2")
    await expect(door.get_by_role("button", name="Not arrived after all")).to_be_visible()


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("Ли Ян", 1),
        ("Щёткина Анна Петровна", 1),
        ("Константинопольская Александра", 1),
        ("Константинопольская-Преображенская Анна", 2),
        (LONG, 3),
        ("Щ" * 50, 3),
        ("王小明", 1),
    ],
)
def test_a_name_is_as_large_as_two_lines_let_it(name: str, size: int) -> None:
    assert size_of(name) == size


async def test_badges_are_printed_on_a4_and_read_by_any_reader(play: Play, open_page: OpenPage) -> None:
    await play.open()
    await play.appoint("chief", "R-90", "chief")
    names = [LONG.partition(" ")[0], "Щ" * 52, *(f"Пробный-{number}" for number in range(10))]
    for number, family_name in enumerate(names):
        await play.compete(family_name, f"R-{number:02}")
    badges = await open_page(f"/championships/{play.championship}/badges", **ANNA)
    await expect(badges.locator(".badge")).to_have_count(12)
    await badges.emulate_media(media="print")
    boxes = [await one.bounding_box() for one in await badges.locator(".badge").all()]
    mm = 96 / 25.4
    assert {(round(box["width"] / mm, 1), round(box["height"] / mm, 1)) for box in boxes if box} == {(85.0, 54.0)}
    for who in await badges.locator(".badge .bearer").all():
        sizes = await who.evaluate("(one) => [one.scrollHeight - one.clientHeight, one.scrollWidth - one.clientWidth]")
        assert max(sizes) <= 1, (await who.text_content(), sizes)
    await badges.emulate_media(media=None)
    pages = pypdfium2.PdfDocument(await badges.pdf(prefer_css_page_size=True))
    assert [tuple(round(side / 72 * 25.4) for side in one.get_size()) for one in pages] == [(210, 297), (210, 297)]
    seen = [code.text for one in pages for code in zxingcpp.read_barcodes(one.render(scale=4).to_pil().convert("L"))]
    codes = {await code_of(play, family_name) for family_name in names}
    assert {one.rpartition("/")[2] for one in seen} == codes
    assert len(seen) == 12
    assert all(one.startswith(f"{play.app.settings.public_url}/entry/") for one in seen), "an address, and no name"


async def test_only_new_badges_are_printed_the_next_time_and_experts_have_theirs(play: Play) -> None:
    await gathered(play)
    await play.appoint("chief", "R-90", "chief")
    home = f"/championships/{play.championship}/badges"
    first = await page(play, f"{home}?new=yes", play.anna())
    assert first.count('class="badge"') == 2
    printed = {"entrant": play.registrations["Альфин"]}
    assert (await post(play, f"{home}/printed", play.anna(), printed)).status_code == 303
    left = await page(play, f"{home}?new=yes", play.anna())
    assert ("Бетин" in left, "Альфин" in text(left)) == (True, False)
    assert (await page(play, f"{home}?member=R-01", play.anna())).count('class="badge"') == 1
    assert (await page(play, f"{home}?skill={play.skill}", play.anna())).count('class="badge"') == 2
    assert (await page(play, f"{home}?skill=nothing", play.anna())).count('class="badge"') == 0
    experts = f"{home}?kind=experts&new=yes"
    assert "Эксперт-chief" in await page(play, experts, play.anna())
    chief = {"expert": f"{play.skill} {play.experts['chief']}"}
    assert (await post(play, f"{home}/printed", play.anna(), chief)).status_code == 303
    assert "Эксперт-chief" not in await page(play, experts, play.anna())
    await page(play, home, play.stranger(), expect=403)
    nonsense = {"entrant": "x", "expert": "y"}
    assert (await post(play, f"{home}/printed", play.anna(), nonsense)).status_code == 303
