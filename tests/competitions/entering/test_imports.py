"""Entrants from a file: every fault by its cell, all or nothing, nobody twice, taken back within the hour."""

import asyncio
import re
import time
import unicodedata
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.competitions.entering.entrants_file import HEADINGS, Row, file, rows, spoilt
from tests.competitions.entering.test_places import kind, limit
from tests.competitions.pages.reading import page, text
from tests.competitions.playing import V1, Play
from tests.endurance.sizes import size
from tests.waiting import until

from client import consents
from client.championships import XLSX
from competitions.commands.entering.imports import sweep_imports
from competitions.wiring import App
from shared.cancellation import end

FEW = 24


async def opened(play: Play) -> None:
    """With four skills."""
    await play.open()
    for number in ("02", "03", "04"):
        body = {"number": number, "name": {"ru": f"Ремесло {number}", "en": f"Craft {number}"}}
        await play.post(f"/championships/{play.championship}/skills", body, expect=201)


async def bring(play: Play, body: Sequence[Row], *, headings: Sequence[str] = HEADINGS, expect: int = 201) -> Any:
    path = f"{V1}/championships/{play.championship}/imports"
    answer = await play.organiser.request("POST", path, {"content-type": XLSX}, content=file(body, headings))
    assert answer.status_code == expect, answer.text
    return answer.json()


async def do(play: Play, made: Any, what: str, *, expect: int = 200) -> Any:
    return await play.post(f"/imports/{made['id']}/{what}", expect=expect)


async def entries(play: Play) -> int:
    return int(await play.app.registrations.collection.count_documents({}))


async def people(play: Play) -> int:
    return int(await play.app.people.collection.count_documents({"erased_at": None}))


async def told(play: Play) -> list[str]:
    return sorted(kind(event) for event in await play.told("registrations"))


async def test_a_file_is_checked_kept_and_brought_again_without_effect(play: Play) -> None:
    await opened(play)
    body = rows(FEW)
    made = await bring(play, body)
    assert (made["stage"], made["new_entries"], made["new_people"], made["known"]) == ("checked", FEW, FEW, 0)
    assert (await entries(play), await people(play)) == (0, 0), "nothing is there yet"
    for _ in range(2):
        assert (await do(play, made, "keeping"))["stage"] == "kept"
        assert (await entries(play), await people(play)) == (FEW, FEW)
    assert await told(play) == [], "nobody is told for an hour"
    kept = await play.app.imports.get(UUID(made["id"]))
    assert {line.entrant for line in kept.lines} == {None}, "names stand with the people alone"
    again = await bring(play, body)
    assert (again["new_entries"], again["known"]) == (0, FEW)
    assert (await do(play, made, "telling"))["stage"] == "done"
    assert await told(play) == ["entered"] * FEW
    assert (await do(play, made, "undoing", expect=409))["type"].endswith("/import-over")


async def test_names_dates_addresses_and_numbers_are_kept_in_one_form(play: Play) -> None:
    await opened(play)
    await do(play, await bring(play, rows(FEW)), "keeping")
    found = await play.app.people.find_many({})
    assert {one.family_name for one in found} >= {"Щёткина", "Йодко", "Иванова-Петрова", "Smith", "Әхмәтҗанова", "王"}
    assert {one.birth_date for one in found} == {date(2006, 1, 1) + timedelta(days=n) for n in range(FEW)}
    assert all(re.fullmatch(r"\+79123456\d{3}", str(one.phone)) for one in found)
    assert all(one.email is None or re.fullmatch(r"e\d+@example\.org", one.email) for one in found)


async def test_time_zones_are_kept_by_their_names_and_what_is_none_is_refused(play: Play) -> None:
    await opened(play)
    headings = (*HEADINGS[:-1], "Часовой пояс")
    body = [[*row[:-1], zone] for row, zone in zip(rows(3), ("Омск", "МСК+2", ""), strict=True)]
    await do(play, await bring(play, body, headings=headings), "keeping")
    found = await play.app.people.find_many({}, sort=[("birth_date", 1)])
    assert [one.time_zone for one in found] == ["Asia/Omsk", "Asia/Yekaterinburg", None]
    body[0][-1] = "Марс"
    (fault,) = (await bring(play, body, headings=headings, expect=422))["errors"]
    assert (fault["where"].endswith("J2"), "Омск" in fault["fix"]) == (True, True)


