"""The officer's pages, without scripts: choose, bring a table, answer, hand out, print."""

import re
from io import BytesIO
from typing import Any

import httpx2
import pytest
from openpyxl import load_workbook
from tests.competitions.awards.granting import Granting, offered, row, xlsx
from tests.competitions.pages.reading import text
from tests.competitions.playing import HOME, Play
from tests.signed_in import cookies, session

TERMS = {
    "granted_on": "2026-05-28",
    "language": "ru",
    "context-kind": "course",
    "context-title-ru": "Робототехника",
    "context-title-en": "",
}


@pytest.fixture
async def granting(play: Play) -> Granting:
    made = await offered(play)
    play.http.cookies.update(cookies(play.app.settings, session("olga", ["officer"], HOME)))
    return made


async def send(granting: Granting, path: str, fields: dict[str, str], **more: Any) -> httpx2.Response:
    answer: httpx2.Response = await granting.play.http.post(
        path,
        data=fields,
        headers={"accept": "text/html", "accept-language": "ru", "sec-fetch-site": "same-origin"},
        **more,
    )
    return answer


async def see(granting: Granting, path: str) -> str:
    answer = await granting.play.http.get(path, headers={"accept": "text/html", "accept-language": "ru"})
    assert answer.status_code == 200, answer.text
    return text(answer.text)


async def html(granting: Granting, path: str) -> str:
    answer = await granting.play.http.get(path, headers={"accept": "text/html", "accept-language": "ru"})
    assert answer.status_code == 200, answer.text
    return str(answer.text)


async def brought(granting: Granting, rows: list[list[Any]]) -> str:
    at = f"/awards/achievements/{granting.achievement}/table"
    answer = await send(granting, at, TERMS, files={"table": ("t.xlsx", xlsx(rows))})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def cells(content: bytes) -> list[tuple[Any, ...]]:
    """Of a workbook, whose bytes say besides when it was written."""
    sheet = load_workbook(BytesIO(content)).active
    assert sheet is not None
    return [*sheet.iter_rows(values_only=True)]


async def test_a_table_goes_its_way_from_the_choice_to_what_is_printed(granting: Granting) -> None:
    assert "Робототехника для начинающих" in await see(granting, "/awards")
    await see(granting, f"/awards/achievements/{granting.achievement}")
    rows = [row(1), row(2, **{"Электронная почта": None}), row(3, **{"Часы*": "много", "Имя*": None})]
    table = await brought(granting, rows)
    seen = await see(granting, table)
    assert "Это не целое число." in seen
    assert "Строки с ошибками 1" in seen
    remarks = await granting.play.http.get(f"{table}/remarks.xlsx")
    assert remarks.status_code == 200
    refused = await send(granting, f"{table}/start", {})
    assert refused.status_code == 409
    started = await send(granting, f"{table}/start", {"leave_out_faulty": "on"})
    assert started.headers["location"] == table
    assert "выдаётся" in await see(granting, table)
    await granting.work()
    done = await see(granting, table)
    assert "Выдано 2" in done
    assert "Строки с ошибками 1" in done
    again = await granting.play.http.get(f"{table}/remarks.xlsx")
    assert cells(again.content) == cells(remarks.content)
    unreached = await html(granting, f"{table}/to-print")
    assert re.findall(r'<th scope="row">(\S+)', unreached) == ["Пробный-в"]
    assert 'action="/issuers/region-47/awards/documents.zip"' in unreached
    [award] = re.findall(r'name="award" value="([^"]+)"', unreached)
    assert f'href="/issuers/region-47/awards/{award}?format=pdf"' in unreached
    everybody = await html(granting, f"{table}/to-print?who=everybody")
    assert re.findall(r'<th scope="row">(\S+)', everybody) == ["Пробный-б", "Пробный-в"]
    assert "Пробный-б" in await see(granting, "/awards/granted")


async def test_one_person_is_granted_and_a_namesake_is_asked_about(granting: Granting) -> None:
    at = f"/awards/achievements/{granting.achievement}/one"
    await see(granting, at)
    person = {"recipient-family_name": "Пробный", "recipient-given_name": "Вымысел", "facts-hours": "72"}
    assert (await send(granting, at, {**TERMS, **person, "once": "1"})).status_code == 303
    asked = await send(granting, at, {**TERMS, **person, "once": "2"})
    assert asked.status_code == 409
    assert "Другой человек с тем же именем" in asked.text
    assert "subject_id" not in asked.text, "words of programs"
    said = {**TERMS, **person, **hidden(asked), "once": "2", "meant": "another"}
    assert (await send(granting, at, said)).status_code == 303
    assert await granting.count("awards") == await granting.count("people") == 2
    other = {**person, "recipient-family_name": "Другой"}
    back = await send(granting, at, {**TERMS, **other, "once": "2"})
    assert (back.status_code, "Другой человек или другое" in back.text) == (409, False)
    assert "Через эту форму вы уже выдали: Робототехника для начинающих, Пробный Вымысел." in text(back.text)
    assert await granting.count("awards") == await granting.count("people") == 2, "a letter put right is nobody else"
    further = {**TERMS, **other, **hidden(back), "once": "2", "is_further": "on"}
    assert (await send(granting, at, {**further, "recipient-family_name": "Ещё"})).status_code == 409, (
        "another than was asked about"
    )
    assert (await send(granting, at, further)).status_code == 303, "by the form gone back to"
    assert (await send(granting, at, further)).status_code == 303, "pressed twice"
    assert await granting.count("awards") == await granting.count("people") == 3
    assert "Другой Вымысел" in await see(granting, "/awards/granted")
    longer = {**TERMS, **person, "recipient-birth_date": "2001-03-14", "recipient-family_name": "Третий"}
    assert (await send(granting, at, {**longer, "once": "4"})).headers["location"].endswith("?granted")
    again = await send(granting, at, {**longer, "once": "5", "facts-hours": "144"})
    assert (again.status_code, "<code>" in again.text, "Отличается: часы" in text(again.text)) == (409, False, True)
    agreed = {**longer, **hidden(again), "once": "5", "facts-hours": "144", "correct": "on"}
    assert (await send(granting, at, agreed)).status_code == 303
    lacking = await send(granting, at, {**TERMS, "recipient-family_name": "Пробный", "once": "3"})
    assert lacking.status_code == 422


