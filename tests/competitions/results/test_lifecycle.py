"""Results are unofficial, contested, corrected and then official: each state is said, and only the last one is for good."""

import json
from dataclasses import replace
from typing import Any
from uuid import UUID

from bson import Decimal128
from tests.competitions.api.test_publication import two_skills
from tests.competitions.pages.reading import page, post, text
from tests.competitions.playing import Play

from competitions.domain.results.lifecycle import Differing
from competitions.queries.published.states import NamedDifference, named_differences

CORRECTED = {"measurement": "3", "reason": "Counted again"}


async def signed(play: Play) -> None:
    await play.gather()
    await play.mark_all()
    await play.sign_all()


async def stands(play: Play) -> tuple[Any, ...]:
    found = await play.get(f"/championships/{play.championship}/publication")
    (skill,) = found["skills"]
    return found["status"], found["revision"], skill["state"], skill["corrections"]


async def told(play: Play) -> list[tuple[str, int, str]]:
    """Of each result event: as what, which revision, which total."""
    return [(one["status"], one["revision"], one["total"]) for one in map(data_of, await play.told("results"))]


def data_of(event: dict[str, Any]) -> Any:
    return json.loads(event["value"])


async def contest(play: Play, name: str, by: str = "chief", **more: Any) -> Any:
    body = {"registration_id": play.registrations[name], "reason": "Считали без него"}
    return await play.post(f"/skills/{play.skill}/protests", body, play.expert(by), **{"expect": 201, **more})


async def test_from_unofficial_over_a_protest_and_a_correction_to_official(play: Play) -> None:
    await signed(play)
    await play.publish("unofficial")
    assert await stands(play) == ("unofficial", 1, "unofficial", 0)
    assert sorted(await told(play)) == [("unofficial", 1, total) for total in ("10.00", "100.00", "63.06")]
    await play.publish("unofficial")
    assert await stands(play) == ("unofficial", 1, "unofficial", 0), "a repeat changes nothing"
    board = f"/championships/{play.championship}/scoreboard"
    assert (await play.get(board, by={}))["status"] == "unofficial"
    assert "Unofficial results are published" in text(await page(play, board, {}, language="en"))

    protest = await contest(play, "Бетин")
    assert (await play.get(board, by={}))["skills"][0]["state"] == "protested"
    shown = text(await page(play, board, {}, language="en"))
    assert "a result is contested" in shown
    assert "Считали" not in shown
    at = f"/championships/{play.championship}/publication"
    refused = await play.post(at, {"status": "official"}, expect=409)
    assert refused["type"].endswith("/skills-protested")

    await play.mark("Бетин", "B1.01", CORRECTED, "chief")
    assert (await stands(play))[2:] == ("protested", 1)
    lifting = f"/skills/{play.skill}/protests/{protest['id']}/lifting"
    await play.post(lifting, {"reason": "Пересчитано"})
    await play.publish()
    assert await stands(play) == ("official", 2, "official", 0)
    assert sorted((await told(play))[3:]) == [("official", 2, total) for total in ("10.00", "100.00", "73.06")]
    problem = await play.mark("Бетин", "B1.01", {"measurement": "4", "reason": "Once more"}, "chief", expect=409)
    assert problem["type"].endswith("/sealed")
    refused = await contest(play, "Бетин", expect=409)
    assert refused["type"].endswith("/results-official")
    assert "Results are published" in text(await page(play, board, {}, language="en"))


async def test_a_protest_is_noted_once_by_whoever_leads_with_a_reason_about_a_starter(play: Play) -> None:
    await signed(play)
    first = await contest(play, "Бетин", idempotency_key="once")
    await play.app.database["idempotency"].delete_many({})
    assert await contest(play, "Бетин", idempotency_key="once") == first, "its answer was lost in a crash"
    refused = await contest(play, "Бетин", "one", expect=403)
    assert refused["type"].endswith("/not-chief")
    at, known = f"/skills/{play.skill}/protests", play.registrations["Бетин"]
    blank = await play.post(at, {"registration_id": known, "reason": " "}, expect=422)
    nobody = await play.post(at, {"registration_id": play.skill, "reason": "x"}, expect=404)
    assert (blank["errors"][0]["where"], nobody["type"].split("/")[-1]) == ("/reason", "unknown")
    assert len((await play.get(at))["protests"]) == 1
    await play.post(f"{at}/{play.skill}/lifting", {"reason": "x"}, expect=404)


