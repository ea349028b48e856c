"""Skills, regions and marking schemes on the organiser's pages, without a script."""

import re
from io import BytesIO

import httpx2
import pytest
from openpyxl import Workbook, load_workbook
from tests.competitions.pages.preparing import SKILL, add_skill, new, read, typed_in, upload
from tests.competitions.pages.reading import heading, post, row, text
from tests.competitions.playing import Play
from tests.competitions.workbook_maker import Scheme


async def test_the_list_of_skills_is_searched_filtered_sorted_and_taken_along(play: Play) -> None:
    play.championship = await new(play)
    for number, name in (("R07", "Сборка"), ("R02", "=HYPERLINK(1)"), ("R12", "Роботы")):
        await add_skill(play, play.championship, number=number, **{"name-ru": name, "minimum": "4"})
    at = f"/championships/{play.championship}/skills"
    assert re.findall(r">(R\d\d) ", await read(play, at)) == ["R02", "R07", "R12"]
    assert re.findall(r">(R\d\d) ", await read(play, f"{at}?sort=-number")) == ["R12", "R07", "R02"]
    assert re.findall(r">(R\d\d) ", await read(play, f"{at}?q=робот")) == ["R12"]
    assert "Nothing was found." in await read(play, f"{at}?state=dropped")
    unknown = await read(play, f"{at}?state=everything")
    assert "is not known, so nothing is shown" in unknown
    assert "R07" not in text(unknown)
    answer = await play.http.get(f"{at}.xlsx?sort=-number", headers=play.anna())
    sheet = load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    rows = list(sheet.iter_rows())
    assert [one[0].value for one in rows[2:]] == ["R12", "R07", "R02"]
    assert (rows[4][1].value, rows[4][1].data_type, rows[4][1].quotePrefix) == ("=HYPERLINK(1)", "s", True)


async def bring(play: Play, championship: str, content: bytes) -> httpx2.Response:
    headers = {**play.anna(), "accept": "text/html", "accept-language": "en"}
    files = {"workbook": ("skills.xlsx", content)}
    return await play.http.post(f"/championships/{championship}/skills/import", files=files, headers=headers)


def table(*rows: tuple[str | int, ...]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Skills"
    for cells in rows:
        sheet.append(cells)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


HEADINGS = ("Номер", "Название по-русски", "Name in English", "Мест", "Возраст от", "Возраст до", "Заметки")


async def test_skills_come_from_a_file_all_or_none_and_a_repeat_adds_nothing(play: Play) -> None:
    play.championship = await new(play)
    faulty = table(
        HEADINGS,
        ("R01", "Роботы", "", 10),
        ("R02", "Сварка", "Welding", "много"),
        ("R03", "Кладка", "Masonry", 5, 20, 14),
        ("R04", "Пайка", "Soldering", 5),
        ("R04", "Пайка", "Soldering", 5),
    )
    answer = await bring(play, play.championship, faulty)
    assert answer.status_code == 422
    assert "4 things to mend in the file" in text(answer.text)
    told = {one: row(answer.text, one) for one in ("Skills!C2", "Skills!D3", "Skills!F4", "Skills!A6")}
    assert "It is missing." in told["Skills!C2"]
    assert "It is not a whole number." in told["Skills!D3"]
    assert "14 is less than 20." in told["Skills!F4"]
    assert "Number R04 stands in A5 already." in told["Skills!A6"]
    assert (await play.get(f"/championships/{play.championship}/skills"))["items"] == []
    good = table(HEADINGS, (7, "Роботы", "Robots", 10, 14, 20, "x"), (), ("R02", "Сварка", "Welding"))
    for added, known in ((2, 0), (0, 2)):
        answer = await bring(play, play.championship, good)
        assert f"{added} skill" in text(answer.text)
        assert f"There already: {known}." in text(answer.text)
    skills = (await play.get(f"/championships/{play.championship}/skills"))["items"]
    assert [(one["number"], one["quota"], one["youngest"]) for one in skills] == [("7", 10, 14), ("R02", None, None)]
    answer = await bring(play, play.championship, table(HEADINGS, ("R02", "Сварка", "Joining"), ("R09", "Р", "R")))
    assert answer.status_code == 422
    assert "Skill R02 is there already, with other values." in text(answer.text)
    assert len((await play.get(f"/championships/{play.championship}/skills"))["items"]) == 2


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "It is missing."),
        (b"%PDF-1.4", "format PDF"),
        (table(("Number", "Name in Russian")), "The column “Название по-английски” is missing."),
        (table((*HEADINGS, "Number"), ("R02", "Сварка", "Joining")), "Columns A, H mean the same."),
        (table(("a", "b")), "No row has the headings"),
        (table(HEADINGS), "There is no skill in the file."),
    ],
)
async def test_what_is_no_list_of_skills_says_why(play: Play, content: bytes, words: str) -> None:
    play.championship = await new(play)
    answer = await bring(play, play.championship, content)
    assert answer.status_code == 422
    assert words in text(answer.text)


