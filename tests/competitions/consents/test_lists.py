"""Lists of the preparation that may be long: searched, filtered, in order, and taken along as a file."""

import io
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import openpyxl
import pytest
from tests.competitions.consents.calendar import ADULT, Calendar
from tests.competitions.pages.reading import page, post, text
from tests.competitions.playing import Play

from competitions.queries.keeping.counting import COUNTED_ANEW, lack_of
from competitions.store import registrations


async def file(play: Play, path: str) -> Sequence[tuple[object, ...]]:
    """The rows below the headings."""
    answer = await play.http.get(path, headers={**play.anna(), "accept-language": "en"})
    assert answer.status_code == 200, answer.text
    return [*openpyxl.load_workbook(io.BytesIO(answer.content))["Sheet"].iter_rows(values_only=True)][2:]


async def search(play: Play, path: str, what: str) -> str:
    """The page that a search for it leads to: its address tells nobody what was typed."""
    answer = await post(play, f"{path}/search", play.anna(), {"text": what})
    assert answer.status_code == 303
    assert what not in answer.headers["location"]
    return await page(play, answer.headers["location"], play.anna(), language="en")


def names(html: str, among: Sequence[str]) -> list[str]:
    """Those that are shown, in the order of the page."""
    words = text(html)
    return sorted((one for one in among if one in words), key=words.index)


async def test_entries_are_narrowed_to_who_does_not_start_and_to_who_lacks_a_consent(calendar: Calendar) -> None:
    await calendar.open()
    play = calendar.play
    home = f"/championships/{play.championship}/entries"
    assert f'href="{home}/new"' in (await page(play, home, play.anna())).partition("<table")[0].rpartition("empty")[2]
    subjects = {name: await calendar.enter(name, ADULT) for name in ("Альфин", "Бетин", "Гаммин")}
    await calendar.sign("Бетин")
    (entry,) = [
        one["id"]
        for one in (await play.get(f"/championships/{play.championship}/registrations"))["items"]
        if one["subject_id"] == subjects["Бетин"]
    ]
    await play.post(f"/registrations/{entry}/confirmation", {})
    out = {"kind": "out_of_competition", "reason": "Опыт"}
    await play.call("PUT", f"/registrations/{entry}/absence", play.anna(), out)
    everybody = ("Альфин", "Бетин", "Гаммин")
    shown = {
        query: names(await page(play, home + query, play.anna(), language="en"), everybody)
        for query in ("?absence=out_of_competition", "?absence=absent", "?consents=lacking&sort=name", "?consents=none")
    }
    assert shown == {
        "?absence=out_of_competition": ["Бетин"],
        "?absence=absent": [],
        "?consents=lacking&sort=name": ["Альфин", "Гаммин"],
        "?consents=none": [],
    }
    assert [row[0] for row in await file(play, f"{home}.xlsx?absence=out_of_competition")] == ["Бетин Вымысел"]
    assert len(await file(play, f"{home}.xlsx?consents=lacking")) == 2
    skill = f"/skills/{play.skill}"
    entrants = await page(play, f"{skill}?sort=-name", play.anna())
    assert names(entrants, everybody) == [*reversed(everybody)]
    assert f"{home}/{entry}" in entrants
    assert names(await search(play, skill, "бет"), everybody) == ["Бетин"]
    assert [row[0] for row in await file(play, f"{skill}/entrants.xlsx?state=confirmed")] == ["Бетин Вымысел"]


async def test_consents_are_searched_put_in_order_and_counted_in_full(
    calendar: Calendar, monkeypatch: pytest.MonkeyPatch
) -> None:
    await calendar.open()
    play, everybody = calendar.play, ("Альфин", "Бетин", "Гаммин")
    for name in ("Гаммин", "Альфин", "Бетин"):
        await calendar.enter(name, ADULT)
    home = f"/championships/{play.championship}/consents"
    assert names(await page(play, f"{home}?sort=name", play.anna()), everybody) == [*everybody]
    assert names(await page(play, f"{home}?sort=-name", play.anna()), everybody) == [*reversed(everybody)]
    assert names(await search(play, home, "гамм"), everybody) == ["Гаммин"]
    first = await page(play, f"{home}?sort=name&size=25", play.anna(), language="en")
    assert "3 of 3 lack a consent" in text(first)
    monkeypatch.setattr("competitions.queries.keeping.counting.COUNTED_ANEW", 2)
    championship = await play.app.championships.get(UUID(play.championship))
    before = await lack_of(play.app, championship)
    await calendar.enter("Дельтин", ADULT)
    assert await lack_of(play.app, championship) == before, "a count of many holds for a minute"
    assert COUNTED_ANEW < registrations.MOST_COUNTED


async def test_juries_schedule_access_and_erasures_are_lists_too(play: Play) -> None:
    await play.gather()
    home = f"/championships/{play.championship}"
    jury = await page(play, f"{home}/jury?lacking=chief", play.anna(), language="en")
    assert "Nothing was found" in text(jury)
    assert [row[0] for row in await file(play, f"{home}/jury.xlsx?lacking=teams")] == ["01"]
    assert len(await file(play, f"{home}/jury.xlsx?sort=-experts")) == 1
    start = play.app.now().replace(microsecond=0) + timedelta(days=1)
    for name, place in (("Открытие", "Ангар"), ("Закрытие", "Сцена")):
        plan = {"name": {"ru": name, "en": "x"}, "place": place}
        await play.post(
            f"{home}/schedule/items",
            {**plan, "starts_at": start.isoformat(), "ends_at": (start + timedelta(hours=1)).isoformat()},
            expect=201,
        )
    assert names(await page(play, f"{home}/schedule?q=ангар", play.anna()), ("Открытие", "Закрытие")) == ["Открытие"]
    assert [row[2] for row in await file(play, f"{home}/schedule.xlsx?q=сцена")] == ["x"]
    for kind, family in (("coordinator", "Дверин"), ("reader", "Чтецов")):
        body = {"duty": kind, "family_name": family, "given_name": "Вымысел", "email": f"{kind}@example.org"}
        await play.post(f"{home}/access/invitations", body, expect=201)
    both = ("Дверин", "Чтецов")
    assert names(await page(play, f"{home}/access?duty=reader", play.anna()), both) == ["Чтецов"]
    assert names(await search(play, f"{home}/access", "двер"), both) == ["Дверин"]
    assert [row[0] for row in await file(play, f"{home}/access.xlsx?sort=-name")] == [
        "Чтецов Вымысел",
        "Дверин Вымысел",
    ]
    assert await file(play, f"{home}/consents/erasures.xlsx?state=planned") == []
    assert (await search(play, f"{home}/consents/erasures", "никто")).count("<table") == 0
    assert await file(play, "/access.xlsx?state=offered") == []


async def test_a_persons_page_has_each_answer_of_each_championship_with_a_way_to_it(calendar: Calendar) -> None:
    await calendar.open()
    play = calendar.play
    subject = await calendar.enter("Альфин", ADULT)
    assert "Nothing was answered." in text(await page(play, f"/people/{subject}", play.anna(), language="en"))
    await calendar.sign("Альфин")
    await calendar.sign("Альфин", "image", "refused")
    html = await page(play, f"/people/{subject}", play.anna(), language="en")
    assert f"/championships/{play.championship}/consents/{play.registrations['Альфин']}" in html
    words = text(html)
    assert words.index("Taking part: Yes") < words.index("Pictures: No")
    assert "Answered by Альфин Вымысел" in words
