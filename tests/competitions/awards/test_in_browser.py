"""The officer's pages in a real Chromium: clean for axe, on a phone and a desktop, light and dark; a table by keyboard and file."""

from typing import Any

from playwright.async_api import Page
from tests.browser.checks import overflowing, settled, sideways, violations
from tests.competitions.awards.granting import HEADINGS, Granting, held, letters, offered, row, xlsx
from tests.competitions.awards.test_bad_tables import WANTS
from tests.competitions.pages.conftest import OpenPage, open_page
from tests.competitions.playing import Play

from shared.text import Text

__all__ = ["open_page"]
NO_DATE, LONG = {"Дата рождения": None}, "Щ" + "ы" * 58 + "щ"
ROWS = [row(1), row(2, **NO_DATE), row(3, **{"Часы*": "много"}), row(4, **{"Часы*": 144})]
"""One of each state."""
OCCASION = Text(f"Чемпионат {LONG} имени первооткрывателя", "Championship W" + "w" * 58 + " of the discoverer")


def long(cells: list[Any], number: int = 0) -> list[Any]:
    """With the longest names that a document has, earned in a championship."""
    return [f"{LONG}-{letters(number)}" if place == 0 else cell for place, cell in enumerate(cells)] + [OCCASION.ru]


async def in_each_state(granting: Granting) -> list[str]:
    """Where a table is looked at: refused, asked, checked with all that there may be, handed out, and what is printed."""
    headings = (*HEADINGS, "Чемпионат", LONG)
    await held(granting, OCCASION)
    kept = [long(row(2), 2), long(row(4), 4), long(row(5, **{"Электронная почта": None}), 5)]
    await granting.granted(xlsx(kept, headings))
    done = await granting.play.app.award_tables.find_many({"stage": "done"})
    rows = [[*long(one, number), "x"] for number, one in enumerate(ROWS, 1)]
    refused, checked = await granting.bring(b"%PDF-1.7"), await granting.bring(xlsx([*rows, row(9)], headings))
    assert checked["found"] == {"new": 2, "known": 0, "changes": 1, "unsure": 1, "faulty": 1}
    for _ in range(60):
        await held(granting, OCCASION, 2025)
    asked = await granting.bring(xlsx(rows, headings))
    assert asked["stage"] == "asked"
    uninvited = await granting.play.person(LONG, email="long@example.org")
    award = {"achievement_id": str(granting.achievement), "granted_on": "2026-05-28", "subject_id": uninvited}
    await granting.call("POST", "/awards", award, expect=201)
    tables = [f"/awards/tables/{id}" for id in (refused["id"], asked["id"], checked["id"], done[0].id)]
    return [*tables, f"{tables[-1]}/to-print"]


async def fits(page: Page, path: str) -> None:
    for width in (360, 1280):
        await page.set_viewport_size({"width": width, "height": 800})
        assert await overflowing(page) == [], (path, width)
        assert await sideways(page) == 0, (path, width)


async def test_each_page_is_clean_for_axe_and_fits_every_screen(play: Play, open_page: OpenPage) -> None:
    granting = await offered(play, *WANTS, title=Text(f"{LONG} для начинающих", OCCASION.en))
    of = f"/awards/achievements/{granting.achievement}"
    paths = ["/awards", of, f"{of}/one", "/awards/granted", "/awards/invitations", *(await in_each_state(granting))]
    page = await open_page("/awards", account="olga", roles=["officer"])
    origin = "/".join(page.url.split("/")[:3])
    for number, path in enumerate(paths):
        language, scheme = (("ru", "light"), ("en", "dark"))[number % 2]
        await page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        await page.goto(f"{origin}{path}?lang={language}")
        await settled(page)
        assert await page.locator("h1").count() == 1, path
        assert await violations(page) == [], path
        await fits(page, path)
        await page.goto(f"{origin}{path}?lang={'en' if language == 'ru' else 'ru'}")
        await fits(page, path)


async def test_a_table_is_handed_out_by_hand_without_scripts(play: Play, open_page: OpenPage) -> None:
    granting = await offered(play)
    page = await open_page(
        f"/awards/achievements/{granting.achievement}", account="olga", roles=["officer"], script=False
    )
    content = {"name": "t.xlsx", "mimeType": "application/octet-stream", "buffer": xlsx(ROWS[:1] + ROWS[2:3])}
    await page.get_by_label("The table").set_input_files(content)  # type: ignore[arg-type]
    await page.get_by_role("button", name="Check the table").click()
    await page.get_by_label("Leave out 1 row with faults").check()
    await page.get_by_role("button", name="Hand out").click()
    await page.get_by_text("0 of 1 rows are done").wait_for()
    await granting.work()
    await page.get_by_role("link", name="Look again").click()
    await page.get_by_text("The certificates follow by themselves").wait_for()
    assert await granting.count("awards") == 1
