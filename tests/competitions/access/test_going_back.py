"""Whoever goes back to a form and fills it in otherwise asks for something else: it is no second press, and nobody is kept twice."""

from typing import Any
from uuid import UUID

from tests.competitions.pages.reading import page, post, text
from tests.competitions.pages.test_entering import BERYOZOVA, hidden
from tests.competitions.playing import Play

NEW = "/people/new"


async def press(play: Play, path: str, typed: dict[str, str]) -> Any:
    return await post(play, path, play.anna(), typed)


async def names(play: Play) -> list[str]:
    return sorted(one.full_name for one in await play.app.people.find_many({}))


async def test_a_person_who_is_put_right_after_going_back_is_asked_about(play: Play) -> None:
    typed = {**hidden(await page(play, NEW, play.anna())), **BERYOZOVA, "family_name": "Берьозова"}
    first = await press(play, NEW, typed)
    assert (await press(play, NEW, typed)).headers["location"] == first.headers["location"], "a second press"
    right = {**typed, "family_name": "Берёзова", "email": "anna@example.org"}
    asked = await press(play, NEW, right)
    assert (asked.status_code, await names(play)) == (409, ["Берьозова Анна"])
    assert "With this form you have added Берьозова Анна already." in text(asked.text)
    assert 'value="anna@example.org"' in asked.text, "what was typed stays"
    answered = {**right, **hidden(asked.text), "who": "same"}
    for _ in range(2):
        assert (await press(play, NEW, answered)).headers["location"] == first.headers["location"]
    assert await names(play) == ["Берёзова Анна"]
    wrong = await press(play, NEW, {**answered, "birth_date": "вчера"})
    assert (wrong.status_code, await names(play)) == (422, ["Берёзова Анна"])


async def test_somebody_else_by_the_same_form_is_added_once(play: Play) -> None:
    typed = {**hidden(await page(play, NEW, play.anna())), **BERYOZOVA}
    await press(play, NEW, typed)
    other = {**typed, "family_name": "Ольховая"}
    asked = await press(play, NEW, other)
    added = {**other, **hidden(asked.text), "who": "another"}
    locations = {(await press(play, NEW, added)).headers["location"] for _ in range(2)}
    assert (len(locations), await names(play)) == (1, ["Берёзова Анна", "Ольховая Анна"])
    again = await press(play, NEW, {**added, "family_name": "Ольховская"})
    assert (again.status_code, len(await names(play))) == (409, 2)
    assert "you have added Ольховая Анна already" in text(again.text)
    said = {**added, "family_name": "Ольховская", **hidden(again.text), "who": "same"}
    assert (await press(play, NEW, said)).headers["location"] in locations
    assert await names(play) == ["Берёзова Анна", "Ольховская Анна"]


async def test_what_a_colleague_changed_meanwhile_is_not_written_over_by_the_answer(play: Play) -> None:
    typed = {**hidden(await page(play, NEW, play.anna())), **BERYOZOVA}
    subject = (await press(play, NEW, typed)).headers["location"].rpartition("/")[2]
    asked = await press(play, NEW, {**typed, "given_name": "Жанна"})
    person = await play.app.people.get(UUID(subject))
    await play.app.people.save(person)
    late = await press(play, NEW, {**typed, "given_name": "Жанна", **hidden(asked.text), "who": "same"})
    assert (late.status_code, await names(play)) == (412, ["Берёзова Анна"])
    again = {**typed, "given_name": "Жанна", **hidden(late.text), "who": "same"}
    assert (await press(play, NEW, again)).status_code == 303
    assert await names(play) == ["Берёзова Жанна"]


async def test_a_form_of_another_organisation_says_nothing_of_whom_it_added(play: Play) -> None:
    typed = {**hidden(await page(play, NEW, play.anna())), **BERYOZOVA}
    await press(play, NEW, typed)
    strange = await post(play, NEW, play.stranger(), {**typed, "given_name": "Жанна"})
    assert "Берёзова Анна" not in strange.text


async def test_a_change_that_is_put_right_after_going_back_is_not_dropped_in_silence(play: Play) -> None:
    typed = {**hidden(await page(play, NEW, play.anna())), **BERYOZOVA}
    edit = (await press(play, NEW, typed)).headers["location"] + "/edit"
    form = {**hidden(await page(play, edit, play.anna())), **BERYOZOVA}
    for _ in range(2):
        assert (await press(play, edit, {**form, "given_name": "Ана"})).status_code == 303, "pressed twice"
    back = await press(play, edit, {**form, "given_name": "Аня"})
    assert back.status_code == 412
    assert (await press(play, edit, {**form, **hidden(back.text), "given_name": "Аня"})).status_code == 303
    assert await names(play) == ["Берёзова Аня"]
