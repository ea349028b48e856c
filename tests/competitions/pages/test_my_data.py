"""`/me/data`: all that is kept, to take away; and asking that it be erased, which the organisation decides."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from tests.competitions.entering.self_entry import GUARDIAN, YES, announced, born, by, enter
from tests.competitions.judging.test_invitations import invite
from tests.competitions.pages.reading import page, post, text
from tests.competitions.playing import V1, Play, unknown

from competitions.commands.consents import record_of
from competitions.domain.consents.erasure import Erasure
from competitions.domain.consents.records import Purpose
from competitions.domain.consents.scans import Reading, Scan


async def taken(play: Play, account: str) -> list[dict[str, object]]:
    answer = await play.http.get(f"{V1}/me/data", headers=by(play, account))
    assert answer.headers["content-disposition"] == 'attachment; filename="skillproof-competitions.json"'
    assert answer.headers["cache-control"] == "no-store"
    found: list[dict[str, object]] = answer.json()["people"]
    return found


async def test_everything_of_the_person_and_of_wards_is_there(play: Play) -> None:
    await announced(play)
    child = {"family_name": "Лесной", "given_name": "Ребёнок", "birth_date": born(12)}
    both = [*YES, {"purpose": "permission", "decision": "given"}]
    entry = await enter(play, "parent", applicant=GUARDIAN, is_ward=True, ward=child, answers=both)
    await enter(play, "somebody")
    mine, ward = await taken(play, "parent")
    assert (mine["is_ward"], ward["is_ward"]) == (False, True)
    assert [one["id"] for one in ward["entries"]] == [entry["id"]]  # type: ignore[attr-defined]
    assert [one["purpose"] for one in ward["consents"][0]["answers"]] == ["participation", "permission"]  # type: ignore[index]
    assert mine["consents"] == ward["consents"]
    kept = await play.app.registrations.get(UUID(entry["id"]))
    told = replace(kept, category="main", code="K7QWM4XP", age_reason="Чемпион школы")
    await play.app.registrations.save(told)
    shown = text(await page(play, "/me/data", by(play, "parent"), language="en"))
    assert "Лесной Ребёнок" in shown
    assert [one for one in (told.category, told.code, told.age_reason) if str(one) not in shown] == []
    assert "Лесничий" not in shown
    assert await taken(play, "nobody") == []


async def test_results_are_there_once_they_are_published(play: Play) -> None:
    await play.gather()
    await play.mark_all()
    await play.sign_all()
    known = await play.app.registrations.get(UUID(play.registrations["Альфин"]))
    subject = await play.app.people.get(known.subject_id)
    await play.app.people.collection.update_one({"_id": subject.id}, {"$set": {"account": "alfin"}})
    (before,) = await taken(play, "alfin")
    assert before["entries"][0]["result"] is None  # type: ignore[index]
    await play.publish()
    (after,) = await taken(play, "alfin")
    assert after["entries"][0]["result"]["place"] == 1  # type: ignore[index]
    (judge,) = await taken(play, "one")
    assert [one["duty"] for one in judge["juries"]] == ["expert"]  # type: ignore[attr-defined]


async def test_the_organisation_decides_about_erasing(play: Play) -> None:
    await announced(play)
    entry = await enter(play)
    at = f"/me/data/erasure/{entry['subject_id']}"
    assert "What stays, and why" in text(await page(play, at, by(play), language="en"))
    assert (await post(play, at, by(play, "stranger"))).status_code == 403
    for _ in range(2):
        assert (await post(play, at, by(play))).headers["location"] == "/me/data?asked#outcome"
    person = f"/people/{entry['subject_id']}"
    assert "Erasure was asked for on" in text(await page(play, person, play.anna(), language="en"))
    assert "has not decided yet" in text(await page(play, "/me/data", by(play), language="en"))
    refused = await post(play, f"{person}/erasure-request/refusal", play.anna(), {"reason": " "})
    assert refused.status_code == 422
    answer = await post(play, f"{person}/erasure-request/refusal", play.anna(), {"reason": "The entry goes on"})
    assert answer.headers["location"] == person
    again = await post(play, f"{person}/erasure-request/refusal", play.anna(), {"reason": "Again"})
    assert again.status_code == 409
    shown = text(await page(play, "/me/data", by(play), language="en"))
    assert "The entry goes on" in shown
    asked = await play.post(f"/persons/{entry['subject_id']}/erasure-request", by=by(play), expect=202)
    assert asked["reason"] is None
    await play.call("DELETE", f"/persons/{entry['subject_id']}", play.anna(), expect=204)
    assert await play.app.erasure_requests.collection.count_documents({}) == 0
    assert await taken(play, "newcomer") == []


async def test_what_they_may_do_were_asked_and_who_read_their_papers_is_there_too(play: Play) -> None:
    await play.open()
    subject = await play.compete("Новикова", "R-01", email="vera@example.org", account="vera", confirmed=False)
    known = await play.app.people.get(UUID(subject))
    (entry,) = await play.app.registrations.of_person(known.id)
    record = await record_of(play.app, entry.championship_id, known.id, known.id)
    at = play.app.now()
    scan = Scan(
        unknown(), entry.championship_id, known.organisation, record.id, known.id, known.id, Purpose.PARTICIPATION,
        "pdf", 1, 100, "0" * 64, at, "anna",
    )  # fmt: skip
    await play.app.scans.add(scan)
    await play.app.scans.note(scan.id, Reading(at, "reader"))
    names = {"family_name": "Новикова", "given_name": "Вымысел", "email": "vera@example.org"}
    await play.post("/access/invitations", {"duty": "organiser", **names}, expect=201)
    await invite(play, subject)
    await play.post(
        f"/skills/{play.skill}/experts", {"subject_id": subject, "member": "R", "has_agreed": True}, expect=201
    )
    await play.post(f"/skills/{play.skill}/experts/{subject}/dismissal", {"reason": "Заболела"}, expect=204)
    await play.app.erasures.add(Erasure(unknown(), entry.championship_id, known.organisation, known.id, at, at, at))
    (mine,) = await taken(play, "vera")
    further: Any = mine["further"]
    assert [(one["duty"], one["accepted_at"]) for one in further["duties"]] == [("organiser", None)]
    assert [(one["duty"], len(one["letters"])) for one in further["jury_invitations"]] == [("expert", 1)]
    assert [one["reason"] for one in further["jury_dismissals"]] == ["Заболела"]
    assert [[reading["by"] for reading in one["readings"]] for one in further["scans"]] == [["reader"]]
    assert [one["done_at"] for one in further["planned_erasures"]] == [None]
    for language, said in (("ru", "Открывали 1 раз"), ("en", "Opened 1 time")):
        shown = text(await page(play, "/me/data", by(play, "vera"), language=language))
        assert said in shown
        assert "Заболела" in shown
