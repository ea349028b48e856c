"""A ruleset of the installation, with two new categories and another age date, from the file to the entries: without a line of code."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from tests import days
from tests.competitions.entering.entrants_file import HEADINGS, file
from tests.competitions.entering.self_entry import GUARDIAN, SELF, Walker, enter, fields, wrong
from tests.competitions.pages.reading import page, post, text
from tests.competitions.playing import CONTACT, V1, Play
from tests.competitions.rulesets.files import GROUPS, OWN, written

from client import championships
from client.championships import XLSX, Text
from competitions.rulesets import read_all
from competitions.workbook.table import read_table

ELEVEN, TWELVE, GROWN = "2016-01-01", "2015-12-31", "2006-05-05"
"""Birth dates, by the age at the end of 2027."""


@pytest.fixture
def festival(api: FastAPI, play: Play, tmp_path: Path) -> Iterator[Play]:
    """The service, started with the file in its folder."""
    before = api.state.app
    started(play, api, written(tmp_path, OWN + GROUPS))
    yield play
    api.state.app = before


def started(play: Play, api: FastAPI, folder: Path) -> None:
    api.state.app = play.app = replace(play.app, rulesets=read_all(folder))


async def opened(play: Play, **plan: Any) -> None:
    """By the rules of the festival, with two skills: the second for masters alone."""
    held = (date(days.AHEAD, 3, 1), date(days.AHEAD, 3, 2))
    name = Text(ru="Фестиваль", en="Festival")
    play.championship = await championships.open_championship(play.organiser, name, *held, CONTACT, "festival", **plan)
    craft = Text(ru="Ремесло", en="Craft")
    play.skill = await championships.add_skill(play.organiser, play.championship, "01", craft)
    await championships.add_skill(play.organiser, play.championship, "02", craft, categories=["masters"])


async def registered(play: Play, family_name: str, born: str | None, *, expect: int = 201, **said: str) -> Any:
    subject = await play.person(family_name, birth_date=born)
    body = {"subject_id": subject, "member": "R-01", **said}
    return await play.post(f"/skills/{play.skill}/registrations", body, expect=expect, accept_language="en")


async def skills(play: Play) -> list[str]:
    return [one["id"] for one in (await play.get(f"/championships/{play.championship}/skills"))["items"]]


async def test_the_organiser_enters_people_in_the_categories_of_the_file(festival: Play) -> None:
    play = festival
    await opened(play)
    cadet = await registered(play, "Альфин", ELEVEN)
    assert cadet["category"] == "cadets"
    master = await registered(play, "Бетин", TWELVE, status="student")
    assert master["category"] == "masters", "twelve before the year ends, though not on the first day"
    unsaid = await registered(play, "Гаммин", TWELVE, expect=409)
    assert (unsaid["errors"][0]["where"], "Masters (12 to 17 years old, pupil or student)" in str(unsaid)) == (
        "/status",
        True,
    )
    older = await registered(play, "Дельтин", GROWN, status="student", expect=409)
    assert "31 December 2027; it is 21 then" in str(older)
    undated = await registered(play, "Эпсилонов", None, expect=409)
    assert undated["errors"][0]["where"] == "/birth_date"
    await registered(play, "Дзетин", ELEVEN, category="juniors", expect=422)
    await registered(play, "Этин", ELEVEN, category="masters", status="pupil", expect=409)
    masters_only = (await skills(play))[1]
    body = {"subject_id": cadet["subject_id"], "member": "R-01"}
    refused = await play.post(f"/skills/{masters_only}/registrations", body, expect=409, accept_language="en")
    assert "Masters" in str(refused)
    assert "Cadets" not in str(refused), "the rule is the one of this skill"
    wrong = {"number": "03", "name": {"ru": "Ремесло", "en": "Craft"}, "categories": ["juniors"]}
    await play.post(f"/championships/{play.championship}/skills", wrong, expect=422)


async def test_who_takes_a_place_over_is_of_its_category(festival: Play) -> None:
    play = festival
    await opened(play)
    given = await registered(play, "Альфин", TWELVE, status="pupil")
    for family_name, born, expected in (("Бетин", ELEVEN, 409), ("Гаммин", TWELVE, 201)):
        body = {"subject_id": await play.person(family_name, birth_date=born), "member": "R-01"}
        taken = await play.post(f"/registrations/{given['id']}/replacement", body, expect=expected)
    assert taken["category"] == "masters"


async def test_the_list_shows_filters_and_exports_categories(festival: Play) -> None:
    play = festival
    await opened(play)
    await registered(play, "Альфин", ELEVEN)
    await registered(play, "Бетин", TWELVE, status="pupil")
    at = f"/championships/{play.championship}/entries"
    shown = text(await page(play, f"{at}?category=masters", play.anna(), language="en"))
    assert ("Бетин" in shown, "Альфин" in shown, "Masters" in shown) == (True, False, True)
    export = await play.http.get(f"{at}.xlsx?category=cadets", headers={**play.anna(), "accept-language": "en"})
    rows = [list(row.cells.values()) for row in read_table(export.content)]
    assert rows[1][-1] == "Category"
    assert [row[-1] for row in rows[2:]] == ["Cadets"]
    form = await page(play, f"{at}/new?found=", play.anna(), language="en")
    assert "Enter a person" in form


async def test_a_file_of_entrants_says_what_people_are(festival: Play) -> None:
    play = festival
    await opened(play)
    template = await play.http.get(
        f"/championships/{play.championship}/entries/import/template.xlsx", headers=play.anna()
    )
    assert "Школьник, студент или специалист*" in read_table(template.content)[0].cells.values()
    headings = (*HEADINGS[:-1], "Школьник, студент или специалист*")
    known = ["01", "Альфина", "Проба", None, "31.12.2016", None, None, "R-01", "ru", None]
    body = [known, ["01", "Бетина", "Проба", None, "01.01.2015", None, None, "R-01", "ru", "Студентка"]]
    made = await bring(play, file(body, headings), 201)
    await play.post(f"/imports/{made['id']}/keeping")
    found = (await play.get(f"/skills/{play.skill}/registrations"))["items"]
    assert sorted(one["category"] for one in found) == ["cadets", "masters"]
    wrong = [[*known[:1], "Гаммина", *known[2:4], "05.05.2006", *known[5:]], [*known[:9], "учитель"]]
    refused = await bring(play, file(wrong, headings), 422)
    assert [one["where"].partition("!")[2] for one in refused["errors"]] == ["J2", "J3"]
    await bring(play, file([known], HEADINGS), 422)


async def test_a_checked_file_is_outdated_where_somebody_has_entered_in_another_category_since(
    festival: Play, api: FastAPI, tmp_path: Path
) -> None:
    play = festival
    both = GROUPS.replace("[age]", "[age]\noverlap = true").replace("youngest = 12", "youngest = 10")
    started(play, api, written(tmp_path, OWN + both))
    await opened(play)
    headings = (*HEADINGS[:9], "Школьник, студент или специалист*", "Категория")
    row = ["01", "Альфина", "Вымысел", None, ELEVEN, None, None, "R-01", "ru", "Школьница", "Cadets"]
    subject = await play.person("Альфина", birth_date=ELEVEN)
    checked = await bring(play, file([row], headings), 201)
    other = {"subject_id": subject, "member": "R-01", "status": "pupil", "category": "masters"}
    await play.post(f"/skills/{(await skills(play))[1]}/registrations", other, expect=201)
    known = await bring(play, file([row], headings), 409)
    assert known["type"].endswith("/other-category")
    refused = await play.post(f"/imports/{checked['id']}/keeping", expect=409)
    assert refused["type"].endswith("/import-outdated")


async def bring(play: Play, workbook: bytes, expect: int) -> Any:
    path = f"{V1}/championships/{play.championship}/imports"
    answer = await play.organiser.request("POST", path, {"content-type": XLSX}, content=BytesIO(workbook).read())
    assert answer.status_code == expect, answer.text
    return answer.json()


def entrant(born: str) -> dict[str, Any]:
    return {**SELF["applicant"], "birth_date": born}  # type: ignore[dict-item]


async def test_people_enter_themselves_in_one_category(festival: Play) -> None:
    play = festival
    await opened(play)
    await play.post(f"/championships/{play.championship}/announcement")
    refused = await enter(play, applicant=entrant(GROWN), status="student", expect=409)
    assert refused["type"].endswith("fits-no-category")
    own = {"applicant": entrant("2010-02-28"), "guardian": GUARDIAN, "status": "student"}
    answers = await asyncio.gather(*(enter_any(play, skill, own) for skill in await skills(play)))
    assert {one["category"] for one in answers} == {"masters"}


async def test_the_steps_ask_what_somebody_is(festival: Play) -> None:
    play = festival
    await opened(play)
    await play.post(f"/championships/{play.championship}/announcement")
    public = text(await page(play, f"/enter/{play.championship}", {}, language="en"))
    assert public.count("only for: Masters") == 1, "the second skill is"
    walker = Walker(play)
    await walker.go("whom", {"whom": "myself"}, "who")
    me = {**fields("applicant", **entrant(TWELVE)), "member": "R-01"}
    assert wrong((await walker.send("who", me)).text) == ["status"]
    old = {**me, "applicant-birth_date": GROWN, "status": "student"}
    assert wrong((await walker.send("who", old)).text) == ["status"], "at once, not at the end"
    await walker.go("who", {**me, "status": "student"}, "guardian")
    await walker.go("guardian", fields("guardian", **GUARDIAN), "skill")


async def test_one_person_is_in_one_category_however_many_forms_are_sent_at_once(
    festival: Play, api: FastAPI, tmp_path: Path
) -> None:
    play = festival
    both = GROUPS.replace("[age]", "[age]\noverlap = true").replace("youngest = 12", "youngest = 10")
    started(play, api, written(tmp_path, OWN + both))
    await opened(play)
    other = await championships.add_skill(play.organiser, play.championship, "03", Text(ru="Ремесло", en="Craft"))
    subject = await play.person("Альфин", birth_date=ELEVEN)
    body = {"subject_id": subject, "member": "R-01", "status": "pupil"}
    several = await play.post(f"/skills/{play.skill}/registrations", body, expect=409, accept_language="en")
    assert "Cadets (8 to 11 years old); Masters (10 to 17 years old, pupil or student)" in str(several)
    chosen = [(play.skill, "cadets"), (other, "masters")]
    headers = {**play.anna(), "accept": "application/json"}
    answers = await asyncio.gather(
        *(
            play.http.post(f"{V1}/skills/{skill}/registrations", json={**body, "category": code}, headers=headers)
            for skill, code in chosen
        )
    )
    assert sorted(one.status_code for one in answers) == [201, 409]
    refused = next(one for one in answers if one.status_code == 409).json()
    assert refused["type"].endswith("other-category")


async def test_a_list_of_skills_that_comes_back_leaves_their_categories(festival: Play) -> None:
    play = festival
    await opened(play)
    exported = await play.http.get(f"/championships/{play.championship}/skills.xlsx", headers=play.anna())
    path = f"{V1}/championships/{play.championship}/skills/import"
    answer = await play.http.post(path, content=exported.content, headers=play.anna())
    assert answer.json() == {"added": 0, "known": 2}


async def test_records_in_two_categories_are_not_merged(festival: Play) -> None:
    play = festival
    await opened(play)
    cadet = await registered(play, "Альфин", ELEVEN)
    other = {"subject_id": await play.person("Альфин", birth_date=TWELVE), "member": "R-01", "status": "pupil"}
    await play.post(f"/skills/{(await skills(play))[1]}/registrations", other, expect=201)
    at = f"/persons/{other['subject_id']}/merged-into/{cadet['subject_id']}"
    refused = await play.call("PUT", at, play.anna(), expect=409, accept_language="en", if_match='"1"')
    assert "cadets, masters" in str(refused)


async def enter_any(play: Play, skill: str, own: dict[str, Any]) -> dict[str, Any]:
    return await enter(play, skill_id=skill, **own)


@pytest.fixture
async def limited(festival: Play, api: FastAPI, tmp_path: Path) -> Play:
    """One cadet in each skill, by the ruleset."""
    started(festival, api, written(tmp_path, OWN + GROUPS.replace("youngest = 8", "youngest = 8\nquota = 1")))
    await opened(festival)
    await festival.post(f"/championships/{festival.championship}/announcement")
    return festival


async def test_a_category_has_places_of_its_own(limited: Play) -> None:
    play, at = limited, f"/championships/{limited.championship}"
    body = {"number": "03", "name": {"ru": "Ремесло", "en": "Craft"}}
    for wrong_quotas in ({"masters": 2, "cadets": 3}, {"juniors": 1}):
        refused = await play.post(f"{at}/skills", {**body, "quota": 2, "category_quotas": wrong_quotas}, expect=422)
        assert refused["errors"][0]["where"] in {"/category_quotas/cadets", "/category_quotas/juniors"}
    first = await registered(play, "Альфин", ELEVEN)
    second = await registered(play, "Бетин", ELEVEN)
    assert (first["state"], second["state"]) == ("entered", "waiting")
    assert (await play.get(f"/registrations/{second['id']}"))["waiting_place"] == 1
    assert (await registered(play, "Гаммин", TWELVE, status="pupil"))["state"] == "entered"
    other = await play.post(f"{at}/skills", {**body, "category_quotas": {}}, expect=201)
    moving = await play.post(
        f"/skills/{other['id']}/registrations",
        {"subject_id": await play.person("Дельтин", birth_date=ELEVEN), "member": "R-01"},
        expect=201,
    )
    to = {"skill_id": play.skill, "member": "R-01"}
    full = await play.post(f"/registrations/{moving['id']}/change", to, expect=409, accept_language="en")
    assert "No place of this skill is free in the category “Cadets”." in str(full)


async def test_pages_say_which_category_is_full(limited: Play) -> None:
    play, second = limited, {}
    for family_name in ("Альфин", "Бетин"):
        second = await registered(play, family_name, ELEVEN)
    public = text(await page(play, f"/enter/{play.championship}", {}, language="en"))
    assert "Cadets: no place free" in public
    offered = await play.get(f"/championships/{play.championship}/entering", by={})
    assert [one["category_places"] for one in offered["skills"]] == [{"cadets": 0}, {}]
    walker = Walker(play)
    await walker.go("whom", {"whom": "myself"}, "who")
    await walker.go("who", {**fields("applicant", **entrant(ELEVEN)), "member": "R-01", "status": "pupil"}, "guardian")
    await walker.go("guardian", fields("guardian", **GUARDIAN), "skill")
    assert "Cadets: no place free" in text((await walker.open("skill")).text)
    await walker.send("skill", {"skill_id": play.skill})
    check = text((await walker.open("check")).text)
    assert "All places of the category “Cadets” are taken: you will be on its waiting list." in check

    edit = f"/skills/{play.skill}/edit"
    shown = await page(play, edit, play.anna(), language="en")
    assert "Places of the category “Cadets”" in shown
    filled = {"number": "01", "name-ru": "Ремесло", "name-en": "Craft", "team_size": "1", "version": "1"}
    mistyped = await post(play, edit, play.anna(), {**filled, "category_quotas-cadets": "two"})
    assert wrong(mistyped.text) == ["category_quotas-cadets"]
    await post(play, edit, play.anna(), {**filled, "category_quotas-cadets": "2"})
    assert (await play.get(f"/registrations/{second['id']}"))["state"] == "entered", "who waited has the new place"
    table = text(await page(play, f"/skills/{play.skill}", play.anna(), language="en"))
    assert "Cadets full 2 2 0" in " ".join(table.split())
