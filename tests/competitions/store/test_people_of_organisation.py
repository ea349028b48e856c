"""The list of people: narrowed to who lacks something, in both directions, a part at a time, and as a file."""

import io
from datetime import timedelta

import openpyxl
from tests.competitions.pages.reading import page, text
from tests.competitions.playing import HOME, Play

from competitions.domain.person import Lack


async def kept(play: Play) -> None:
    await play.open()
    today = play.app.today()
    child = today.replace(year=today.year - 12).isoformat()
    guardian = await play.person("Бабушкина", birth_date="1960-01-01", email="b@example.org")
    await play.person("Внукова", birth_date=child, guardians=[guardian])
    await play.person("Алова", birth_date=child, email="a@example.org", guardians=[])
    await play.person("Яковлева")


async def names(play: Play, *lacks: Lack, goes_down: bool = False, limit: int = 2) -> list[str]:
    """In parts of `limit`."""
    born = play.app.today() - timedelta(days=18 * 366)
    found: list[str] = []
    after = None
    while True:
        part, after = await play.app.people.of_organisation(
            HOME, limit=limit, after=after, lacking=dict.fromkeys(lacks, born), goes_down=goes_down
        )
        found += [one.family_name for one in part]
        if after is None:
            return found


async def test_it_goes_both_ways_in_parts_and_by_what_lacks(play: Play) -> None:
    await kept(play)
    everybody = await names(play)
    assert everybody == sorted(everybody)
    assert {"Алова", "Бабушкина", "Внукова", "Яковлева"} <= set(everybody)
    assert await names(play, goes_down=True) == everybody[::-1]
    assert await names(play, limit=1) == everybody
    assert await names(play, Lack.GUARDIAN) == ["Алова"]
    assert {"Внукова", "Яковлева"} <= set(await names(play, Lack.EMAIL))
    assert "Алова" not in await names(play, Lack.EMAIL)
    assert "Яковлева" in await names(play, Lack.BIRTH_DATE, Lack.EMAIL)
    assert "Внукова" not in await names(play, Lack.BIRTH_DATE, Lack.EMAIL)


async def test_the_page_and_its_file_show_the_same(play: Play) -> None:
    await kept(play)
    shown = text(await page(play, "/people?lacks=guardian", play.anna(), language="en"))
    assert "Алова" in shown
    assert "Внукова" not in shown
    assert "is not known" in await page(play, "/people?lacks=shoes", play.anna(), language="en")
    answer = await play.http.get("/people.xlsx?lacks=guardian", headers=play.anna())
    rows = [*openpyxl.load_workbook(io.BytesIO(answer.content))["Sheet"].iter_rows(values_only=True)]
    assert [str(row[0]).split()[0] for row in rows[2:]] == ["Алова"]
    none = await play.http.get("/people.xlsx?lacks=shoes", headers=play.anna())
    assert len([*openpyxl.load_workbook(io.BytesIO(none.content))["Sheet"].iter_rows(values_only=True)]) == 2
