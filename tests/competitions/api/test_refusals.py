"""Bad input: each gets a problem that names the cell or field and how to mend it, and nothing is half-applied."""

import zipfile
from io import BytesIO
from typing import Any

import pytest
from tests.competitions.playing import Play, unknown
from tests.competitions.workbook_maker import SHEET, Scheme

FORMS = dict(Scheme().forms)
SHORT = Scheme(
    forms={**FORMS, "B2": [("M", "Material", 2, "material", 9.9)]}, criteria=(("A", "P", 40), ("B", "Q", 59.9))
)
LOPSIDED = Scheme(forms={**FORMS, "B1": [("M", "Parts made", 2, "parts", 44), ("M", "Moved", 1, None, 6)]})
UNKNOWN_TYPE = Scheme(forms={**FORMS, "B2": [("X", "Material", 2, None, 10)]})
FORMULA = Scheme(forms={**FORMS, "B2": [("M", "Material", 2, None, "=5+5")]})


def bomb() -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 50_000_000)
    return stream.getvalue()


WORKBOOKS: dict[str, tuple[bytes, str]] = {
    "no workbook": (b"this is no workbook", "workbook"),
    "99.90 marks": (SHORT.xlsx(), f"{SHEET}!K9"),
    "variation above the limit": (LOPSIDED.xlsx(), f"{SHEET}!K5"),
    "unknown aspect type": (UNKNOWN_TYPE.xlsx(), f"{SHEET}!D26"),
    "formula instead of a number": (FORMULA.xlsx(), f"{SHEET}!K26"),
    "a million rows": (Scheme(cells={"A1048576": "x"}).xlsx(), f"{SHEET}!A5001"),
    "zip bomb": (bomb(), "workbook"),
}


@pytest.mark.parametrize("name", WORKBOOKS)
async def test_a_bad_workbook_changes_nothing(play: Play, name: str) -> None:
    await play.open()
    await play.bring_scheme()
    before = await play.get(f"/skills/{play.skill}/marking-scheme")
    content, where = WORKBOOKS[name]
    problem = await play.put_workbook(content, expect=422)
    assert problem["type"].endswith("/problems/workbook-refused")
    assert where in {one["where"] for one in problem["errors"]}
    assert all(one["message"] and one["fix"] for one in problem["errors"])
    assert await play.get(f"/skills/{play.skill}/marking-scheme") == before


async def test_a_scheme_under_marks_stands(play: Play) -> None:
    await play.gather()
    other = Scheme(sections=((1, "Organisation", 40), (2, "Producing", 60)))
    assert (await play.bring_scheme(other, expect=409))["type"].endswith("/marking-started")
    assert (await play.put_workbook(b"no workbook", expect=409))["type"].endswith("/marking-started")


MARKS: dict[str, tuple[str, Any, int, str, str]] = {
    "count out of range": ("B1.01", {"measurement": "6"}, 422, "value-unfit", "/measurement"),
    "count below zero": ("B1.01", {"measurement": "-1"}, 422, "value-unfit", "/measurement"),
    "no such label": ("B2.01", {"measurement": "plenty"}, 422, "value-unfit", "/measurement"),
    "neither true nor false": ("A1.01", {"measurement": "12.5"}, 422, "value-unfit", "/measurement"),
    "score out of range": ("A1.02", {"judgement": [2, 3, 4]}, 422, "scores-unfit", "/judgement"),
    "two scores": ("A1.02", {"judgement": [2, 3]}, 422, "scores-unfit", "/judgement"),
    "spread of two": ("A1.02", {"judgement": [1, 3, 2]}, 422, "spread-too-wide", "/judgement"),
    "judgement of a measurement": ("A1.01", {"judgement": [1, 1, 1]}, 422, "entry-unfit", "/measurement"),
    "unknown aspect": ("A1.99", {"measurement": True}, 404, "unknown-aspect", "code"),
    "reason before sign-off": ("A1.01", {"measurement": True, "reason": "x"}, 409, "nothing-to-correct", "/reason"),
    "nothing at all": ("A1.01", {}, 422, "invalid", "/"),
    "both kinds": ("A1.01", {"measurement": True, "judgement": [1, 1, 1]}, 422, "invalid", "/"),
    "a misspelt field": ("A1.01", {"measurment": True}, 422, "invalid", "/measurment"),
    "a binary float": ("B1.01", {"measurement": 2.5}, 422, "invalid", "/measurement/bool"),
}


