"""Over the API: nobody's mark is superseded unseen, and a mark can be taken back until the signature."""

import asyncio
from typing import Any
from uuid import UUID

import httpx2
import pytest
from tests.competitions.playing import V1, Play, unknown
from tests.competitions.workbook_maker import Scheme

from client import marking

EIGHT = Scheme(
    sections=((1, "Organisation", 40), (2, "Making", 60)),
    forms={
        "A1": [("M", f"Step {number}", 1, None, 5) for number in range(1, 9)],
        "B1": [("M", "Parts made", 2, "parts", 60)],
    },
)
"""Eight aspects on one form."""


async def history(play: Play, family_name: str, form: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await play.get(f"/sheets/{await play.sheet(family_name, form)}"))["history"]
    return found


async def take_back(
    play: Play, family_name: str, code: str, body: Any, by: str = "one", *, expect: int = 200, **headers: str
) -> Any:
    sheet = await play.sheet(family_name, code.partition(".")[0])
    path = f"/sheets/{sheet}/marks/{code}/withdrawal"
    return await play.call("POST", path, play.expert(by), body, expect=expect, **headers)


def slug(problem: Any) -> str:
    return str(problem["type"]).rpartition("/")[2]


async def put(play: Play, code: str, body: dict[str, Any], *, expect: int = 200) -> Any:
    """As the body stands: without `saw`, where it has none."""
    sheet = await play.sheet("Бетин", code.partition(".")[0])
    return await play.call("PUT", f"/sheets/{sheet}/marks/{code}", play.expert("one"), body, expect=expect)


async def test_an_entry_that_does_not_say_what_it_saw_is_no_mark(play: Play) -> None:
    await play.gather()
    problem = await put(play, "B1.01", {"measurement": "3"}, expect=428)
    assert (slug(problem), problem["errors"][0]["where"]) == ("saw-needed", "/saw")
    await play.mark("Бетин", "B1.01", {"measurement": "3"})
    problem = await take_back(play, "Бетин", "B1.01", {"reason": "A slip"}, expect=428)
    assert slug(problem) == "saw-needed"
    assert len(await history(play, "Бетин", "B1")) == 1


@pytest.mark.parametrize("saw", ["", "newest", 7, True, ["x"]])
async def test_what_was_seen_is_an_id_or_null(play: Play, saw: Any) -> None:
    await play.gather()
    problem = await put(play, "B1.01", {"measurement": "3", "saw": saw}, expect=422)
    assert problem["errors"][0]["where"] == "/saw"
    assert await history(play, "Бетин", "B1") == []


async def test_a_mark_that_was_not_seen_is_a_question_with_who_and_when(play: Play) -> None:
    await play.gather()
    theirs = await play.mark("Бетин", "B1.01", {"measurement": "3"}, "two")
    for saw in (None, str(unknown())):
        problem = await play.mark("Бетин", "B1.01", {"measurement": "4", "saw": saw}, expect=409)
        assert slug(problem) == "overtaken"
        assert problem["newest"] == {
            "id": theirs["id"], "kind": "mark", "entry": {"value": "3"}, "mark": "30.00",
            "author": play.experts["two"], "name": "Эксперт-two Вымысел", "at": theirs["at"],
            "entered_at": None, "reason": None, "confirms": None, "score": None, "earlier": [],
        }  # fmt: skip
        assert "Эксперт-two Вымысел" in problem["errors"][0]["message"]
    assert [entry["mark"] for entry in await history(play, "Бетин", "B1")] == ["30.00"]
    mine = await play.mark("Бетин", "B1.01", {"measurement": "4", "saw": problem["newest"]["id"]})
    assert [entry["id"] for entry in await history(play, "Бетин", "B1")] == [theirs["id"], mine["id"]]
    problem = await play.mark("Бетин", "B1.01", {"measurement": "5", "saw": theirs["id"]}, expect=409)
    assert problem["newest"]["id"] == mine["id"]
    [earlier] = problem["newest"]["earlier"]
    assert earlier.items() <= {**theirs, "kind": "mark", "name": "Эксперт-two Вымысел"}.items()


