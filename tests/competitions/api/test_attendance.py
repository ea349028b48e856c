"""Who was absent waits for nobody, has no place and no certificate; who few compete with has no medal that few do not make."""

from typing import Any
from uuid import UUID

import pytest
from tests.competitions.playing import Play, unknown

SICK = {"kind": "absent", "reason": "Did not come"}


async def out(play: Play, family_name: str, *, expect: int = 200, by: Any = None, **body: str) -> Any:
    path = f"/registrations/{play.registrations[family_name]}/absence"
    return await play.call("PUT", path, by or play.anna(), {**SICK, **body}, expect=expect)


async def back(play: Play, family_name: str, *, expect: int = 200, by: Any = None) -> Any:
    path = f"/registrations/{play.registrations[family_name]}/absence"
    return await play.call("DELETE", path, by or play.anna(), expect=expect)


async def lines(play: Play) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await play.get(f"/championships/{play.championship}/scoreboard", by={}))["skills"][
        0
    ]["lines"]
    return found


async def test_who_is_absent_holds_up_nobody_and_has_no_result(play: Play) -> None:
    await play.gather()
    await play.compete("Дельтин", "R-04")
    await play.mark_all()
    await play.post(f"/skills/{play.skill}/marking")
    said = await out(play, "Дельтин", by=play.expert("chief"))
    assert (said["state"], said["absence"]["kind"], said["absence"]["by"]) == (
        "confirmed",
        "absent",
        play.experts["chief"],
    )
    await play.sign_all()
    summary = await play.get(f"/skills/{play.skill}/mark-summary")
    assert len(summary["competitors"]) == 3
    progress = (await play.get(f"/championships/{play.championship}"))["skills"][0]
    assert (progress["competitors"], progress["sub_criteria"]) == (3, {"signed": 3, "total": 3})
    await play.publish()
    assert len(await lines(play)) == 3
    assert len(await play.told("results")) == 3, "no result, so no certificate"


@pytest.mark.parametrize("kind", ["withdrawn", "disqualified"])
async def test_marks_of_who_is_out_do_not_count(play: Play, kind: str) -> None:
    await play.gather()
    await play.mark_all()
    await out(play, "Альфин", kind=kind)
    await play.sign_all()
    results = (await play.get(f"/skills/{play.skill}/results", by=play.expert("chief")))["lines"]
    assert ["Альфин" in line["name"] for line in results] == [False, False]
    assert [(line["place"], line["medal"]) for line in results] == [(1, None), (2, None)], "two are places alone"


async def test_a_change_of_starters_after_the_signature_needs_it_anew(play: Play) -> None:
    await play.gather()
    await play.mark_all()
    await play.sign_all()
    path = f"/championships/{play.championship}/publication"
    await out(play, "Гаммин")
    assert (await play.post(path, expect=409))["type"].endswith("/skills-unsigned")
    await play.post(f"/skills/{play.skill}/sign-off", by=play.expert("chief"))
    await back(play, "Гаммин")
    assert (await play.post(path, expect=409))["type"].endswith("/skills-unsigned")
    await play.post(f"/skills/{play.skill}/sign-off", by=play.expert("chief"))
    await play.publish()
    assert len(await lines(play)) == 3
    assert (await out(play, "Гаммин", expect=409))["type"].endswith("/embargo-over")
    # Sent again, as after a crash: there is nothing to change any more.
    await back(play, "Гаммин")


async def test_a_signature_stands_only_for_those_who_started_then(play: Play) -> None:
    """As after a kill between the absence and the end of the signature."""
    await play.gather()
    await play.mark_all()
    await play.sign_all()
    signed = await play.app.skills.get((await play.app.registrations.get(registration_id(play))).skill_id)
    await out(play, "Гаммин")
    unsigned = await play.app.skills.get(signed.id)
    await play.app.database["skills"].replace_one(
        {"_id": signed.id}, {"_id": signed.id, **play.app.skills.dump(signed), "version": unsigned.version}
    )
    problem = await play.post(f"/championships/{play.championship}/publication", expect=409)
    assert problem["type"].endswith("/skills-unsigned")


def registration_id(play: Play) -> Any:
    return UUID(play.registrations["Гаммин"])


async def test_who_comes_back_without_forms_gets_them(play: Play) -> None:
    await play.open()
    await play.appoint("chief", "R-90", "chief")
    for account in ("one", "two"):
        await play.appoint(account, "R-91")
    for family_name in ("Альфин", "Бетин", "Гаммин"):
        await play.compete(family_name, f"R-{family_name}")
    await play.bring_scheme()
    await out(play, "Гаммин")
    assert (await play.post(f"/skills/{play.skill}/marking"))["sheets"] == 6
    await back(play, "Гаммин")
    await play.post(f"/skills/{play.skill}/marking")
    await play.mark_all()
    await play.sign_all()


