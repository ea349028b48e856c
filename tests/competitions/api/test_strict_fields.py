"""What is not what it should be is refused, field by field, and never guessed: consent least of all."""

from typing import Any

import pytest
from tests.competitions.playing import Play

PERSON = {"family_name": "Образцов", "given_name": "Вымысел"}
CHAMPIONSHIP = {
    "name": {"ru": "Проба", "en": "Trial"},
    "ruleset": "worldskills",
    "starts_on": "2026-11-20",
    "ends_on": "2026-11-22",
}
SUBJECT = "6f1a2e3c-6c0e-5d0e-9d57-0f5c0d3a7b11"

PEOPLE: dict[str, list[Any]] = {
    "publicity": [[], [{"items": ["name"]}], None],
    "birth_date": [0, 946684800, 946684800.5, "946684800", "2010-02-03T00:00:00", "03.02.2010", True],
    "family_name": [7, True, None, ["Образцов"], "", " \u200b ", "Об\u0001разцов", "О" * 201],
    "patronymic": [7, True, "\u00ad"],
    "language": ["RU", "de", 1, None],
    "email": [7, "nobody", "a@b@c.example", "a b@c.example", "a\u0001@c.example", "a" * 250 + "@c.example"],
    "account": [7, False, "a\nb"],
    "guardians": ["nobody", [7], [None], {"0": SUBJECT}, [SUBJECT] * 9],
}
CHAMPIONSHIPS: dict[str, list[Any]] = {
    "starts_on": [0, 1795132800, 1795132800.0, "1795132800", "2026-11-20T00:00:00Z", "2026-11-31", True, None],
    "ends_on": [1795132800, "22.11.2026"],
    "ruleset": [1, None, {"id": "worldskills"}],
    "scale_policy": [700, True, ""],
    "medal_policy": [2, False, ""],
    "name": ["Trial", {"ru": "Проба"}, {"ru": 1, "en": "Trial"}, {"ru": "Про\u0001ба", "en": "Trial"}],
}
MARKS: dict[str, list[Any]] = {
    "measurement": [1, 0, 2.5, None, [], {"value": True}, "a\u0001", "9" * 201],
    "judgement": [["1", "1", "1"], [1.0, 1, 1], [True, 1, 1], [None, 1, 1], "111", {"0": 1}, [1] * 11],
    "justification": [1, True, "", "a\u0001", "a" * 2001],
    "reason": [1, False, " "],
    "author": [1, "one"],
}


def kinds(fields: dict[str, list[Any]]) -> list[Any]:
    return [pytest.param(name, value, id=f"{name}-{value!r:.30}") for name in fields for value in fields[name]]


def names(problem: Any, field: str) -> bool:
    """Whether the problem is about this field, or (of a mark) about there being neither of both entries."""
    assert problem["type"].endswith("/problems/invalid")
    places = {one["where"] for one in problem["errors"]}
    return any(place == f"/{field}" or place.startswith(f"/{field}/") for place in places) or places == {"/"}


@pytest.mark.parametrize(("field", "value"), kinds(PEOPLE))
async def test_a_fact_of_another_kind_is_no_fact_of_a_person(play: Play, field: str, value: Any) -> None:
    assert names(await play.post("/persons", {**PERSON, field: value}, expect=422), field)
    assert await play.app.database["people"].count_documents({}) == 0


@pytest.mark.parametrize(("field", "value"), kinds(CHAMPIONSHIPS))
async def test_a_fact_of_another_kind_opens_no_championship(play: Play, field: str, value: Any) -> None:
    assert names(await play.post("/championships", {**CHAMPIONSHIP, field: value}, expect=422), field)
    assert await play.app.database["championships"].count_documents({}) == 0


@pytest.mark.parametrize(("field", "value"), kinds(MARKS))
async def test_a_fact_of_another_kind_is_no_mark(play: Play, field: str, value: Any) -> None:
    entry = {} if field in {"measurement", "judgement"} else {"judgement": [1, 1, 1]}
    path = f"/sheets/{SUBJECT}/marks/A1.01"
    assert names(await play.call("PUT", path, play.expert("one"), {**entry, field: value}, expect=422), field)


@pytest.mark.parametrize("field", ["subject_id", "member", "role"])
@pytest.mark.parametrize("value", [7, True, "", ["R-01"]])
async def test_a_fact_of_another_kind_appoints_nobody(play: Play, field: str, value: Any) -> None:
    body = {"subject_id": SUBJECT, "member": "R-01", "role": "expert", "has_agreed": True, field: value}
    assert names(await play.post(f"/skills/{SUBJECT}/experts", body, expect=422), field)


@pytest.mark.parametrize("query", ["limit=0", "limit=201", "limit=2.5", "limit=many", "cursor=1", "competitor=one"])
async def test_a_part_of_a_list_is_asked_for_in_whole_numbers_and_ids(play: Play, query: str) -> None:
    problem = await play.get(f"/skills/{SUBJECT}/sheets?{query}", expect=422)
    assert [one["where"] for one in problem["errors"]] == [query.partition("=")[0]]


async def test_text_is_stored_composed_and_without_what_cannot_be_seen(play: Play) -> None:
    subject = await play.person("Йо\u00adлкин".replace("Й", "И\u0306"), email=" jolkin@ex\u200bample.org ")
    person = await play.get(f"/persons/{subject}")
    assert (person["family_name"], person["email"]) == ("Йолкин", "jolkin@example.org")