async def test_an_entry_that_says_the_same_confirms_unseen(play: Play) -> None:
    await play.gather()
    theirs = await play.mark("Бетин", "B1.01", {"measurement": "3"}, "two")
    assert await play.mark("Бетин", "B1.01", {"measurement": "3", "saw": None}) == theirs
    assert len(await history(play, "Бетин", "B1")) == 1


async def test_scores_too_far_apart_are_told_with_their_id_and_seen_by_the_next_entry(play: Play) -> None:
    await play.gather()
    problem = await play.mark("Бетин", "A1.02", {"judgement": [0, 2, 2], "saw": None}, expect=422)
    dispute = problem["newest"]
    assert (dispute["kind"], dispute["entry"]["scores"], dispute["mark"]) == ("dispute", [0, 2, 2], None)
    agreed = {"judgement": [1, 2, 2], "justification": "Seen again"}
    problem = await play.mark("Бетин", "A1.02", {**agreed, "saw": None}, "two", expect=409)
    assert problem["newest"]["id"] == dispute["id"]
    await play.mark("Бетин", "A1.02", {**agreed, "saw": dispute["id"]})


async def test_eight_experts_at_once_on_one_form_are_all_taken(play: Play) -> None:
    await play.open()
    await play.appoint("one", "R-91", "chief")
    await play.compete("Бетин", "R-02")
    await play.bring_scheme(EIGHT)
    await marking.start(play.organiser, play.skill)
    sheet = await play.sheet("Бетин", "A1")

    async def enter(number: int) -> httpx2.Response:
        path = f"{V1}/sheets/{sheet}/marks/A1.0{number}"
        headers = {**play.expert("one"), "idempotency-key": str(unknown())}
        return await play.http.put(path, json={"measurement": True, "saw": None}, headers=headers)

    answers = await asyncio.gather(*(enter(number) for number in range(1, 9)))
    assert [answer.status_code for answer in answers] == [200] * 8
    after = await play.get(f"/sheets/{sheet}")
    assert sorted(entry["id"] for entry in after["history"]) == sorted(answer.json()["id"] for answer in answers)
    assert (len(after["marks"]), after["total"], after["version"]) == (8, "40.00", 9)


async def test_of_two_at_once_on_one_aspect_one_is_asked(play: Play) -> None:
    await play.gather()
    sheet = await play.sheet("Бетин", "B1")

    async def enter(by: str, count: str) -> httpx2.Response:
        body = {"measurement": count, "saw": None}
        return await play.http.put(f"{V1}/sheets/{sheet}/marks/B1.01", json=body, headers=play.expert(by))

    answers = await asyncio.gather(enter("one", "3"), enter("two", "4"))
    taken, asked = sorted(answers, key=lambda answer: answer.status_code)
    assert (taken.status_code, asked.status_code) == (200, 409)
    assert asked.json()["newest"]["id"] == taken.json()["id"]
    assert [entry["id"] for entry in await history(play, "Бетин", "B1")] == [taken.json()["id"]]


async def test_what_a_tablet_sends_late_supersedes_nothing(play: Play) -> None:
    """A whole queue of entries made offline: those that nobody else touched are taken, the others asked, none is lost."""
    await play.gather()
    seen = (await play.mark("Бетин", "A1.01", {"measurement": True}))["id"]
    await play.mark("Бетин", "B1.01", {"measurement": "5"}, "two")
    theirs = await play.mark("Бетин", "A1.01", {"measurement": False, "saw": seen}, "two")
    queue = [("A1.01", {"measurement": True, "saw": seen}), ("B1.01", {"measurement": "4", "saw": None})]
    queue.append(("A1.02", {"judgement": [2, 2, 2], "saw": None}))
    for _again in range(2):
        keys = [str(UUID(int=number)) for number in range(len(queue))]
        for (code, body), key, expect in zip(queue, keys, (409, 409, 200), strict=True):
            await play.mark("Бетин", code, body, expect=expect, Idempotency_Key=key)
    sheet = await play.get(f"/sheets/{await play.sheet('Бетин', 'A1')}")
    assert sheet["newest"]["A1.01"] == theirs["id"]
    assert (sheet["marks"]["A1.01"]["mark"], sheet["marks"]["A1.02"]["mark"]) == ("0.00", "6.67")
    assert len(sheet["history"]) == 3