async def test_who_finds_no_place_waits_in_the_order_of_the_file(play: Play) -> None:
    await opened(play)
    await limit(play, 2)
    await do(play, await bring(play, rows(FEW)), "keeping")
    places = await play.app.places.get(UUID(play.skill))
    assert [entry.has_place for entry in places.entries] == [True, True, *[False] * (FEW // 4 - 2)]
    ids = [entry.subject_id for entry in places.entries]
    known = await play.app.people.by_id(ids)
    wanted = [row[2] for row in rows(FEW) if row[0] == "01"]
    assert [known[id].given_name for id in ids] == [unicodedata.normalize("NFC", name) for name in wanted]


async def test_an_import_is_taken_back_but_for_what_somebody_changed(play: Play) -> None:
    await opened(play)
    made = await bring(play, rows(FEW))
    await do(play, made, "keeping")
    one = await play.app.registrations.find_one({})
    assert one
    await play.post(f"/registrations/{one.id}/withdrawal", {})
    for _ in range(2):
        undone = await do(play, made, "undoing")
        assert (undone["stage"], undone["left"]) == ("undone", 1)
    assert (await entries(play), await people(play)) == (1, 1)
    assert await told(play) == ["ended"]
    assert (await do(play, made, "keeping", expect=409))["type"].endswith("/import-over")


async def test_who_is_kept_for_something_else_stays_when_an_import_is_taken_back(play: Play) -> None:
    await opened(play)
    body = rows(FEW)
    made = await bring(play, body)
    await do(play, made, "keeping")
    mails = await play.app.people.find_many({"email": {"$ne": None}})
    asked, offered, agreed, *_ = mails
    await play.post(f"/skills/{play.skill}/invitations", {"subject_id": str(asked.id)}, expect=201)
    names = {"family_name": offered.family_name, "given_name": offered.given_name, "email": offered.email}
    await play.post("/access/invitations", {"duty": "organiser", **names}, expect=201)
    (entry,) = await play.app.registrations.of_person(agreed.id)
    await consents.on_paper(play.organiser, str(entry.id))
    assert (await do(play, made, "undoing"))["stage"] == "undone"
    staying = await play.app.people.find_many({"erased_at": None})
    assert {one.id for one in staying} == {asked.id, offered.id, agreed.id}
    assert (await play.app.skills.get(UUID(play.skill))).invitations, "the letter to judge holds"


async def test_the_worker_tells_when_the_hour_is_over_and_completes_what_a_kill_left(play: Play) -> None:
    await opened(play)
    made = await bring(play, rows(FEW))
    app: App = play.app
    found = await app.imports.get(UUID(made["id"]))
    await app.imports.save(found.keep(app.now() - timedelta(hours=2)))
    sweeping = asyncio.ensure_future(sweep_imports(app))

    async def done() -> bool:
        return bool((await play.get(f"/imports/{made['id']}"))["stage"] == "done")

    await until(done, seconds=20)
    await end(sweeping)
    assert await told(play) == ["entered"] * FEW
    assert await people(play) == FEW


async def test_what_was_checked_is_checked_again_where_it_is_true_no_more(play: Play) -> None:
    await opened(play)
    first, second = await bring(play, rows(4)), await bring(play, rows(4))
    await do(play, first, "keeping")
    assert (await do(play, second, "keeping", expect=409))["type"].endswith("/import-outdated")
    assert await entries(play) == 4


@pytest.mark.endurance
async def test_forty_faults_in_two_thousand_rows_are_each_named_in_time(play: Play) -> None:
    await opened(play)
    body, places = spoilt(rows(2000), 40)
    started = time.perf_counter()
    path = f"/championships/{play.championship}/entries/import"
    answer = await play.http.post(
        path, files={"workbook": ("entrants.xlsx", file(body))}, headers={**play.anna(), "accept": "text/html"}
    )
    print(f"{time.perf_counter() - started:.1f} s for 2,000 rows")
    assert answer.status_code == 422
    named = re.findall(r'<th scope="row">Заявки!([A-Z])(\d+)</th>', answer.text)
    assert {(int(row), column) for column, row in named} == places
    assert (await entries(play), await people(play)) == (0, 0)
    mended = rows(size(200, 2000))
    made = await bring(play, mended)
    assert made["new_entries"] == len(mended)
    await do(play, made, "keeping")
    again = await bring(play, mended)
    assert (again["new_entries"], again["known"]) == (0, len(mended)), "a second upload adds nobody twice"
    assert await entries(play) == await people(play) == len(mended)


async def test_the_same_person_twice_in_a_file_is_a_fault(play: Play) -> None:
    await opened(play)
    body = rows(4)
    answer = await bring(play, [*body, ["01", *body[0][1:]]], expect=422)
    assert [one["where"] for one in answer["errors"]] == ["Заявки!B6"]
    await bring(play, [*body, ["03", *body[0][1:]]])


async def test_regions_ages_and_closed_entries_are_held_to(play: Play) -> None:
    await opened(play)
    await play.post(f"/championships/{play.championship}/members", {"name": "R-0"}, expect=201)
    answer = await bring(play, rows(2), expect=422)
    assert [one["where"] for one in answer["errors"]] == ["Заявки!H3"]
    assert await entries(play) == 0


@pytest.mark.parametrize("content", [b"", b"no workbook", file([]), file([["x"]], headings=("Имя",))])
async def test_what_is_no_file_of_entrants_is_refused_in_words(play: Play, content: bytes) -> None:
    await opened(play)
    answer = await play.http.post(
        f"/championships/{play.championship}/entries/import",
        files={"workbook": ("entrants.xlsx", content)},
        headers={**play.anna(), "accept": "text/html", "accept-language": "en"},
    )
    assert answer.status_code == 422


async def test_the_pages_lead_from_the_file_to_taking_it_back(play: Play) -> None:
    await opened(play)
    home = f"/championships/{play.championship}/entries/import"
    blank = await play.http.get(f"{home}/template.xlsx", headers={**play.anna(), "accept-language": "ru"})
    assert blank.headers["content-type"] == XLSX
    answer = await play.http.post(
        home, files={"workbook": ("entrants.xlsx", file(rows(FEW)))}, headers={**play.anna(), "accept": "text/html"}
    )
    assert answer.status_code == 303, text(answer.text)
    here = answer.headers["location"]
    assert f"{FEW} new entries in the file" in text(await page(play, here, play.anna(), language="en"))
    for command, said in (("keeping", f"{FEW} entries were imported"), ("undoing", "The import was taken back")):
        done = await play.http.post(f"{here}/{command}", headers={**play.anna(), "accept": "text/html"})
        assert done.status_code == 303
        assert said in text(await page(play, here, play.anna(), language="en"))
    assert len(HEADINGS) == 10


async def test_rows_are_shown_before_anything_is_kept_and_the_way_back_is_found_again(play: Play) -> None:
    await opened(play)
    await limit(play, 2)
    made = await bring(play, rows(FEW))
    home = f"/championships/{play.championship}/entries"
    shown = await page(play, f"{home}/import/{made['id']}", play.anna())
    assert shown.count("Получит место") == FEW - (FEW // 4 - 2)
    assert shown.count("Встанет в очередь") == FEW // 4 - 2
    assert "Йодко" in shown
    assert "Последние загрузки" not in await page(play, f"{home}/import", play.anna()), "it is not kept yet"
    await do(play, made, "keeping")
    leads = f'href="{home}/import/{made["id"]}"'
    for path in (home, f"{home}/import"):
        assert leads in await page(play, path, play.anna()), path
    assert "Йодко" not in await page(play, f"{home}/import/{made['id']}", play.anna())
    await do(play, made, "undoing")
    assert leads not in await page(play, home, play.anna())
    assert "Загрузка отменена" in await page(play, f"{home}/import", play.anna())
