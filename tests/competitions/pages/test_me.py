"""`/me`: what comes next first, and consents that are taken back where they stand."""

import re
from typing import Any

from tests.competitions.entering.self_entry import (
    GUARDIAN,
    SELF,
    YES,
    announced,
    another_skill,
    born,
    by,
    change_skill,
    enter,
)
from tests.competitions.pages.reading import page, post, text
from tests.competitions.playing import Play

ANSWERED = [*YES, {"purpose": "image", "decision": "given"}]
TEEN: dict[str, Any] = {**SELF["applicant"], "birth_date": born(16)}  # type: ignore[dict-item]


async def mine(play: Play, account: str = "newcomer", address: str = "/me") -> str:
    return await page(play, address, by(play, account), language="en")


async def test_nobody_has_nothing(play: Play) -> None:
    shown = text(await mine(play, "nobody"))
    assert "There are no entries for you." in shown
    assert "You have answered nothing yet." in shown


async def test_what_the_reader_can_do_comes_first(play: Play) -> None:
    await announced(play)
    first = await enter(play)
    await change_skill(play, await another_skill(play, "02"), quota=1)
    other = await another_skill(play, "03")
    waiting = await enter(play, skill_id=other, applicant=None)
    await play.post(f"/registrations/{first['id']}/withdrawal", {}, by=by(play))
    shown = await mine(play)
    entries = re.findall(r"/entries/([0-9a-f-]{36})\"", shown)
    assert entries == [waiting["id"], first["id"]]
    assert "The organiser confirms the entry." in text(shown)
    assert "ask@region-47.example" in text(shown)


async def test_a_guardian_is_led_to_the_questions(play: Play) -> None:
    await announced(play)
    child = {"family_name": "Лесной", "given_name": "Ребёнок", "birth_date": born(12)}
    both = [*YES, {"purpose": "permission", "decision": "given"}]
    entry = await enter(play, "parent", applicant=GUARDIAN, is_ward=True, ward=child, answers=both)
    shown = await mine(play, "parent")
    assert "My children and wards" in text(shown)
    assert "Лесной Ребёнок" in text(shown)
    assert entry["id"] in shown
    assert entry["id"] not in await mine(play, "stranger")


async def test_questions_that_are_open_are_answered_from_here(play: Play) -> None:
    await announced(play)
    subject = await play.person("Нескоров", account="newcomer", birth_date="2000-01-01", email="n@people.example")
    entry = await play.post(
        f"/skills/{play.skill}/registrations", {"subject_id": subject, "member": "R-01"}, expect=201
    )
    assert "Answer what is asked" in text(await mine(play))
    at = f"/me/entries/{entry['id']}/questions"
    led = await post(play, at, by(play))
    assert led.headers["location"].startswith("/consent/")
    await page(play, led.headers["location"], {}, language="en")
    assert (await post(play, at, by(play, "stranger"))).status_code == 403
    answer = {"answers": [{"purpose": "participation", "decision": "given"}], "language": "en"}
    kept = await play.call("PUT", f"/me/registrations/{entry['id']}/consents", by(play), answer)
    assert [(one["purpose"], one["way"]) for one in kept["answers"]] == [("participation", "page")]
    assert "Answer what is asked" not in text(await mine(play))


async def test_a_consent_is_taken_back(play: Play) -> None:
    await announced(play)
    await enter(play, answers=ANSWERED)
    shown = await mine(play)
    address = re.search(r'action="(/me/consents/[^"]+/withdrawal)"', shown)
    assert address
    answer = await post(play, address[1], by(play), {"purpose": "image"})
    assert answer.headers["location"] == "/me?withdrawn#outcome"
    shown = await mine(play, address="/me?withdrawn")
    assert "The consent is taken back" in text(shown)
    assert "Pictures: Withdrawn" in text(shown)
    refused = await post(play, address[1], by(play), {"purpose": "employers"})
    assert refused.status_code == 409
    assert (await post(play, address[1], by(play, "stranger"), {"purpose": "image"})).status_code == 403
    (kept,) = (await play.get("/me/consents", by(play)))["items"]
    assert [one["decision"] for one in kept["answers"]] == ["given", "given", "withdrawn"]