async def test_the_exported_list_comes_back_as_it_went(play: Play) -> None:
    play.championship = await new(play)
    await add_skill(play, play.championship)
    file = await play.http.get(f"/championships/{play.championship}/skills.xlsx", headers=play.anna())
    assert "There already: 1." in text((await bring(play, play.championship, file.content)).text)
    other = await new(play)
    path = f"/api/competitions/v1/championships/{other}/skills/import"
    answer = await play.http.post(path, content=file.content, headers=play.anna())
    assert answer.json() == {"added": 1, "known": 0}


async def test_a_skill_is_changed_dropped_and_held_after_all(play: Play) -> None:
    play.championship = await new(play)
    play.skill = await add_skill(play, play.championship)
    for name in ("Бетин", "Гаммин"):
        await play.compete(name, "R-02")
    at = f"/skills/{play.skill}"
    typed = typed_in(await read(play, f"{at}/edit"))
    answer = await post(play, f"{at}/edit", play.anna(), {**typed, "quota": "1", "member_quota": ""})
    assert answer.status_code == 409
    assert "2 competitors are confirmed." in text(answer.text)
    answer = await post(play, f"{at}/edit", play.anna(), {**typed, "quota": "many"})
    assert "It is not a whole number." in text(answer.text)
    endless = {**typed, "quota": "20", "version": "9" * 5000}
    assert (await post(play, f"{at}/edit", play.anna(), endless)).status_code == 409
    assert (await post(play, f"{at}/edit", play.anna(), {**typed, "quota": "20"})).status_code == 303
    assert (await play.get(at))["quota"] == 20
    words = text(await read(play, f"{at}/drop"))
    assert "2 entries are withdrawn." in words
    assert "Who is entered 2 Their guardians 0" in words
    assert (await post(play, f"{at}/drop", play.anna())).status_code == 303
    entries = (await play.get(f"{at}/registrations"))["items"]
    assert {one["state"] for one in entries} == {"withdrawn"}
    told = [str(one["headers"]) for one in await play.told("registrations")]
    assert len([one for one in told if "competitions.registration.ended.v1" in one]) == 2
    await play.post(f"{at}/registrations", {"subject_id": await play.person("Дельтин"), "member": "R"}, expect=409)
    assert "Dropped" in row(await read(play, f"/championships/{play.championship}/skills"), "R07")
    assert (await post(play, f"{at}/drop/end", play.anna())).status_code == 303
    assert (await play.get(at))["dropped_at"] is None


async def test_a_number_is_taken_once(play: Play) -> None:
    play.championship = await new(play)
    await add_skill(play, play.championship)
    at = f"/championships/{play.championship}/skills/new"
    answer = await post(play, at, play.anna(), {**SKILL, "draft": "another"})
    assert answer.status_code == 409
    assert 'href="#number"' in answer.text


async def test_spellings_mean_one_member_for_entries_and_experts(play: Play) -> None:
    play.championship = await new(play)
    play.skill = await add_skill(play, play.championship)
    await play.compete("Бетин", "г. Приозёрск")
    await play.appoint("one", "Приозёрье")
    at = f"/championships/{play.championship}/members"
    assert "No list is kept" in text(await read(play, at))
    assert (
        await post(play, f"{at}/spelling", play.anna(), {"spelling": "Приозёрье", "into": "new"})
    ).status_code == 303
    assert "1 spelling is not in the list" in text(await read(play, at))
    known = (await play.get(at))["items"][0]
    sent = {"spelling": "г. Приозёрск", "into": known["id"]}
    assert (await post(play, f"{at}/spelling", play.anna(), sent)).status_code == 303
    kept = await play.get(at)
    assert kept["items"] == [
        {"id": known["id"], "name": "Приозёрье", "spellings": ["г. Приозёрск"], "entries": 1, "experts": 1}
    ]
    entries = await play.get(f"/skills/{play.skill}/registrations")
    assert [one["member"] for one in entries["items"]] == ["Приозёрье"], "written otherwise, named alike"
    assert (await post(play, f"{at}/{known['id']}", play.anna(), {"go": "remove"})).status_code == 409
    person = await play.person("Гаммин")
    await play.post(f"/skills/{play.skill}/registrations", {"subject_id": person, "member": "Заречье"}, expect=422)
    await play.post(f"/skills/{play.skill}/registrations", {"subject_id": person, "member": "Г. ПРИОЗЕРСК"}, expect=201)


