"""Whoever is confirmed has sheets, and marks on them, before anything is signed or published without them."""

from uuid import UUID

import pytest
from tests.competitions.playing import Play, unknown

from competitions.domain.registration import Registration

MARKS = {
    "A1.01": {"measurement": True},
    "A1.02": {"judgement": [1, 1, 1]},
    "B1.01": {"measurement": "4"},
    "B2.01": {"measurement": "none left"},
}


async def mark(play: Play, family_name: str) -> None:
    for code, body in MARKS.items():
        await play.mark(family_name, code, body)


async def lose(play: Play, family_name: str, *codes: str) -> None:
    """As after a kill while the sheets were laid out."""
    for code in codes:
        await play.app.database["sheets"].delete_one({"_id": UUID(await play.sheet(family_name, code))})


async def confirm_late(play: Play, family_name: str) -> None:
    """The confirmation was decided before the signature, and kept after it."""
    subject, registration = UUID(await play.person(family_name)), unknown()
    registered = Registration(registration, UUID(play.championship), UUID(play.skill), subject, "R-05")
    await play.app.registrations.add(registered.confirm(play.app.now()))
    play.registrations[family_name] = str(registration)


async def sign(play: Play, code: str, *, expect: int = 200) -> dict[str, str]:
    path = f"/skills/{play.skill}/sub-criteria/{code}/sign-off"
    answer: dict[str, str] = await play.post(path, by=play.expert("one"), expect=expect)
    return answer


async def test_nothing_is_signed_without_the_sheets_of_who_was_confirmed_since(play: Play) -> None:
    await play.gather()
    await play.mark_all()
    for code in ("A1", "B1"):
        await sign(play, code)
    await play.compete("Дельтин", "R-04")
    problem = await play.post(
        f"/skills/{play.skill}/sub-criteria/B2/sign-off", by=play.expert("one"), expect=409, Accept_Language="en"
    )
    assert problem["type"].endswith("/sheets-missing")
    assert problem["detail"].startswith("1 confirmed competitor of skill 01 ")
    assert "Start marking again" in problem["errors"][0]["fix"]
    problem = await play.post(f"/skills/{play.skill}/sign-off", by=play.expert("chief"), expect=409)
    assert problem["type"].endswith("/sheets-missing")
    await play.post(f"/skills/{play.skill}/marking")
    await mark(play, "Дельтин")
    await play.sign_all()


@pytest.mark.parametrize("lost", [("B2",), ("A1", "B1", "B2")])
async def test_a_skill_is_not_signed_without_sheets_that_a_kill_left_out(play: Play, lost: tuple[str, ...]) -> None:
    await play.gather()
    await play.mark_all()
    for code in ("A1", "B1", "B2"):
        await sign(play, code)
    await lose(play, "Гаммин", *lost)
    problem = await play.post(f"/skills/{play.skill}/sign-off", by=play.expert("chief"), expect=409)
    assert problem["type"].endswith("/sheets-missing")


async def test_a_sub_criterion_that_has_no_sheet_at_all_is_missed_too(play: Play) -> None:
    await play.gather()
    await play.mark_all()
    for code in ("A1", "B1", "B2"):
        await sign(play, code)
    for family_name in ("Альфин", "Бетин", "Гаммин"):
        await lose(play, family_name, "B2")
    problem = await play.post(f"/skills/{play.skill}/sign-off", by=play.expert("chief"), expect=409)
    assert problem["type"].endswith("/sheets-missing")
    assert "3" in problem["detail"]


async def test_who_was_confirmed_while_the_skill_was_signed_is_marked_before_publication(play: Play) -> None:
    await play.gather()
    await play.mark_all()
    await play.sign_all()
    await confirm_late(play, "Дельтин")
    path = f"/championships/{play.championship}/publication"
    assert (await play.post(path, expect=409))["type"].endswith("/sheets-missing")
    await play.post(f"/skills/{play.skill}/marking")
    problem = await play.post(path, expect=409)
    assert problem["type"].endswith("/skills-unsigned"), "the signature was given without them"
    await mark(play, "Дельтин")
    await play.sign_all()
    await play.publish()
    board = await play.get(f"/championships/{play.championship}/scoreboard", by={})
    assert len(board["skills"][0]["lines"]) == 4


async def test_after_publication_no_sheet_is_added(play: Play) -> None:
    await play.gather()
    await play.mark_all()
    await play.sign_all()
    await play.publish()
    await confirm_late(play, "Дельтин")
    problem = await play.post(f"/skills/{play.skill}/marking", expect=409)
    assert problem["type"].endswith("/embargo-over")