async def test_only_the_organiser_and_the_chief_say_it_of_a_competitor_with_a_reason(play: Play) -> None:
    await play.gather()
    assert (await out(play, "Альфин", by=play.expert("one"), expect=403))["type"].endswith("/not-chief")
    assert (await back(play, "Альфин", by=play.expert("one"), expect=403))["type"].endswith("/not-chief")
    await out(play, "Альфин", by=play.stranger(), expect=403)
    for wrong in ({"reason": ""}, {"reason": " "}, {"kind": "ill"}):
        await out(play, "Альфин", expect=422, **wrong)
    await play.compete("Дельтин", "R-04", confirmed=False)
    assert (await out(play, "Дельтин", expect=409))["type"].endswith("/not-confirmed")
    await play.call("PUT", f"/registrations/{unknown()}/absence", play.anna(), SICK, expect=404)
    found = (await play.get(f"/skills/{play.skill}/registrations"))["items"]
    assert [one["absence"] for one in found] == [None] * 4


async def test_a_skill_without_competitors_holds_nothing_up(play: Play) -> None:
    await play.gather()
    await play.mark_all()
    await play.sign_all()
    empty = {"number": "02", "name": {"ru": "Пустая", "en": "Empty"}}
    empty_id = (await play.post(f"/championships/{play.championship}/skills", empty, expect=201))["id"]
    await play.publish()
    board = await play.get(f"/championships/{play.championship}/scoreboard", by={})
    assert [len(skill["lines"]) for skill in board["skills"]] == [3, 0]
    assert (await play.get(f"/skills/{empty_id}/results", by={}))["lines"] == []
    late = {"subject_id": await play.person("Дельтин"), "member": "R-04"}
    problem = await play.post(f"/skills/{empty_id}/registrations", late, expect=409)
    assert problem["type"].endswith("/embargo-over")


async def test_a_skill_whose_competitors_all_stayed_away_holds_nothing_up(play: Play) -> None:
    await play.gather()
    for family_name in play.registrations:
        await out(play, family_name)
    problem = await play.post(f"/championships/{play.championship}/publication", expect=409)
    assert problem["type"].endswith("/nothing-to-publish")
    first, play.skill = play.skill, ""
    body = {"number": "02", "name": {"ru": "Вторая", "en": "Second"}}
    play.skill = (await play.post(f"/championships/{play.championship}/skills", body, expect=201))["id"]
    for account, role in (("chief", "chief"), ("one", "expert"), ("two", "expert")):
        appointed = {"subject_id": play.experts[account], "member": "R-90", "role": role, "has_agreed": True}
        await play.post(f"/skills/{play.skill}/experts", appointed, expect=201)
    for number, family_name in enumerate(("Альфин", "Бетин", "Гаммин")):
        await play.compete(family_name, f"R-0{number}")
    await play.bring_scheme()
    await play.post(f"/skills/{play.skill}/marking")
    await play.mark_all()
    await play.sign_all()
    await play.publish()
    board = await play.get(f"/championships/{play.championship}/scoreboard", by={})
    assert [len(skill["lines"]) for skill in board["skills"]] == [0, 3]
    assert (await play.get(f"/skills/{first}/results", by={}))["lines"] == []


async def test_who_is_absent_takes_no_marks_until_it_is_taken_back(play: Play) -> None:
    await play.gather()
    await play.mark("Гаммин", "A1.01", {"measurement": True})
    await out(play, "Гаммин", reason="Fell ill")
    refused = await play.mark("Гаммин", "A1.01", {"measurement": False}, expect=409)
    assert refused["type"].endswith("/competitor-absent")
    assert refused["errors"][0]["fix"]
    await play.mark("Альфин", "A1.01", {"measurement": True})
    summary = await play.get(f"/skills/{play.skill}/mark-summary")
    registration = play.registrations["Гаммин"]
    assert summary["absent"] == [{"competitor": registration, "kind": "absent", "reason": "Fell ill"}]
    await back(play, "Гаммин")
    assert (await play.mark("Гаммин", "A1.01", {"measurement": False}))["mark"] == "0.00"
    assert (await play.get(f"/skills/{play.skill}/mark-summary"))["absent"] == []


async def test_a_repeat_closes_the_forms_that_a_kill_left_open(play: Play) -> None:
    await play.gather()
    await out(play, "Гаммин")
    await play.app.sheets.set_absent(registration_id(play), absent=False)
    await out(play, "Гаммин")
    assert (await play.mark("Гаммин", "A1.01", {"measurement": True}, expect=409))["status"] == 409