@pytest.mark.parametrize("name", MARKS)
async def test_a_bad_mark_is_no_mark(play: Play, name: str) -> None:
    await play.gather()
    code, body, status, slug, where = MARKS[name]
    problem = await play.mark("Бетин", code, body, expect=status)
    assert problem["type"].endswith(f"/problems/{slug}")
    assert where in {one["where"] for one in problem["errors"]}
    assert all(one["message"] and one["fix"] for one in problem["errors"])
    sheet = await play.get(f"/sheets/{await play.sheet('Бетин', code[:2])}")
    assert sheet["marks"] == {}


async def test_an_expert_of_the_same_region_is_refused(play: Play) -> None:
    await play.gather()
    problem = await play.mark("Альфин", "A1.01", {"measurement": True}, "two", expect=403)
    assert problem["type"].endswith("/conflict-of-interest")
    assert "R-01" in problem["errors"][0]["message"]
    await play.mark("Бетин", "A1.01", {"measurement": True}, "two")


async def test_after_too_wide_a_spread_a_justification_is_needed(play: Play) -> None:
    await play.gather()
    await play.mark("Бетин", "A1.02", {"judgement": [0, 2, 2]}, expect=422)
    problem = await play.mark("Бетин", "A1.02", {"judgement": [1, 2, 2]}, expect=422)
    assert problem["type"].endswith("/justification-needed")
    mark = await play.mark("Бетин", "A1.02", {"judgement": [1, 2, 2], "justification": "Seen again"})
    assert mark["mark"] == "5.56"
    sheet = await play.get(f"/sheets/{await play.sheet('Бетин', 'A1')}")
    assert [len(entry.get("scores", ())) for entry in sheet["history"]] == [3, 0]


async def test_a_mark_after_sign_off_is_refused_and_the_chief_corrects_it_with_a_reason(play: Play) -> None:
    await play.gather()
    await play.mark_all()
    await play.sign_all()
    for by in ("one", "chief"):
        problem = await play.mark("Бетин", "B1.01", {"measurement": "3"}, by, expect=409)
        assert problem["type"].endswith("/already-signed")
    await play.mark("Бетин", "B1.01", {"measurement": "3", "reason": "Counted again"}, "one", expect=409)
    await play.mark("Бетин", "B1.01", {"measurement": "3", "reason": "Counted again"}, "chief")
    sheet = await play.get(f"/sheets/{await play.sheet('Бетин', 'B1')}")
    assert [entry["mark"] for entry in sheet["history"]] == ["20.00", "30.00"]
    results = await play.get(f"/skills/{play.skill}/results")
    assert "73.06" in {line["total"] for line in results["lines"]}


async def test_after_publication_no_mark_changes(play: Play) -> None:
    await play.gather()
    await play.mark_all()
    await play.sign_all()
    await play.publish()
    body = {"measurement": "3", "reason": "Counted again"}
    assert (await play.mark("Бетин", "B1.01", body, "chief", expect=409))["type"].endswith("/sealed")


