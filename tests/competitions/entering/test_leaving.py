"""People leave by themselves: they withdraw, or say no to the place that became free."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from tests import days
from tests.competitions.entering.self_entry import GUARDIAN, YES, announced, born, by, change, change_skill, enter
from tests.competitions.pages.reading import page, post, text
from tests.competitions.playing import Play

FREE: dict[str, Any] = {"starts_on": f"{days.AHEAD}-03-01", "ends_on": f"{days.AHEAD}-03-02"}


async def a_place_becomes_free(play: Play) -> dict[str, Any]:
    """The entry of `second`, who moved up; `third` waits."""
    await announced(play, **FREE)
    await change_skill(play, quota=1)
    first = await enter(play, "first")
    second, _ = await enter(play, "second"), await enter(play, "third")
    await play.post(f"/registrations/{first['id']}/withdrawal", {}, by=by(play, "first"))
    return second


async def state(play: Play, account: str) -> str:
    """Of the account's only entry."""
    (entry,) = (await play.get("/me/registrations", by(play, account)))["items"]
    return str(entry["state"])


async def test_who_moved_up_may_say_no_and_the_next_has_the_place(play: Play) -> None:
    second = await a_place_becomes_free(play)
    assert await state(play, "second") == "entered"
    declined = await play.post(f"/registrations/{second['id']}/declining", by=by(play, "second"))
    again = await play.post(f"/registrations/{second['id']}/declining", by=by(play, "second"))
    assert declined["state"] == again["state"] == "withdrawn"
    assert await state(play, "third") == "entered"


async def test_only_who_moved_up_says_no_and_only_in_time(play: Play) -> None:
    second = await a_place_becomes_free(play)
    first = (await play.get("/me/registrations", by(play, "first")))["items"][0]
    await play.post(f"/registrations/{second['id']}/declining", by=by(play, "third"), expect=403)
    await play.post(f"/registrations/{second['id']}/declining", by=play.anna(), expect=403)
    refused = await play.post(f"/registrations/{first['id']}/declining", by=by(play, "first"), expect=409)
    assert refused["type"].endswith("nothing-to-decline")
    known = await play.app.registrations.get(UUID(second["id"]))
    moved = known.history[-1]
    late = replace(known, history=(*known.history[:-1], replace(moved, at=moved.at - timedelta(hours=49))))
    await play.app.registrations.save(late)
    refused = await play.post(f"/registrations/{second['id']}/declining", by=by(play, "second"), expect=409)
    assert refused["type"].endswith("declining-over")
    await play.post(f"/registrations/{second['id']}/withdrawal", {}, by=by(play, "second"))
    assert await state(play, "third") == "entered"


async def test_after_the_deadline_the_organiser_alone_gives_places_back(play: Play) -> None:
    second = await a_place_becomes_free(play)
    third = (await play.get("/me/registrations", by(play, "third")))["items"][0]
    await change(play, deadlines={"withdrawal": "2026-01-01T09:00:00Z"})
    refused = await play.post(f"/registrations/{second['id']}/withdrawal", {}, by=by(play, "second"), expect=409)
    assert refused["type"].endswith("withdrawal-over")
    for account, entry, can_leave in (("second", second, False), ("third", third, True), (None, second, True)):
        at = f"/championships/{play.championship}/entries/{entry['id']}"
        shown = await page(play, at, by(play, account) if account else play.anna(), language="en")
        assert (f"{at}/withdrawal" in shown) is can_leave, account
        assert (f"{at}/declining" in shown) is (account == "second")
    await play.post(f"/registrations/{third['id']}/withdrawal", {}, by=by(play, "third"))  # who waits holds no place
    declined = await play.post(f"/registrations/{second['id']}/declining", by=by(play, "second"))
    assert declined["state"] == "withdrawn"
    own = await enter(play, "fourth")
    await play.post(f"/registrations/{own['id']}/withdrawal", {})
    again = await play.post(f"/registrations/{own['id']}/withdrawal", {}, by=by(play, "fourth"))
    assert again["state"] == "withdrawn"


async def test_a_guardian_leaves_for_a_ward_and_who_left_comes_again_last(play: Play) -> None:
    await announced(play)
    child = {"family_name": "Лесной", "given_name": "Ребёнок", "birth_date": born(12)}
    answers = [*YES, {"purpose": "permission", "decision": "given"}]
    entry = await enter(play, "parent", applicant=GUARDIAN, is_ward=True, ward=child, answers=answers)
    await play.post(f"/registrations/{entry['id']}/withdrawal", {}, by=by(play, "parent"))
    again = await enter(play, "parent", applicant=None, is_ward=True, ward=child)
    assert (again["subject_id"], again["sequence"]) == (entry["subject_id"], 2)


async def test_the_entrys_page_offers_what_is_possible(play: Play) -> None:
    second = await a_place_becomes_free(play)
    at = f"/championships/{play.championship}/entries/{second['id']}"
    shown = await page(play, at, by(play, "second"), language="en")
    assert "A place became free: it is yours." in text(shown)
    answer = await post(play, f"{at}/declining", by(play, "second"))
    assert answer.status_code == 303
    shown = await page(play, at, by(play, "second"), language="en")
    assert "The place was declined" in text(shown)
    assert "A place became free" not in text(shown)
    again = await post(play, f"{at}/declining", by(play, "third"))
    assert again.status_code == 403