async def test_an_address_that_is_put_right_after_going_back_is_not_dropped_in_silence(granting: Granting) -> None:
    at = f"/awards/achievements/{granting.achievement}/one"
    person = {**TERMS, "recipient-family_name": "Пробный", "recipient-given_name": "Вымысел", "facts-hours": "72"}
    sent = {**person, "recipient-email": "mistyped@example.org", "once": "1"}
    assert (await send(granting, at, sent)).status_code == 303
    back = await send(granting, at, {**sent, "recipient-email": "right@example.org"})
    assert (back.status_code, "с другой почтой" in text(back.text)) == (409, True)
    assert (await send(granting, at, sent)).status_code == 303, "a second press"
    assert await granting.count("awards") == await granting.count("people") == 1


async def test_an_answer_about_one_person_counts_for_nobody_else(granting: Granting) -> None:
    at = f"/awards/achievements/{granting.achievement}/one"
    person = {**TERMS, "recipient-family_name": "Пробный", "recipient-given_name": "Вымысел", "facts-hours": "72"}
    assert (await send(granting, at, {**person, "once": "1"})).status_code == 303
    [award] = (await granting.call("GET", "/awards"))["items"]
    longer = {**person, "facts-hours": "144", "once": "2"}
    asked = hidden(await send(granting, at, longer))
    chosen = {**longer, **asked, "meant": award["subject_id"]}
    renamed = await send(granting, at, {**chosen, "recipient-family_name": "Другой"})
    assert (renamed.status_code, await granting.count("people")) == (303, 2), (
        "the one who is named now, not the one who was chosen"
    )
    otherwise = await send(granting, at, {**chosen, "once": "3"})
    assert otherwise.status_code == 409
    assert "Отличается: часы" in text(otherwise.text)
    agreed = {**longer, **hidden(otherwise), "correct": "on"}
    assert agreed["meant"] == award["subject_id"], "who is meant is not asked again"
    assert (await send(granting, at, agreed)).status_code == 303
    assert (await granting.call("GET", f"/awards/{award['id']}"))["revision"] == 2


def hidden(answer: httpx2.Response) -> dict[str, str]:
    """What the form sends of itself."""
    return dict(re.findall(r'<input type="hidden" name="([a-z-]+)" value="([^"]*)"', answer.text))


async def test_where_nothing_is_left_to_do_nothing_is_offered_and_words_say_why(granting: Granting) -> None:
    await send(granting, f"{await brought(granting, [row(1)])}/start", {})
    await granting.work()
    table = await brought(granting, [row(1)])
    seen = await see(granting, table)
    assert "Выдавать нечего" in seen
    assert f'action="{table}/start"' not in (await granting.play.http.get(table)).text
    await send(granting, f"{table}/cancellation", {})
    refused = await send(granting, f"{table}/start", {})
    assert refused.status_code == 409
    assert ("Таблица отменена." in text(refused.text), "cancelled" in text(refused.text)) == (True, False)


async def test_an_answer_that_corrects_is_shown_and_agreed_to(granting: Granting) -> None:
    await granting.granted(xlsx([row(1)]))
    table = await brought(granting, [row(1, **{"Дата рождения": None, "Часы*": 144})])
    assert 'name="correct"' not in (await granting.play.http.get(table)).text
    await send(granting, f"{table}/answers", {"for_all": "only_candidate"})
    assert 'name="correct"' in (await granting.play.http.get(table)).text
    assert "Исправления 1" in await see(granting, table)


async def test_what_cannot_be_read_says_why_and_what_was_typed_stays(granting: Granting) -> None:
    at = f"/awards/achievements/{granting.achievement}/table"
    answer = await send(granting, at, {**TERMS, "context-title-ru": ""}, files={"table": ("t.xlsx", b"x")})
    assert answer.status_code == 422
    assert "2026-05-28" in answer.text
    without = await send(granting, at, TERMS)
    assert without.status_code == 422
    table = str((await send(granting, at, TERMS, files={"table": ("t.pdf", b"%PDF-1.7 ...")})).headers["location"])
    assert "PDF" in await see(granting, table)