async def test_the_same_key_is_one_mark_in_history(play: Play) -> None:
    await play.gather()
    key, answers = str(unknown()), play.app.database["idempotency"]
    before = await answers.count_documents({})
    first = await play.mark("Бетин", "B1.01", {"measurement": "3"}, Idempotency_Key=key)
    assert await play.mark("Бетин", "B1.01", {"measurement": "3"}, Idempotency_Key=key) == first
    problem = await play.mark("Бетин", "B1.01", {"measurement": "4"}, expect=422, Idempotency_Key=key)
    assert problem["type"].endswith("/idempotency-key-reused")
    assert await answers.count_documents({}) == before, "the sheet itself knows the mark"
    assert len((await play.get(f"/sheets/{await play.sheet('Бетин', 'B1')}"))["history"]) == 1


async def test_nothing_incomplete_is_signed(play: Play) -> None:
    await play.gather()
    await play.mark("Альфин", "B2.01", {"measurement": "none left"})
    one, chief = play.expert("one"), play.expert("chief")
    problem = await play.post(f"/skills/{play.skill}/sub-criteria/B2/sign-off", by=one, expect=409)
    assert problem["type"].endswith("/marks-missing")
    assert problem["errors"][0]["where"] == "B2"
    assert (await play.get(f"/sheets/{await play.sheet('Альфин', 'B2')}"))["signing"]["signatures"] == []
    problem = await play.post(f"/skills/{play.skill}/sign-off", by=chief, expect=409)
    assert problem["type"].endswith("/sub-criteria-unsigned")
    assert "A1, B1, B2" in problem["detail"]
    await play.post(f"/skills/{play.skill}/sub-criteria/Z9/sign-off", by=one, expect=404)
    await play.post(f"/championships/{play.championship}/publication", expect=409)


async def test_only_the_chief_signs_the_skill(play: Play) -> None:
    await play.gather()
    await play.mark_all()
    for code in ("A1", "B1", "B2"):
        await play.post(f"/skills/{play.skill}/sub-criteria/{code}/sign-off", by=play.expert("one"))
    problem = await play.post(f"/skills/{play.skill}/sign-off", by=play.expert("one"), expect=403)
    assert problem["type"].endswith("/not-chief")


async def test_only_the_marking_team_marks_a_sub_criterion_that_has_one(play: Play) -> None:
    await play.open()
    await play.appoint("chief", "R-90", "chief")
    await play.appoint("one", "R-91")
    await play.appoint("two", "R-92")
    await play.compete("Бетин", "R-02")
    await play.bring_scheme()
    path = f"/skills/{play.skill}/sub-criteria"
    team = {"experts": [play.experts["two"]]}
    await play.call("PUT", f"{path}/A1/team", play.anna(), team, expect=204)
    await play.call("PUT", f"{path}/A1/team", play.anna(), {"experts": [str(unknown())]}, expect=403)
    await play.call("PUT", f"{path}/C1/team", play.anna(), team, expect=404)
    await play.post(f"/skills/{play.skill}/marking")
    await play.mark("Бетин", "A1.01", {"measurement": True}, "one", expect=403)
    await play.mark("Бетин", "A1.01", {"measurement": True}, "two")
    await play.mark("Бетин", "B1.01", {"measurement": "1"}, "one")
    await play.call("PUT", f"{path}/B1/team", play.anna(), team, expect=422)
    await play.call("PUT", f"{path}/A1/team", play.anna(), {"experts": [play.experts["one"]]}, expect=422)


CHAMPIONSHIP = {
    "name": {"ru": "Проба", "en": "Trial"},
    "ruleset": "worldskills",
    "starts_on": "2026-11-20",
    "ends_on": "2026-11-22",
}


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"ends_on": "2026-11-19"}, "/ends_on"),
        ({"ruleset": "olympiad"}, "/ruleset"),
        ({"scale_policy": "ws900"}, "/scale_policy"),
        ({"medal_policy": "everybody"}, "/medal_policy"),
        ({"name": {"ru": " ", "en": "Trial"}}, "/name/ru"),
        ({"starts_on": "yesterday"}, "/starts_on"),
        ({"nmae": 1}, "/nmae"),
    ],
)
async def test_a_wrong_championship_names_its_field(play: Play, changed: Any, where: str) -> None:
    problem = await play.post("/championships", {**CHAMPIONSHIP, **changed}, expect=422)
    assert [one["where"] for one in problem["errors"]] == [where]
    assert (await play.get("/championships"))["items"] == []


