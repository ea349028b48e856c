"""A championship prepared on pages alone, without a script: from `new` to an imported scheme."""

import re
from collections.abc import Mapping
from io import BytesIO

import httpx2
import pytest
from openpyxl import load_workbook
from tests.competitions.pages.reading import heading, page, post, row, text
from tests.competitions.playing import Play
from tests.competitions.workbook_maker import Scheme

FIRST = {"name-ru": "Мастера", "name-en": "Masters", "ruleset": "worldskills"}
SECOND = {
    "starts_on": "2026-12-01",
    "ends_on": "2026-12-03",
    "time_zone": "Asia/Yekaterinburg",
    "venues-0-name": "Колледж Приозёрья",
    "venues-0-address": "Набережная, 1",
    "venues-0-rooms": "Мастерская 1\r\nМастерская 2",
    "contact-name": "Анна Пробная",
    "contact-email": "ask@region-47.example",
}
SKILL = {
    "number": "R07",
    "name-ru": "Сборка",
    "name-en": "Assembly",
    "quota": "10",
    "member_quota": "2",
    "team_size": "1",
}


def typed_in(html: str) -> dict[str, str]:
    """The fields of the page's form as they stand."""
    inputs = re.findall(r'<input[^>]*name="([^"]+)"[^>]*?value="([^"]*)"', html)
    inputs += [
        (name, value) for name, _, value in re.findall(r'<input id="([^"]+)" name="(\1)"[^>]*value="([^"]*)"', html)
    ]
    areas = re.findall(r'<textarea id="[^"]+" name="([^"]+)"[^>]*>([^<]*)</textarea>', html)
    chosen = re.findall(r'<select id="[^"]+" name="([^"]+)".*?<option value="([^"]*)" selected', html, re.DOTALL)
    return dict([*inputs, *areas, *chosen])


async def new(play: Play, **changed: str) -> str:
    """The id of a draft that the three steps have made."""
    home = "/championships/new"
    typed = typed_in(await page(play, home, play.anna()))
    answer = await post(play, home, play.anna(), {**typed, **FIRST, "go": "on"})
    answer = await post(play, home, play.anna(), {**typed_in(answer.text), **SECOND, **changed, "go": "on"})
    assert answer.status_code == 200, text(answer.text)
    answer = await post(play, home, play.anna(), {**typed_in(answer.text), "go": "on"})
    assert answer.status_code == 303, text(answer.text)
    return str(answer.headers["location"].rpartition("/")[2])


async def add_skill(play: Play, championship: str, **changed: str) -> str:
    at = f"/championships/{championship}/skills/new"
    typed = {**typed_in(await page(play, at, play.anna())), **SKILL, **changed}
    assert (await post(play, at, play.anna(), typed)).status_code == 303
    skills = (await play.get(f"/championships/{championship}/skills"))["items"]
    return str(next(one["id"] for one in skills if one["number"] == typed["number"]))


async def upload(play: Play, skill: str, content: bytes, **typed: str) -> httpx2.Response:
    headers = {**play.anna(), "accept": "text/html", "accept-language": "en"}
    files = {"workbook": ("scheme.xlsx", content)}
    return await play.http.post(f"/skills/{skill}/scheme", data=typed, files=files, headers=headers)


async def read(play: Play, path: str) -> str:
    return await page(play, path, play.anna(), language="en")


async def test_three_steps_make_a_draft_with_deadlines_in_its_own_zone(play: Play) -> None:
    play.championship = await new(play)
    made = await play.get(f"/championships/{play.championship}")
    assert made["venues"] == [
        {"name": "Колледж Приозёрья", "address": "Набережная, 1", "rooms": ["Мастерская 1", "Мастерская 2"]}
    ]
    assert made["deadlines"]["entries_close"] == "2026-11-17T13:00:00Z", "18:00 in Yekaterinburg"
    words = text(await read(play, f"/championships/{play.championship}"))
    assert "Draft, which your organisation alone sees" in words
    assert "Next: Add the skills" in words
    await page(play, f"/championships/{play.championship}", {}, expect=403)