async def test_a_mark_is_taken_back_with_a_reason_once(play: Play) -> None:
    await play.gather()
    mark = await play.mark("Бетин", "B1.01", {"measurement": "3"})
    body, key = {"reason": "Wrong competitor", "saw": mark["id"]}, str(unknown())
    withdrawal = await take_back(play, "Бетин", "B1.01", body, Idempotency_Key=key)
    assert await take_back(play, "Бетин", "B1.01", body, Idempotency_Key=key) == withdrawal
    assert await take_back(play, "Бетин", "B1.01", body, "two") == withdrawal
    assert (withdrawal["withdrawn"], withdrawal["reason"]) == (mark["id"], "Wrong competitor")
    sheet = await play.get(f"/sheets/{await play.sheet('Бетин', 'B1')}")
    assert (sheet["marks"], sheet["total"], sheet["history"]) == ({}, "0.00", [mark, withdrawal])
    assert sheet["newest"] == {"B1.01": withdrawal["id"]}
    problem = await play.mark("Бетин", "B1.01", {"measurement": "3", "saw": mark["id"]}, expect=409)
    assert (problem["newest"]["kind"], problem["newest"]["reason"]) == ("withdrawal", "Wrong competitor")
    await play.mark("Бетин", "B1.01", {"measurement": "3", "saw": withdrawal["id"]})


REFUSED: dict[str, tuple[Any, int, str]] = {
    "no reason": ({}, 422, "/reason"),
    "an empty reason": ({"reason": "  "}, 422, "/reason"),
    "no text": ({"reason": 7}, 422, "/reason"),
}


@pytest.mark.parametrize("name", REFUSED)
async def test_a_mark_is_not_taken_back_without_a_reason(play: Play, name: str) -> None:
    await play.gather()
    mark = await play.mark("Бетин", "B1.01", {"measurement": "3"})
    body, status, where = REFUSED[name]
    problem = await take_back(play, "Бетин", "B1.01", {**body, "saw": mark["id"]}, expect=status)
    assert [one["where"] for one in problem["errors"]] == [where]
    assert await history(play, "Бетин", "B1") == [mark]


async def test_a_mark_is_not_taken_back_unseen_nor_by_whom_it_is_not_for(play: Play) -> None:
    await play.gather()
    assert slug(await take_back(play, "Бетин", "B1.01", {"reason": "A slip", "saw": None}, expect=409)) == (
        "nothing-to-withdraw"
    )
    first = await play.mark("Бетин", "B1.01", {"measurement": "3"})
    second = await play.mark("Бетин", "B1.01", {"measurement": "4"}, "two")
    problem = await take_back(play, "Бетин", "B1.01", {"reason": "A slip", "saw": first["id"]}, expect=409)
    assert (slug(problem), problem["newest"]["id"]) == ("overtaken", second["id"])
    seen = {"reason": "A slip", "saw": second["id"]}
    problem = await take_back(play, "Бетин", "B1.01", {**seen, "author": play.experts["two"]}, expect=409)
    assert slug(problem) == "somebody-else"
    mark = await play.mark("Альфин", "B1.01", {"measurement": "3"})
    problem = await take_back(play, "Альфин", "B1.01", {"reason": "A slip", "saw": mark["id"]}, "two", expect=403)
    assert slug(problem) == "conflict-of-interest"
    assert slug(await take_back(play, "Бетин", "B1.09", seen, expect=404)) == "unknown-aspect"


async def test_after_the_signature_no_mark_is_taken_back_and_a_correction_says_what_it_saw(play: Play) -> None:
    await play.gather()
    await play.mark_all()
    await play.sign_all()
    sheet = await play.get(f"/sheets/{await play.sheet('Бетин', 'B1')}")
    seen = sheet["newest"]["B1.01"]
    for by in ("one", "chief"):
        problem = await take_back(play, "Бетин", "B1.01", {"reason": "A slip", "saw": seen}, by, expect=409)
        assert slug(problem) == "already-signed"
    correction = {"measurement": "3", "reason": "Counted again"}
    problem = await play.mark("Бетин", "B1.01", {**correction, "saw": None}, "chief", expect=409)
    assert slug(problem) == "overtaken"
    await play.mark("Бетин", "B1.01", {**correction, "saw": seen}, "chief")
