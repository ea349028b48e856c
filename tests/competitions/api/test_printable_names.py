"""What certificates show is refused where it is entered, if no certificate could be printed with it."""

from typing import Any

import pytest
from tests.competitions.playing import Play

PERSON = {"family_name": "Ёлкина", "given_name": "Снежана", "patronymic": "Морозовна"}


@pytest.mark.parametrize("field", ["family_name", "given_name", "patronymic"])
async def test_a_name_that_cannot_be_printed_is_refused(play: Play, field: str) -> None:
    problem = await play.post("/persons", {**PERSON, field: "Ён 김 🏅"}, expect=422)
    (error,) = problem["errors"]
    assert error["where"] == f"/{field}"
    assert "김 (U+AE40), 🏅 (U+1F3C5)" in error["message"]
    assert await play.app.database["people"].count_documents({}) == 0


async def test_a_change_to_such_a_name_changes_nothing(play: Play) -> None:
    subject = (await play.post("/persons", PERSON, expect=201))["subject_id"]
    changed = {**PERSON, "given_name": "Снежана❄"}
    problem = await play.call("PUT", f"/persons/{subject}", play.anna(), changed, If_Match='"1"', expect=422)
    assert problem["errors"][0]["where"] == "/given_name"
    assert (await play.get(f"/persons/{subject}"))["given_name"] == "Снежана"


@pytest.mark.parametrize(
    "name", ["Nguyễn", "王伟", "Γιώργος", "გიორგი", "Հայկ", "محمد", "דוד", "राम", "Қанатұлы", "Ҕаҥа", "А\u0301нна"]
)
async def test_names_of_other_scripts_are_taken(play: Play, name: str) -> None:
    subject = (await play.post("/persons", {**PERSON, "given_name": name}, expect=201))["subject_id"]
    assert (await play.get(f"/persons/{subject}"))["given_name"] == name


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_a_title_that_cannot_be_printed_is_refused(play: Play, language: str) -> None:
    name = {"ru": "Проба", "en": "Trial"} | {language: "Trial 🏆"}
    body: dict[str, Any] = {
        "name": name,
        "ruleset": "worldskills",
        "starts_on": "2026-11-20",
        "ends_on": "2026-11-22",
    }
    problem = await play.post("/championships", body, expect=422)
    assert [error["where"] for error in problem["errors"]] == [f"/name/{language}"]
    await play.open()
    skill = {"number": "02", "name": name}
    problem = await play.post(f"/championships/{play.championship}/skills", skill, expect=422)
    assert "🏆 (U+1F3C6)" in problem["errors"][0]["message"]