async def test_members_are_merged_and_a_spelling_belongs_to_one(play: Play) -> None:
    play.championship = await new(play)
    at = f"/championships/{play.championship}/members"
    for name, spellings in (("Приозёрье", "ПРЗ"), ("Приозёрский край", "")):
        typed = {**typed_in(await read(play, f"{at}/new")), "name": name, "spellings": spellings}
        assert (await post(play, f"{at}/new", play.anna(), typed)).status_code == 303
    answer = await post(play, f"{at}/new", play.anna(), {"name": "Другой", "spellings": "прз", "draft": "1"})
    assert answer.status_code == 409
    assert 'href="#spellings"' in answer.text
    ids = {one["name"]: one["id"] for one in (await play.get(at))["items"]}
    merged = {"go": "merge", "into": ids["Приозёрье"]}
    assert (await post(play, f"{at}/{ids['Приозёрский край']}", play.anna(), merged)).status_code == 303
    kept = (await play.get(at))["items"]
    assert [(one["name"], one["spellings"]) for one in kept] == [("Приозёрье", ["ПРЗ", "Приозёрский край"])]


async def test_a_scheme_is_imported_looked_at_and_replaced_on_its_page(play: Play) -> None:
    play.championship = await new(play)
    play.skill = await add_skill(play, play.championship)
    at = f"/skills/{play.skill}/scheme"
    assert "There is no marking scheme yet" in await read(play, at)
    answer = await upload(play, play.skill, b"")
    assert answer.status_code == 422
    assert 'href="#workbook"' in answer.text
    answer = await upload(play, play.skill, b"number;name\n1;x\n")
    assert answer.status_code == 422
    assert "This is a file of the format CSV" in text(answer.text)
    answer = await upload(play, play.skill, Scheme().xlsx())
    assert answer.status_code == 303
    assert "The marking scheme is imported" in await read(play, answer.headers["location"])
    html = await read(play, f"{at}/A1")
    assert heading(html).startswith("A1 ")
    assert "<fieldset disabled>" in html
    assert 'name="A1.01-value"' in html
    assert (await upload(play, play.skill, Scheme().xlsx())).status_code == 303


async def test_a_scheme_that_differs_more_is_taken_with_a_reason_that_stays(play: Play) -> None:
    play.championship = await new(play)
    play.skill = await add_skill(play, play.championship)
    lopsided = Scheme(sections=((1, "Organisation", 46), (2, "Making", 54))).xlsx()
    answer = await upload(play, play.skill, lopsided)
    assert answer.status_code == 422
    assert "more than 5.00 apart" in row(answer.text, "CIS Marking Scheme Import!K5")
    assert "<details open>" in answer.text, "the way to take it is in sight"
    answer = await upload(play, play.skill, lopsided, variation_reason="x" * 501)
    assert 'href="#variation_reason"' in answer.text
    answer = await upload(play, play.skill, lopsided, variation_reason="As the world's description has it")
    assert answer.status_code == 303
    assert "As the world&#39;s description has it" in await read(play, f"/skills/{play.skill}/scheme")


async def test_the_pages_of_a_skill_name_its_people(play: Play) -> None:
    await play.gather()
    assert "Бетин Вымысел" in text(await read(play, f"/skills/{play.skill}"))
    words = text(await read(play, f"/skills/{play.skill}/experts"))
    assert "Эксперт-chief Вымысел Chief expert R-90" in words
    other = Scheme(criteria=(("A", "Another", 40), ("B", "Product", 60)))
    answer = await upload(play, play.skill, other.xlsx())
    assert answer.status_code == 409, "marking has begun"