async def test_one_skill_that_is_contested_holds_up_no_other(play: Play) -> None:
    await two_skills(play)
    protest = await contest(play, "Бетин")
    await play.publish()
    found = await play.get(f"/championships/{play.championship}/publication")
    assert [one["state"] for one in found["skills"]] == ["official", "protested"]
    assert found["status"] == "unofficial"
    assert sorted({(status, revision) for status, revision, _ in await told(play)}) == [
        ("official", 1),
        ("unofficial", 1),
    ]
    await play.mark("Бетин", "B1.01", CORRECTED, "chief")
    await play.post(f"/skills/{play.skill}/protests/{protest['id']}/lifting", {"reason": "Пересчитано"})
    await play.publish()
    assert (await play.get(f"/championships/{play.championship}/publication"))["status"] == "official"
    assert [one for one in await told(play) if one[1] > 1] == [
        ("official", 2, total) for total in ("100.00", "73.06", "10.00")
    ]


async def test_the_pages_say_the_same(play: Play) -> None:
    await signed(play)
    home, chief = f"/championships/{play.championship}/publication", play.expert("chief")
    await post(play, home, play.anna(), {"status": "unofficial"})
    await play.sweep()
    shown = text(await page(play, home, play.anna(), language="en"))
    assert "Unofficial results are published" in shown
    assert "Make the results official" in shown
    at, one = f"/skills/{play.skill}/protests", {"registration_id": play.registrations["Бетин"], "once": "1"}
    refused = await post(play, at, chief, one)
    assert refused.status_code == 422
    for _twice in range(2):
        assert (await post(play, at, chief, {**one, "reason": "Считали без него"})).status_code == 303
    (protest,) = (await play.get(at))["protests"]
    html = await page(play, at, chief, language="en")
    assert "Считали без него" in html
    assert "Nothing can become official" in text(await page(play, home, play.anna(), language="en"))
    unexplained = await post(play, f"{at}/{protest['id']}/lifting", chief, {"reason": ""})
    assert unexplained.status_code == 422
    assert (await post(play, f"{at}/{protest['id']}/lifting", chief, {"reason": "Пересчитано"})).status_code == 303
    assert "Пересчитано" in await page(play, at, play.anna(), language="en")
    await post(play, home, play.anna(), {"status": "official"})
    await play.sweep()
    assert "they are contested no more" in text(await page(play, at, chief, language="en"))


async def test_results_that_a_second_count_makes_otherwise_are_not_published(play: Play) -> None:
    """As where a mark was changed behind the product's back: it does not say any more what was entered."""
    await signed(play)
    sheets = play.app.database["sheets"]
    (sheet,) = await sheets.find({"_id": UUID(await play.sheet("Бетин", "B1"))}).to_list()
    await sheets.update_one({"_id": sheet["_id"]}, {"$inc": {"total": Decimal128("9.00")}})
    await play.publish()
    at = f"/championships/{play.championship}/publication"
    found = await play.get(at)
    assert (found["state"], found["is_under_way"], found["status"]) == ("embargo", False, None)
    first = found["differing"][0]
    assert (first["registration_id"], first["what"]) == (play.registrations["Бетин"], "total")
    assert (first["first"], first["second"]) == ("72.06", "63.06"), "others follow: by the scale one result moves all"
    assert await play.told("results") == []
    assert (await play.get(f"/championships/{play.championship}/scoreboard", by={}, expect=403))["status"] == 403
    shown = text(await page(play, at, play.anna(), language="en"))
    assert "The results were not published" in shown
    assert "01 Бетин Вымысел, R-02: the sum of marks – 72.06, counted again 63.06" in shown
    championship = await play.app.championships.get(UUID(play.championship))
    of_member = replace(championship, differing=(Differing(None, None, "standing R-02", "1, 3", "2, 2"),))
    assert await named_differences(play.app, of_member) == [NamedDifference("R-02", "standing", "1, 3", "2, 2")]
    await sheets.update_one({"_id": sheet["_id"]}, {"$set": {"total": sheet["total"]}})
    await play.publish()
    assert await stands(play) == ("official", 2, "official", 0)
    assert (await play.get(at))["differing"] == []