async def test_a_draft_sent_twice_is_one(play: Play) -> None:
    home = "/championships/new"
    typed = {**typed_in(await page(play, home, play.anna())), **FIRST, **SECOND, "step": "3", "go": "on"}
    ids = {(await post(play, home, play.anna(), typed)).headers["location"] for _ in range(2)}
    assert len(ids) == 1


@pytest.mark.parametrize(
    ("step", "changed", "field", "words"),
    [
        ("1", {"name-en": ""}, "name-en", "It is missing."),
        ("2", {"ends_on": "2026-11-30"}, "ends_on", "2026-11-30 is before 2026-12-01."),
        ("2", {"starts_on": "soon"}, "starts_on", "It is not a date."),
        ("2", {"contact-email": ""}, "contact-email", "It is missing."),
        ("2", {"time_zone": "Asia/Nowhere"}, "time_zone", "There is no such time zone."),
        ("3", {"deadlines-entries_close": "2026-12-02T10:00"}, "deadlines-entries_close", "after the championship has begun"),
        ("3", {"deadlines-entries_open": "2026-11-20T10:00", "deadlines-entries_close": "2026-11-19T10:00"},
         "deadlines-entries_close", "Entries would close before they open."),
    ],
)  # fmt: skip
async def test_a_refused_step_keeps_what_was_typed_and_leads_to_the_field(
    play: Play, step: str, changed: Mapping[str, str], field: str, words: str
) -> None:
    sent = {"draft": "x", "step": step, "go": "on", **FIRST, **SECOND, **changed}
    answer = await post(play, "/championships/new", play.anna(), sent)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert f'id="{field}"' in answer.text, "the summary leads to a field of this step"
    assert words in text(answer.text)
    kept = typed_in(answer.text)
    for name, value in sent.items():
        if value and name not in {"go", "step", "venues-0-rooms", "time_zone"}:
            assert kept[name] == value, name


async def test_going_back_loses_nothing(play: Play) -> None:
    sent = {"draft": "x", "step": "3", "go": "back", **FIRST, **SECOND, "deadlines-withdrawal": "2026-11-20T10:00"}
    answer = await post(play, "/championships/new", play.anna(), sent)
    assert "Step 2 of 3" in answer.text
    assert typed_in(answer.text)["deadlines-withdrawal"] == "2026-11-20T10:00"


async def test_what_froze_is_said_and_refused_as_in_the_api(play: Play) -> None:
    play.championship = await new(play)
    await add_skill(play, play.championship)
    at = f"/championships/{play.championship}"
    before = typed_in(await read(play, f"{at}/edit"))
    assert (await post(play, f"{at}/announce", play.anna())).status_code == 303
    html = await read(play, f"{at}/edit")
    assert "It cannot change any more: the championship is announced." in html
    assert 'name="time_zone"' not in html
    late = {**before, "time_zone": "Asia/Omsk", "version": typed_in(html)["version"]}
    answer = await post(play, f"{at}/edit", play.anna(), late)
    assert answer.status_code == 409
    assert 'href="#time_zone"' in answer.text
    answer = await post(play, f"{at}/edit", play.anna(), {**typed_in(html), "name-en": "Masters of Priozerye"})
    assert answer.status_code == 303, text(answer.text)
    changed = await play.get(at)
    assert (changed["name"]["en"], changed["time_zone"]) == ("Masters of Priozerye", "Asia/Yekaterinburg")


async def test_a_colleagues_change_is_shown_beside_ones_own(play: Play) -> None:
    play.championship = await new(play)
    at = f"/championships/{play.championship}/edit"
    mine = typed_in(await read(play, at))
    theirs = {**mine, "contact-name": "Вера Лужина"}
    assert (await post(play, at, play.anna(), theirs)).status_code == 303
    answer = await post(play, at, play.anna(), {**mine, "contact-name": "Анна Берёзова"})
    assert answer.status_code == 409
    assert "Saved meanwhile: Вера Лужина" in answer.text
    again = typed_in(answer.text)
    assert again["contact-name"] == "Анна Берёзова"
    assert (await post(play, at, play.anna(), again)).status_code == 303


