"""The list of consents: a part at a time by the database, filters in the address, and the same as a file."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from uuid import UUID, uuid4

import pytest
from openpyxl import load_workbook
from tests.competitions.consents.calendar import ADULT, CHILD, Calendar
from tests.competitions.pages.reading import page, row, text
from tests.plans import OF_THE_DRIVER, listening

from client import championships
from competitions.domain.championship import Championship
from competitions.domain.registration import Registration, State
from competitions.queries.keeping.counting import lack_of
from competitions.queries.keeping.listing import Narrowed, consents_page
from competitions.settings import Settings
from competitions.wiring import App, assemble
from shared.clock import now
from shared.mongo.database import CODEC
from shared.text import Text


def home(calendar: Calendar) -> str:
    return f"/championships/{calendar.play.championship}/consents"


async def test_filters_stand_in_the_address_and_what_is_not_known_shows_nothing(calendar: Calendar) -> None:
    await calendar.open()
    play = calendar.play
    for name in ("Альфин", "Бетин"):
        await calendar.enter(name, ADULT)
    await calendar.enter("Детский", CHILD)
    await calendar.sign("Бетин")
    other = await championships.add_skill(play.organiser, play.championship, "02", {"ru": "Иное", "en": "Other"})
    shown = {
        query: {
            name
            for name in ("Альфин", "Бетин", "Детский")
            if name in await page(play, home(calendar) + query, play.anna())
        }
        for query in ("", "?show=lacking", "?purpose=permission", f"?skill={other}", f"?skill={play.skill}", "?show=x")
    }
    assert shown == {
        "": {"Альфин", "Бетин", "Детский"},
        "?show=lacking": {"Альфин", "Детский"},
        "?purpose=permission": {"Детский"},
        f"?skill={other}": set(),
        f"?skill={play.skill}": {"Альфин", "Бетин", "Детский"},
        "?show=x": set(),
    }
    assert "2 of 3 lack a consent" in text(await page(play, home(calendar), play.anna(), language="en"))


async def test_programs_read_the_same_list(calendar: Calendar) -> None:
    await calendar.open()
    adult, child = await calendar.enter("Альфин", ADULT), await calendar.enter("Детский", CHILD)
    at = f"/championships/{calendar.play.championship}/consents"
    told = await calendar.play.get(f"{at}?lacking=permission")
    assert ([one["subject_id"] for one in told["items"]], told["next"]) == ([child], None)
    first = await calendar.play.get(f"{at}?limit=1")
    second = await calendar.play.get(f"{at}?limit=1&cursor={first['next']}")
    assert {first["items"][0]["subject_id"], second["items"][0]["subject_id"]} == {adult, child}


async def test_who_is_entered_twice_is_listed_once(calendar: Calendar) -> None:
    await calendar.open()
    play = calendar.play
    subject = await calendar.enter("Альфин", ADULT)
    other = await championships.add_skill(play.organiser, play.championship, "02", {"ru": "Иное", "en": "Other"})
    await championships.register(play.organiser, other, subject, "R-01")
    assert (await page(play, home(calendar), play.anna())).count(">Альфин Вымысел<") == 1
    assert "Альфин" in await page(play, f"{home(calendar)}?skill={other}", play.anna())


async def test_the_list_is_a_file_too(calendar: Calendar) -> None:
    await calendar.open()
    play = calendar.play
    await calendar.enter("=1+1", ADULT)
    await calendar.enter("Бетин", ADULT)
    await calendar.sign("Бетин")
    answer = await play.http.get(
        f"{home(calendar)}.xlsx?show=lacking", headers={**play.anna(), "accept-language": "en"}
    )
    assert answer.status_code == 200
    (sheet,) = load_workbook(BytesIO(answer.content)).worksheets
    rows = list(sheet.values)
    assert rows[1][:3] == ("Person", "consent to taking part", "a guardian's permission")
    assert [one[:3] for one in rows[2:]] == [("=1+1 Вымысел", "No answer yet", "Not needed")]
    assert sheet.cell(3, 1).data_type == "s", "no formula"


async def test_pages_follow_each_other_without_a_gap(calendar: Calendar) -> None:
    await calendar.open()
    names = [f"Люднов{chr(1072 + n)}" for n in range(5)]
    for name in names:
        await calendar.enter(name, ADULT)
    app = calendar.play.app
    championship = await app.championships.get(UUID(calendar.play.championship))
    seen: list[str] = []
    after = None
    while True:
        part = await consents_page(app, championship, Narrowed(), limit=2, after=after)
        seen += [one.person.family_name for one in part.rows]
        after = part.after
        if after is None:
            break
    assert sorted(seen) == names, "each once"


async def test_the_file_has_days_and_moments_of_the_championships_calendar(calendar: Calendar) -> None:
    """At 20:00 UTC the next day has begun in Vladivostok; in Moscow it has not."""
    calendar.go(datetime(2026, 10, 1, 20, tzinfo=UTC))
    await calendar.open()
    play = calendar.play
    held = await play.app.championships.get(UUID(play.championship))
    await play.app.championships.save(replace(held, time_zone="Asia/Vladivostok"))
    await calendar.enter("Альфин", ADULT)
    await calendar.ask()
    answer = await play.http.get(f"{home(calendar)}.xlsx", headers=play.anna())
    sheet = load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    about, _, cells = sheet.iter_rows(values_only=True)
    assert cells[-3] == "2026-10-22"
    assert cells[-1] == "2026-10-02"
    assert "6:00" in str(about[0])
    entries = await play.http.get(f"/championships/{play.championship}/entries.xlsx", headers=play.anna())
    first = load_workbook(BytesIO(entries.content)).active
    assert first is not None
    assert str(first["A1"].value).partition(" · ")[2] == str(about[0]).partition(" · ")[2], "one way to say it"


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_the_checklist_says_how_many_consents_are_missing(calendar: Calendar, language: str) -> None:
    await calendar.open()
    play = calendar.play
    await calendar.enter("Альфин", ADULT)
    at = f"/championships/{play.championship}"
    words = text(await page(play, at, play.anna(), language=language))
    task = {"ru": "Получите согласия", "en": "Get the consents"}[language]
    left = {"ru": "Осталось 1", "en": "1 left"}[language]
    assert f"{task} {left}" in words or left in words[words.index(task) :][:80]
    await calendar.sign("Альфин")
    words = text(await page(play, at, play.anna(), language=language))
    assert {"ru": "Готово", "en": "Done"}[language] in words[words.index(task) :][:80]
    assert row(await page(play, home(calendar), play.anna(), language=language), "Альфин")


THERE_ARE = 3000


async def test_a_page_of_a_large_championship_reads_little_more_than_it_shows(
    settings: Settings, database_name: str
) -> None:
    client, database, sent = await listening(settings.mongo_url, database_name)
    async with client:
        app: App = assemble(settings, database)
        await app.ensure_indexes()
        day = now().date()
        championship = Championship(
            uuid4(), Text("Проба", "Trial"), "region-47", "worldskills", "ws700-mean-deviation", "equal-score-by-starters",
            day, day,
        )  # fmt: skip
        entries = [
            Registration(uuid4(), championship.id, uuid4(), uuid4(), "R-1", state=State.ENTERED, entered_at=now())
            for _ in range(THERE_ARE)
        ]
        store = app.registrations
        documents = [{"_id": one.id, **store.dump(one), "pending": []} for one in entries]
        await store.collection.insert_many(documents)
        sent.commands.clear()
        await consents_page(app, championship, Narrowed(), limit=50, after=None)
        await lack_of(app, championship)
        read = 0
        for command in [one for one in sent.commands if "find" in one]:
            asked = {key: value for key, value in command.items() if key not in OF_THE_DRIVER}
            plan = await database.command("explain", asked, verbosity="executionStats", codec_options=CODEC)
            assert "COLLSCAN" not in str(plan["queryPlanner"]["winningPlan"]), command
            read = max(read, plan["executionStats"]["totalDocsExamined"])
    assert read <= 700, "one command reads a part, however many there are"
