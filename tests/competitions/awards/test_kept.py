"""What tables keep of people, and how long; and whom the news of an award reaches."""

from typing import Any
from uuid import UUID

import pytest
from tests.competitions.awards.granting import HEADINGS, TERMS, Granting, offered, row, xlsx
from tests.competitions.playing import Play

NO_DATE = {"Дата рождения": None}
COURSE = {"kind": "course", "title": {"ru": "Робототехника", "en": "Robotics"}}
NO_EMAIL = {"Электронная почта": None}


@pytest.fixture
async def granting(play: Play) -> Granting:
    return await offered(play)


async def answer(granting: Granting, table: Any, answers: dict[str, str], **said: str) -> None:
    await granting.call("POST", f"/award-tables/{table['id']}/answers", {"answers": answers, **said})


async def test_of_rows_that_were_not_granted_nothing_is_kept_either(granting: Granting) -> None:
    await granting.granted(xlsx([row(1), row(2)]))
    content = xlsx([row(1), row(2, **NO_DATE), row(3), row(4, **{"Часы*": "много"})])
    table = await granting.bring(content)
    await answer(granting, table, {}, for_all="leave_out")
    await granting.start(table, leave_out_faulty=True)
    await granting.work()
    done = await granting.call("GET", f"/award-tables/{table['id']}")
    assert (done["granted"], done["unchanged"], done["left_out"]) == (1, 1, 1)
    kept = await granting.play.app.database["award_rows"].find({}).to_list()
    assert [(one["number"], one["cells"]["A"]) for one in kept if one["cells"]] == [(5, "Пробный-д")], (
        "to be handed back"
    )
    assert all(one["recipient"] is one["granted"] is None and not one["candidates"] for one in kept)
    assert [one["number"] for one in kept if "gone_at" in one] == [5]


async def test_who_is_kept_is_written_to_where_they_are_whatever_the_answered_row_says(granting: Granting) -> None:
    await granting.granted(xlsx([row(1, **NO_EMAIL)]))
    again = await granting.bring(xlsx([row(1, **NO_DATE)]), granted_on="2026-05-29")
    await answer(granting, again, {}, for_all="only_candidate")
    await granting.start(again)
    await granting.work()
    shown = (await granting.call("GET", f"/award-tables/{again['id']}/to-print"))["items"]
    assert [one["number"] for one in shown] == [2], "the address of the row is not kept, so no letter goes there"


async def test_what_a_table_says_of_somebody_goes_at_once_when_they_are_erased(granting: Granting) -> None:
    await granting.granted(xlsx([row(n) for n in range(1, 5)]))
    certain = row(4, **{"Часы*": 144})
    uncertain = [row(n, **NO_DATE, **{"Часы*": 144}) for n in range(1, 4)]
    table = await granting.bring(xlsx([*uncertain, certain, certain, row(5)]))
    asked = {one["number"]: one["candidates"][0]["id"] for one in await granting.rows(table, "unsure")}
    await answer(granting, table, {"2": "another", "3": asked[3]})
    for one in (await granting.call("GET", "/awards"))["items"]:
        await granting.play.call("DELETE", f"/persons/{one['subject_id']}", granting.play.anna(), expect=204)
    rows = await granting.rows(table, "unsure")
    assert [(one["number"], one["answer"], one["candidates"]) for one in rows] == [(2, "another", []), (4, None, [])]
    kept = {one["number"]: str(one) for one in await granting.play.app.database["award_rows"].find({}).to_list()}
    named = {number for number, said in kept.items() if "Пробный" in said}
    assert named == {2, 4, 7}, (
        "who they are is not certain: somebody else of this name, or not said yet; and who is new"
    )
    await answer(granting, table, {"4": "leave_out"})
    assert (await granting.call("GET", f"/award-tables/{table['id']}"))["corrections"] == 0
    await granting.start(table, leave_out_faulty=True)
    await granting.work()
    done = await granting.call("GET", f"/award-tables/{table['id']}")
    assert (done["to_do"], done["granted"], done["left_out"]) == (2, 2, 3)


async def test_two_rows_that_are_answered_with_the_same_person_are_one_award(granting: Granting) -> None:
    await granting.granted(xlsx([row(1)]))
    table = await granting.bring(
        xlsx([row(1, **NO_DATE), row(1, **NO_DATE, **{"Часы*": 144})]), granted_on="2026-05-29"
    )
    asked = await granting.rows(table, "unsure")
    await answer(granting, table, {str(one["number"]): asked[0]["candidates"][0]["id"] for one in asked})
    await granting.start(table)
    await granting.work()
    done = await granting.call("GET", f"/award-tables/{table['id']}")
    assert (done["granted"], done["left_out"]) == (1, 1), "the second would be a correction that nobody agreed to"
    assert len(await granting.told()) == 2


async def test_who_was_granted_it_under_a_record_that_was_merged_is_not_granted_it_twice(granting: Granting) -> None:
    play, keyed = granting.play, (*HEADINGS, "Ключ")
    await granting.granted(xlsx([[*row(1), None]], keyed))
    await granting.granted(xlsx([[*row(1), "a-1"]], keyed))
    [going] = {one["subject_id"] for one in (await granting.call("GET", "/awards"))["items"]}
    staying = await play.person("Оставшаяся", birth_date="1981-03-02")
    version = (await play.app.people.get(UUID(staying))).version
    await play.call("PUT", f"/persons/{going}/merged-into/{staying}", play.anna(), expect=204, if_match=f'"{version}"')
    person = await play.app.people.get(UUID(staying))
    named = {"Фамилия*": person.family_name, "Имя*": person.given_name, "Отчество": person.patronymic}
    table = await granting.bring(xlsx([[*row(1, **named), None]], keyed))
    assert (table["found"]["known"], table["found"]["new"]) == (1, 0)
    table = await granting.bring(xlsx([[*row(1, **named, **{"Часы*": 144}), "a-1"]], keyed))
    assert (table["found"]["changes"], table["found"]["faulty"]) == (1, 0)
    undated = await granting.bring(xlsx([[*row(1, **named, **NO_DATE, **{"Часы*": 144}), "a-1"]], keyed))
    assert undated["found"]["changes"] == 1, "the key says who is meant, whichever of the two records has it"
    await granting.start(undated, correct=True)
    await granting.work()
    told = await granting.told()
    assert [(one["subject_id"], one["revision"]) for one in told] == [(going, 1), (going, 1), (going, 2)]
    body = {
        "achievement_id": str(granting.achievement),
        "granted_on": TERMS["granted_on"],
        "context": COURSE,
        "subject_id": staying,
        "facts": {"hours": 72},
    }
    assert (await granting.call("POST", "/awards", body, expect=201))["subject_id"] == going
    assert await granting.count("awards") == 2


async def test_where_two_are_kept_alike_it_is_asked_who_is_meant(granting: Granting) -> None:
    await granting.granted(xlsx([row(1)]))
    people = granting.play.app.database["people"]
    [known] = await people.find({}).to_list()
    await people.update_many({}, {"$set": {"sort_key": "другое"}})
    await granting.granted(xlsx([row(1)]))
    await people.update_many({}, {"$set": {"sort_key": known["sort_key"]}})
    table = await granting.bring(xlsx([row(1)]), granted_on="2026-05-29")
    [asked] = await granting.rows(table, "unsure")
    assert str(known["_id"]) in {one["id"] for one in asked["candidates"]}
    assert len(asked["candidates"]) == 2
