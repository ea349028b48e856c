"""A school's coordinator enters the own people: by a form, by program, and from a file."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final
from uuid import UUID, uuid4

import httpx2
from fastapi.routing import APIRoute
from tests.competitions.access.test_duties import bare, let_in
from tests.competitions.pages.reading import page, post, row, text
from tests.competitions.playing import V1, Play
from tests.competitions.repeats.test_every_repeat import named
from tests.competitions.schools.test_school import OTHER, OWN, prepared

from client.caller import Caller
from client.championships import XLSX
from competitions.api.entering import imports
from competitions.api.schools import school
from competitions.domain.preparation.plan import Deadlines
from competitions.pages.schools import ROUTERS
from shared.web.deps import enter as enter_limit
from shared.web.deps import guess
from shared.workbooks.writing import workbook

MISHA: Final = {"family_name": "Альфин", "given_name": "Вымысел", "birth_date": "2010-03-14"}
MOTHER: Final = {"family_name": "Альфина", "given_name": "Выдумка", "email": "mother@example.org"}
HEADINGS: Final = ("Компетенция", "Фамилия", "Имя", "Дата рождения", "Класс")


def typed(play: Play, **more: str) -> dict[str, str]:
    guardian = {f"guardian-{name}": value for name, value in MOTHER.items()}
    return {**MISHA, **guardian, "skill_id": play.skill, "once": str(uuid4()), "language": "ru", **more}


async def enter(play: Play, by: dict[str, str], *, expect: int = 201, **more: Any) -> Any:
    body = {**MISHA, "skill_id": play.skill, **more}
    return await play.post(f"/championships/{play.championship}/school/entries", body, by=by, expect=expect)


async def bring(play: Play, by: dict[str, str], headings: Sequence[str], *rows: Sequence[str]) -> httpx2.Response:
    path = f"{V1}/championships/{play.championship}/imports"
    content = workbook("Заявки", [headings, *rows])
    return await Caller(play.http, by).request("POST", path, {"content-type": XLSX}, content=content)


def kind(refused: Any) -> str:
    return str(refused["type"]).rpartition("/")[2]


async def test_a_pupil_is_entered_with_class_and_guardian_once(play: Play) -> None:
    at = await prepared(play, quota=1)
    vera = bare(play, "vera")
    assert "1 place free" in await page(play, f"{at}/new", vera, language="en")
    sent = typed(play, course="9 Б", email="misha@example.org")
    for _ in range(2):
        assert (await post(play, f"{at}/new", vera, sent)).status_code == 303
    (entry,) = await play.app.registrations.find_many({})
    (mother,) = await play.app.people.find_many({"family_name": "Альфина"})
    misha = await play.app.people.get(entry.subject_id)
    assert (misha.course, misha.guardians, entry.member) == ("9 Б", (mother.id,), OWN)
    assert await play.app.erasures.find_many({}) == [], "who is entered is not planned to go"
    assert "Альфин Вымысел 9 Б" in row(await page(play, at, vera), "Альфин")
    assert "Альфин" not in await page(play, f"{at}?course=none", vera)
    assert "waiting list" in await page(play, f"{at}/new", vera, language="en")
    again = await enter(play, vera, expect=409)
    assert kind(again) == "already-registered"
    second = await enter(play, vera, family_name="Бетин", course="8 А")
    assert second["state"] == "waiting"
    wrong = await post(play, f"{at}/new", vera, {**typed(play), "birth_date": "вчера", "family_name": ""})
    assert 'href="#birth_date"' in wrong.text
    assert 'href="#family_name"' in wrong.text


async def test_people_of_others_are_not_entered_and_nothing_of_a_refusal_is_kept(play: Play) -> None:
    at = await prepared(play)
    vera = bare(play, "vera")
    await play.compete("Гаммин", OTHER, confirmed=False, birth_date="2009-01-01")
    await play.person("Дельтин", birth_date="2009-02-02")
    people = await play.app.people.collection.count_documents({})
    known = {"family_name": "Гаммин", "birth_date": "2009-01-01"}
    assert kind(await enter(play, vera, expect=409, **known)) == "pupil-elsewhere"
    stranger = {"family_name": "Дельтин", "birth_date": "2009-02-02", "guardian": MOTHER}
    assert kind(await enter(play, vera, expect=409, **stranger)) == "guardian-kept"
    assert kind(await enter(play, vera, expect=422, member=OTHER)) == "not-own-member"
    for born in ("1901-01-01", "2099-01-01"):
        assert kind(await enter(play, vera, expect=422, birth_date=born)) == "nobody-born-then"
    skill = await play.app.skills.get(UUID(play.skill))
    await play.app.skills.save(replace(skill, youngest=20))
    assert kind(await enter(play, vera, expect=409)) == "wrong-age"
    shown = await post(play, f"{at}/new", vera, typed(play))
    assert "20 full years and older" in text(shown.text)
    assert await play.app.people.collection.count_documents({}) == people
    assert [one.member for one in await play.app.registrations.find_many({})] == [OTHER]


def test_nothing_counts_what_a_coordinator_sends_again() -> None:
    """Whoever mends a file row by row sends it as often as it takes: decision 45."""
    of_schools = [school.router, imports.router, *ROUTERS]
    routes = [route for router in of_schools for route in router.routes if isinstance(route, APIRoute)]
    assert len(routes) > 20
    assert [route.path for route in routes if {enter_limit, guess} & {*named(route.dependant)}] == []


async def test_a_place_is_given_to_another_pupil_until_the_deadline(play: Play) -> None:
    at = await prepared(play)
    vera = bare(play, "vera")
    first = await enter(play, vera)
    way = f"{at}/entries/{first['id']}/replacement"
    assert "Consents do not go over" in text(await page(play, way, vera, language="en"))
    sent = {**MISHA, "family_name": "Бетин", "once": str(uuid4()), "language": "ru"}
    for _ in range(2):
        assert (await post(play, way, vera, sent)).status_code == 303
    given = await play.app.registrations.get(UUID(first["id"]))
    assert given.replaced_by
    taken = await play.app.registrations.get(given.replaced_by)
    assert (given.state, taken.state, taken.sequence, taken.member) == ("replaced", "entered", given.sequence, OWN)
    await play.compete("Гаммин", OTHER, confirmed=False)
    foreign = f"/championships/{play.championship}/school/entries/{play.registrations['Гаммин']}/replacement"
    await play.post(foreign, {**MISHA, "family_name": "Бетин"}, by=vera, expect=403)
    held = await play.app.championships.get(UUID(play.championship))
    over = Deadlines(entries_close=play.app.now() - timedelta(days=1), withdrawal=play.app.now() - timedelta(hours=1))
    await play.app.championships.save(replace(held, deadlines=over))
    late = f"/championships/{play.championship}/school/entries/{taken.id}/replacement"
    assert kind(await play.post(late, MISHA, by=vera, expect=409)) == "withdrawal-over"
    assert kind(await enter(play, vera, expect=409, family_name="Эпсилин")) == "not-taking-entries"
    shown = await page(play, at, vera, language="en")
    assert "Entries are closed" in text(shown)
    assert f"/entries/{taken.id}/withdrawal" not in shown


async def test_a_class_comes_from_a_file_without_the_name_of_the_school(play: Play) -> None:
    at = await prepared(play)
    vera = bare(play, "vera")
    template = await play.http.get(f"{at}/import/template.xlsx", headers=vera)
    assert (template.status_code, "Регион".encode() in template.content) == (200, False)
    made = await bring(play, vera, HEADINGS, ("01", "Альфин", "Вымысел", "14.03.2010", "9 Б"))
    assert made.status_code == 201, made.text
    shown = await page(play, f"{at}/import/{made.json()['id']}", vera, language="en")
    assert f"new 01 Craft {OWN}" in row(shown, "Альфин")
    assert (await post(play, f"{at}/import/{made.json()['id']}/keeping", vera)).status_code == 303
    (entry,) = await play.app.registrations.find_many({})
    assert (entry.member, (await play.app.people.get(entry.subject_id)).course) == (OWN, "9 Б")
    assert "can be taken back" in text(await page(play, f"{at}/import", vera, language="en"))
    assert (await post(play, f"{at}/import/{made.json()['id']}/undoing", vera)).status_code == 303
    assert await play.app.registrations.find_many({}) == []


async def test_guardians_come_with_a_file_once_and_go_with_it(play: Play) -> None:
    """A mother of two is one record; who is kept already is meant; what came with the file is taken back with it."""
    at = await prepared(play)
    vera = bare(play, "vera")
    father = await play.person("Бетин", email="father@example.org")
    headings = (*HEADINGS, "Родитель: ФИО", "Родитель: почта")
    mother = ("Альфина  Выдумка Тестовна", "mother@example.org")
    rows = [("01", f"Альфин{letter}", "Вымысел", "14.03.2010", "9 Б", *mother) for letter in "бв"]
    rows.append(("01", "Бетина", "Вымысел", "15.03.2010", "9 Б", "Бетин Вымысел", "father@example.org"))
    bad = ("01", "Гаммин", "Вымысел", "15.03.2010", "", "Одна", "one@example.org")
    faults = (await bring(play, vera, headings, bad)).json()["errors"]
    assert [one["where"] for one in faults] == ["Заявки!F2"], faults
    before = await play.app.people.collection.count_documents({"erased_at": None})
    made = (await bring(play, vera, headings, *rows)).json()
    assert (made["new_people"], made["new_guardians"]) == (3, 1)
    await play.post(f"/imports/{made['id']}/keeping", by=vera)
    (kept,) = await play.app.people.find_many({"family_name": "Альфина"})
    assert (kept.given_name, kept.patronymic, kept.email) == ("Выдумка", "Тестовна", "mother@example.org")
    wards = await play.app.people.find_many({"guardians.0": {"$exists": True}}, sort=[("sort_key", 1)])
    assert [one.guardians for one in wards] == [(kept.id,), (kept.id,), (UUID(father),)]
    assert "No guardian is entered" not in await page(play, at, vera, language="en")
    await play.post(f"/imports/{made['id']}/undoing", by=vera)
    assert await play.app.people.collection.count_documents({"erased_at": None}) == before
    assert await play.app.people.find_many({"family_name": "Альфина"}) == []
    assert (await play.app.people.get(UUID(father))).erased_at is None


async def test_a_file_with_people_of_others_is_refused_whole(play: Play) -> None:
    at = await prepared(play)
    home, vera, olga = f"/championships/{play.championship}", bare(play, "vera"), bare(play, "olga")
    await let_in(play, "olga", "school", home, member=OTHER, family_name="Другая", email="olga@example.org")
    await play.compete("Гаммин", OTHER, confirmed=False, birth_date="2009-01-01")
    own = ("01", "Альфин", "Вымысел", "14.03.2010", "9 Б")
    refused = await bring(play, vera, (*HEADINGS, "Регион или организация"), (*own, f"{OTHER} (старое)"))
    (fault,) = refused.json()["errors"]
    assert (refused.status_code, fault["where"]) == (422, "Заявки!F2")
    assert OWN in fault["fix"]
    elsewhere = await bring(play, vera, HEADINGS, own, ("01", "Гаммин", "Вымысел", "01.01.2009", ""))
    assert (elsewhere.status_code, kind(elsewhere.json())) == (409, "pupil-elsewhere")
    assert "3" in elsewhere.json()["errors"][0]["message"]
    made = (await bring(play, vera, (*HEADINGS, "Регион или организация"), (*own, OWN))).json()
    for way in ("keeping", "undoing", "telling"):
        await play.post(f"/imports/{made['id']}/{way}", by=olga, expect=403)
    await play.get(f"/imports/{made['id']}", by=olga, expect=403)
    await page(play, f"{at}/import/{made['id']}", olga, expect=403)
    await enter(play, olga, family_name="Альфин")
    assert kind(await play.post(f"/imports/{made['id']}/keeping", by=vera, expect=409)) == "import-outdated"


async def test_in_more_skills_than_the_rules_say_the_organiser_alone_enters(play: Play) -> None:
    await prepared(play)
    vera = bare(play, "vera")
    skills = [play.skill]
    for number in ("02", "03", "04"):
        body = {"number": number, "name": {"ru": f"Ремесло {number}", "en": f"Craft {number}"}}
        made = await play.post(f"/championships/{play.championship}/skills", body, expect=201)
        skills.append(made["id"])
    most = play.app.rulesets["worldskills"].entering.entries_each
    for skill in skills[:most]:
        await enter(play, vera, skill_id=skill)
    assert kind(await enter(play, vera, expect=409, skill_id=skills[most])) == "too-many-of-pupil"
    rows = [(f"{number:02}", "Новиков", "Вымысел", "14.03.2010", "") for number in range(1, most + 2)]
    refused = await bring(play, vera, HEADINGS, *rows)
    assert (refused.status_code, kind(refused.json())) == (409, "too-many-of-pupil")
