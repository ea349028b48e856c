"""A championship that does not take place: everything ends, everybody is told once, whatever dies in between."""

import asyncio
import json
from typing import Any
from uuid import UUID

import pytest
from tests.competitions.pages.preparing import typed_in
from tests.competitions.pages.reading import page, post, text
from tests.competitions.playing import CONTACT, Play
from tests.competitions.scheduling.dying import until_done
from tests.competitions.scheduling.hearing import heard
from tests.competitions.scheduling.ical import read_calendar

from client import championships
from competitions.commands.scheduling import parts
from competitions.commands.scheduling.cancelling import complete_cancellation
from competitions.wiring import App

REASON = {"cause": "venue", "reason": "Колледж закрыт на ремонт."}


async def sweep(play: Play) -> None:
    for championship in await play.app.championships.being_cancelled():
        await complete_cancellation(play.app, championship)


async def entered(play: Play) -> None:
    """Two skills; in the second a place is held and another person waits."""
    await play.open()
    await play.appoint("chief", "R-90", "chief")
    first = play.skill
    await play.compete("Альфин", "R-01")
    play.skill = await championships.add_skill(play.organiser, play.championship, "02", {"ru": "Дело", "en": "Trade"})
    await play.compete("Бетин", "R-02", confirmed=False)
    subject = (await play.get(f"/registrations/{play.registrations['Альфин']}"))["subject_id"]
    await championships.register(play.organiser, play.skill, subject, "R-01")
    skill = await play.get(f"/skills/{play.skill}")
    full = {"number": "02", "name": skill["name"], "quota": 2}
    await play.call(
        "PUT",
        f"/skills/{play.skill}",
        play.anna(),
        full,
        if_match=f'"{skill["version"]}"' if "version" in skill else '"1"',
    )
    await play.compete("Гаммин", "R-03", confirmed=False)
    play.skill = first
    item = {
        "name": {"ru": "Модуль А", "en": "Module A"},
        "starts_at": "2026-11-20T06:00:00Z",
        "ends_at": "2026-11-20T09:00:00Z",
        "skill_id": first,
    }
    await play.post(f"/championships/{play.championship}/schedule/items", item, expect=201, idempotency_key="a")
    await play.post(f"/championships/{play.championship}/announcement")


async def states(play: Play) -> set[str]:
    rows = (await play.get(f"/championships/{play.championship}/registrations"))["items"]
    return {row["state"] for row in rows}


async def happened(play: Play, collection: str, kind: str) -> list[dict[str, Any]]:
    """The data of the events of this type that wait."""
    waiting = await play.told(collection)
    return [json.loads(event["value"]) for event in waiting if dict(event["headers"])["ce_type"] == kind.encode()]


async def tellings(play: Play) -> list[dict[str, Any]]:
    return heard(await play.told("championships"))


async def test_every_entry_ends_and_everybody_is_told_once(play: Play) -> None:
    await entered(play)
    at = f"/championships/{play.championship}/cancellation"
    before = text(await page(play, at, play.anna(), language="en"))
    assert "4 entries end" in before
    assert "People with an entry, and experts 4" in before
    refused = await post(play, at, play.anna(), {"cause": "venue", "reason": " "})
    assert refused.status_code == 422
    assert await states(play) != {"cancelled"}
    assert (await post(play, at, play.anna(), REASON)).status_code == 303
    await sweep(play)
    assert await states(play) == {"cancelled"}
    told = await tellings(play)
    subjects = [subject for one in told for subject in one["subjects"]]
    assert len(subjects) == len(set(subjects)) == 4
    assert {one["cause"] for one in told} == {"venue"}
    assert all("ремонт" not in str(one) for one in told)
    assert await happened(play, "registrations", "competitions.registration.promoted.v1") == []
    assert "Entries that have ended 4 of 4" in text(await page(play, at, play.anna(), language="en"))
    await post(play, at, play.anna(), REASON)
    await sweep(play)
    assert len(await tellings(play)) == len(told)


async def test_its_page_says_why_and_calendars_hear_of_it(play: Play) -> None:
    await entered(play)
    file = f"/championships/{play.championship}/schedule.ics"
    (before,) = read_calendar((await play.http.get(file)).content).events
    await play.post(f"/championships/{play.championship}/cancellation", REASON)
    shown = text(await page(play, f"/championships/{play.championship}", {}, language="en"))
    assert "The championship is cancelled" in shown
    assert REASON["reason"] in shown
    (after,) = read_calendar((await play.http.get(file)).content).events
    assert (after.uid, after.status) == (before.uid, "CANCELLED")
    assert after.sequence > before.sequence
    await sweep(play)
    with_calendar = [one for one in await tellings(play) if one["calendar"]]
    (event,) = read_calendar(with_calendar[0]["calendar"]["ru"].encode()).events
    assert (event.uid, event.status) == (after.uid, "CANCELLED")
    assert event.sequence >= after.sequence
    assert (before.organizer, event.organizer) == ((CONTACT["name"], f"mailto:{CONTACT['email']}"), None)