async def test_what_is_not_there_is_not_found(play: Play) -> None:
    for path in ("championships", "skills", "persons", "sheets"):
        rest = "/marking-scheme" if path == "skills" else ""
        problem = await play.get(f"/{path}/{unknown()}{rest}", expect=404)
        assert problem["type"].endswith("/unknown")


async def test_marking_starts_with_a_scheme_and_competitors(play: Play) -> None:
    await play.open()
    await play.appoint("one", "R-91")
    assert (await play.post(f"/skills/{play.skill}/marking", expect=409))["type"].endswith("/scheme-missing")
    await play.get(f"/skills/{play.skill}/marking-scheme", expect=409)
    await play.bring_scheme()
    assert (await play.post(f"/skills/{play.skill}/marking", expect=409))["type"].endswith("/no-competitors")
    path = f"/skills/{play.skill}/sub-criteria/A1/sign-off"
    assert (await play.post(path, by=play.expert("one"), expect=409))["type"].endswith("/marking-not-started")


async def test_nothing_is_there_twice(play: Play) -> None:
    await play.open()
    await play.appoint("one", "R-91")
    await play.compete("Бетин", "R-02")
    again = {"number": "01", "name": {"ru": "Ремесло", "en": "Craft"}}
    problem = await play.post(f"/championships/{play.championship}/skills", again, expect=409)
    assert problem["type"].endswith("/number-taken")
    twin = {"family_name": "Двойник", "given_name": "Вымысел", "account": "one"}
    assert (await play.post("/persons", twin, expect=409))["type"].endswith("/account-taken")
    registered = (await play.get(f"/skills/{play.skill}/registrations"))["items"][0]
    body = {"subject_id": registered["subject_id"], "member": "R-03"}
    problem = await play.post(f"/skills/{play.skill}/registrations", body, expect=409)
    assert problem["type"].endswith("/already-registered")
    expert = {"subject_id": play.experts["one"], "member": "R-91", "role": "chief", "has_agreed": True}
    problem = await play.post(f"/skills/{play.skill}/experts", expert, expect=409)
    assert problem["type"].endswith("/already-on-jury")


async def test_after_the_skill_is_signed_nobody_joins_it(play: Play) -> None:
    await play.gather()
    late = await play.compete("Опоздаев", "R-05", confirmed=False)
    await play.mark_all()
    await play.sign_all()
    assert late
    for path, body in (
        (f"/registrations/{play.registrations['Опоздаев']}/confirmation", None),
        (f"/skills/{play.skill}/experts", {"subject_id": late, "member": "R-05", "has_agreed": True}),
        (f"/skills/{play.skill}/registrations", {"subject_id": await play.person("Другов"), "member": "R-05"}),
    ):
        assert (await play.post(path, body, expect=409))["type"].endswith("/skill-signed")


async def test_explanations_come_in_the_readers_language(play: Play) -> None:
    await play.gather()
    english = await play.mark("Бетин", "B1.01", {"measurement": "6"}, expect=422, Accept_Language="en")
    russian = await play.mark("Бетин", "B1.01", {"measurement": "6"}, expect=422, Accept_Language="ru")
    assert english["errors"][0]["message"] == "From 0 to 5, in whole numbers."
    assert russian["errors"][0]["message"] == "От 0 до 5, целое число."


async def test_a_category_that_a_skill_names_is_refused_where_it_stands(play: Play) -> None:
    await play.open()
    body = {"number": "02", "name": {"ru": "Дело", "en": "Trade"}, "categories": ["nobody"]}
    refused = await play.post(f"/championships/{play.championship}/skills", body, expect=422)
    assert [one["where"] for one in refused["errors"]] == ["/categories"]