async def test_announcing_and_closing_say_before_what_follows_and_afterwards_what_happened(play: Play) -> None:
    play.championship = await new(play, **{"contact-name": "", "contact-email": ""})
    at = f"/championships/{play.championship}"
    words = text(await read(play, f"{at}/announce"))
    assert "There is no skill." in words
    assert "There is no contact for the public." in words
    answer = await post(play, f"{at}/announce", play.anna())
    assert answer.status_code == 409
    await add_skill(play, play.championship)
    typed = typed_in(await read(play, f"{at}/edit"))
    contact = {"contact-name": "Анна Пробная", "contact-email": "ask@region-47.example"}
    await post(play, f"{at}/edit", play.anna(), {**typed, **contact})
    words = text(await read(play, f"{at}/announce"))
    assert "Everybody sees the contact: Анна Пробная, ask@region-47.example." in words
    assert "Entries are taken until 17 November 2026, 18:00 (UTC+5)." in words
    assert "Nobody gets a letter." in words
    assert (await post(play, f"{at}/announce", play.anna())).headers["location"] == f"{at}/announce"
    assert "Announced 2" in text(await read(play, f"{at}/announce"))
    await page(play, at, {})
    assert (await post(play, f"{at}/close", play.anna())).status_code == 303
    assert "Closed 2" in text(await read(play, f"{at}/close"))
    play.skill = (await play.get(f"{at}/skills"))["items"][0]["id"]
    person = await play.person("Бетин")
    await play.post(f"/skills/{play.skill}/registrations", {"subject_id": person, "member": "R-02"}, expect=409)
    assert (await post(play, f"{at}/close/end", play.anna())).status_code == 303
    await play.post(f"/skills/{play.skill}/registrations", {"subject_id": person, "member": "R-02"}, expect=201)


async def test_a_copy_for_the_next_year_has_no_people_and_moved_deadlines(play: Play) -> None:
    play.championship = await new(play)
    await add_skill(play, play.championship)
    await play.post(f"/championships/{play.championship}/members", {"name": "Приозёрье"}, expect=201)
    at = f"/championships/{play.championship}/copy"
    typed = typed_in(await read(play, at))
    assert typed["starts_on"] == "2027-11-30", "the same weekday"
    made = {(await post(play, at, play.anna(), typed)).headers["location"] for _ in range(2)}
    copy = await play.get(made.pop())
    assert not made, "sent twice, made once"
    assert copy["deadlines"]["entries_close"] == "2027-11-16T13:00:00Z"
    assert copy["contact"] is None
    assert [one["number"] for one in copy["skills"]] == ["R07"]
    assert [one["name"] for one in (await play.get(f"/championships/{copy['id']}/members"))["items"]] == ["Приозёрье"]


async def test_only_an_empty_draft_is_deleted(play: Play) -> None:
    play.championship = await new(play)
    play.skill = await add_skill(play, play.championship)
    at = f"/championships/{play.championship}/deletion"
    await play.compete("Бетин", "R-02", confirmed=False)
    assert "1 person is entered or on a jury." in text(await read(play, at))
    assert (await post(play, at, play.anna())).status_code == 409
    other = await new(play)
    await add_skill(play, other)
    assert (await post(play, f"/championships/{other}/deletion", play.anna())).headers["location"] == "/"
    await page(play, f"/championships/{other}", play.anna(), expect=404)
    await play.get(f"/championships/{other}", expect=404)


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
    assert (await post(play, f"{at}/edit", play.anna(), {**typed, "quota": "20"})).status_code == 303
    assert (await play.get(at))["quota"] == 20
    assert "2 entries are withdrawn." in text(await read(play, f"{at}/drop"))
    assert (await post(play, f"{at}/drop", play.anna())).status_code == 303
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


async def test_the_pages_of_a_skill_name_its_people(play: Play) -> None:
    await play.gather()
    assert "Бетин Вымысел" in text(await read(play, f"/skills/{play.skill}"))
    words = text(await read(play, f"/skills/{play.skill}/experts"))
    assert "Эксперт-chief Вымысел Chief expert R-90" in words
    assert "The whole jury" in words
    answer = await upload(play, play.skill, Scheme().xlsx())
    assert answer.status_code == 409, "marking has begun"