async def test_a_draft_that_is_cancelled_stays_hidden_from_whom_it_does_not_concern(play: Play) -> None:
    await play.open()
    await play.appoint("chief", "R-90", "chief")
    await play.person("Чужой", account="somebody")
    home = f"/championships/{play.championship}"
    await play.post(f"{home}/cancellation", REASON)
    await sweep(play)
    at_skill = f"/skills/{play.skill}/schedule.ics"
    strangers = [{}, play.issuer.bearer("somebody"), play.stranger()]
    for path in (home, f"{home}/schedule", f"{home}/schedule.ics", f"{home}/scoreboard", at_skill):
        for by in strangers:
            answer = await play.http.get(path, headers=by)
            assert answer.status_code == 404, (path, by)
            assert REASON["reason"] not in answer.text
        for by in (play.anna(), play.issuer.bearer("chief")):
            secret = 403 if path.endswith("scoreboard") else 200
            assert (await play.http.get(path, headers=by)).status_code == secret, path
    await play.get(f"{home}/schedule", by=strangers[1], expect=404)
    assert REASON["reason"] in text(await page(play, home, play.issuer.bearer("chief")))


async def test_nothing_of_it_goes_on(play: Play) -> None:
    await entered(play)
    home = f"/championships/{play.championship}"
    await play.post(f"{home}/cancellation", REASON)
    await sweep(play)
    subject = await play.person("Дельтин")
    late = {"subject_id": subject, "member": "R-04"}
    await play.post(f"/skills/{play.skill}/registrations", late, expect=409, idempotency_key="late")
    for path in ("announcement", "publication"):
        await play.post(f"{home}/{path}", expect=409)
    await play.call("DELETE", f"{home}/closing", play.anna(), expect=409)
    await play.post(f"{home}/skills", {"number": "77", "name": {"ru": "А", "en": "A"}}, expect=409, idempotency_key="s")
    item = {"name": {"ru": "А", "en": "A"}, "starts_at": "2026-11-20T06:00:00Z", "ends_at": "2026-11-20T07:00:00Z"}
    await play.post(f"{home}/schedule/items", item, expect=409, idempotency_key="i")
    for path in ("", "/edit", "/skills", "/members", "/entries", "/schedule", "/publication", "/close", "/announce"):
        await page(play, home + path, play.anna())
    edit = typed_in(await page(play, f"{home}/edit", play.anna()))
    assert (await post(play, f"{home}/edit", play.anna(), {**edit, "name-ru": "Другое"})).status_code == 409


async def test_what_is_published_is_not_cancelled(play: Play) -> None:
    await play.gather()
    await play.mark_all()
    await play.sign_all()
    await play.publish()
    await play.post(f"/championships/{play.championship}/cancellation", REASON, expect=409)
    at = f"/championships/{play.championship}/cancellation"
    assert "It cannot be cancelled" in text(await page(play, at, play.anna(), language="en"))


async def test_whoever_is_entered_at_that_moment_ends_with_it_or_is_refused(play: Play) -> None:
    await entered(play)
    people = [await play.person(f"Номер-{number}") for number in range(8)]

    async def enter(subject: str) -> int:
        body = {"subject_id": subject, "member": "R-05"}
        path = f"/api/competitions/v1/skills/{play.skill}/registrations"
        answer = await play.http.post(path, json=body, headers={**play.anna(), "Idempotency-Key": subject})
        return answer.status_code

    cancelled = play.post(f"/championships/{play.championship}/cancellation", REASON)
    answers = await asyncio.gather(*(enter(subject) for subject in people[:4]), cancelled)
    answers = [*answers, *await asyncio.gather(sweep(play), *(enter(subject) for subject in people[4:]))]
    await sweep(play)
    assert {one for one in answers if isinstance(one, int)} <= {201, 409}
    assert await states(play) == {"cancelled"}
    told = [subject for one in await tellings(play) for subject in one["subjects"]]
    rows = (await play.get(f"/championships/{play.championship}/registrations"))["items"]
    assert {row["subject_id"] for row in rows} <= set(told)


@pytest.mark.parametrize("events", [1, 50])
async def test_whatever_dies_in_between_everybody_hears_once(
    play: Play, events: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "MOST_EVENTS", events)
    await entered(play)
    await play.post(f"/championships/{play.championship}/cancellation", REASON)

    async def complete(app: App) -> None:
        await complete_cancellation(app, await app.championships.get(UUID(play.championship)))

    await until_done(play.app, complete, 20)
    assert await play.app.championships.being_cancelled() == []
    await sweep(play)
    assert await states(play) == {"cancelled"}
    told = [subject for one in await tellings(play) for subject in one["subjects"]]
    assert len(told) == len(set(told)) == 4
    assert len(await happened(play, "registrations", "competitions.registration.ended.v1")) == 4
    places = await play.app.places.of_skill(UUID(play.skill), UUID(play.championship))
    assert places.entries == ()
