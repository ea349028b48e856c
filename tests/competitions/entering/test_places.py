"""A skill with places for few: who has one, who waits, who moves up, and who hears of it."""

import asyncio
import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.competitions.playing import Play
from tests.waiting import until

from competitions.commands.entering.completing import sweep_places
from competitions.commands.places import fill, give_back
from competitions.domain.entering.places import Places
from competitions.domain.registration import State, Step
from shared.cancellation import end as end_task


async def limit(play: Play, in_all: int | None, a_member: int | None = None) -> None:
    skill = await play.app.skills.get(UUID(play.skill))
    await play.app.skills.save(replace(skill, quota=in_all, member_quota=a_member))


async def enter(play: Play, family_name: str, member: str = "R-01", **more: Any) -> str:
    await play.compete(family_name, member, confirmed=False, **more)
    return play.registrations[family_name]


async def read(play: Play, family_name: str, by: Any = None) -> Any:
    return await play.get(f"/registrations/{play.registrations[family_name]}", by=by)


async def states(play: Play) -> dict[str, tuple[str, int | None]]:
    found = {name: await read(play, name) for name in play.registrations}
    return {name: (one["state"], one["waiting_place"]) for name, one in found.items()}


async def told(play: Play) -> list[tuple[str, str]]:
    """What waits for the relay: the kind of event, and the name of whom it is about."""
    names = {id: name for name, id in play.registrations.items()}
    events = await play.told("registrations")
    return sorted((kind(event), names[bytes(event["key"]).decode()]) for event in events)


def kind(event: Any) -> str:
    """Such as `promoted`, of `competitions.registration.promoted.v1`."""
    return str(bytes(dict(event["headers"])["ce_type"]).decode().split(".")[2])


async def end(play: Play, family_name: str, how: str = "withdrawal", *, by: Any = None, expect: int = 200) -> Any:
    body = {"reason": "Передумали"}
    path = f"/registrations/{play.registrations[family_name]}/{how}"
    return await play.post(path, body, by=by or play.anna(), expect=expect)


async def test_who_comes_late_waits_and_moves_up_when_a_place_becomes_free(play: Play) -> None:
    await play.open()
    await limit(play, 2)
    for name in ("Альфин", "Бетин", "Гаммин", "Дельтин"):
        await enter(play, name)
    assert await states(play) == {
        "Альфин": ("entered", None),
        "Бетин": ("entered", None),
        "Гаммин": ("waiting", 1),
        "Дельтин": ("waiting", 2),
    }
    problem = await play.post(f"/registrations/{play.registrations['Гаммин']}/confirmation", expect=409)
    assert problem["type"].endswith("/still-waiting")
    assert (await end(play, "Альфин"))["state"] == "withdrawn"
    assert (await states(play))["Гаммин"] == ("entered", None)
    assert (await states(play))["Дельтин"] == ("waiting", 1)
    assert await told(play) == [
        ("ended", "Альфин"),
        ("entered", "Альфин"),
        ("entered", "Бетин"),
        ("promoted", "Гаммин"),
        ("queued", "Гаммин"),
        ("queued", "Дельтин"),
    ]
    [promoted] = [one for one in await play.told("registrations") if kind(one) == "promoted"]
    moved, said = dict(promoted["headers"])["ce_time"].decode(), json.loads(promoted["value"])["decline_until"]
    assert datetime.fromisoformat(said) - datetime.fromisoformat(moved) == timedelta(hours=48)


async def test_a_repeat_of_an_entry_or_of_its_end_changes_nothing(play: Play) -> None:
    await play.open()
    await limit(play, 1)
    body = {"subject_id": await play.person("Альфин"), "member": "R-01"}
    path = f"/skills/{play.skill}/registrations"
    first = await play.post(path, body, expect=201, Idempotency_Key="one")
    assert await play.post(path, body, expect=201, Idempotency_Key="one") == first
    assert (await play.post(path, body, expect=409))["type"].endswith("/already-registered")
    play.registrations["Альфин"] = first["id"]
    for _ in range(2):
        assert (await end(play, "Альфин", "rejection"))["state"] == "rejected"
    assert (await end(play, "Альфин", expect=409))["type"].endswith("/entry-ended")
    again = await play.post(path, body, expect=201)
    assert (again["state"], again["sequence"]) == ("entered", 2)
    play.registrations["again"] = again["id"]
    assert [one for one, _ in await told(play)] == ["ended", "entered", "entered"]


async def test_the_person_and_the_guardian_of_a_minor_withdraw_and_nobody_else(play: Play) -> None:
    await play.open()
    guardian = await play.person("Опекунов", account="guardian")
    await enter(play, "Юнин", account="yunin", birth_date="2010-05-01", guardians=[guardian])
    await enter(play, "Взрослов", "R-02", account="old", birth_date="2000-05-01", guardians=[guardian])
    by = {account: play.issuer.bearer(account, "competitor") for account in ("yunin", "old", "guardian", "other")}
    await end(play, "Взрослов", by=by["guardian"], expect=403)
    for account in ("other", "old"):
        await end(play, "Юнин", by=by[account], expect=403)
    assert (await read(play, "Юнин", by["guardian"]))["state"] == "entered"
    assert (await end(play, "Юнин", by=by["guardian"]))["state"] == "withdrawn"
    seen = await read(play, "Юнин", by["yunin"])
    assert (seen["state"], seen["reason"]) == ("withdrawn", "Передумали")
    assert (await end(play, "Взрослов", by=by["old"]))["state"] == "withdrawn"


async def test_no_typed_reason_travels(play: Play) -> None:
    await play.open()
    await enter(play, "Альфин")
    await end(play, "Альфин", "rejection")
    assert all("Передумали" not in str(event) for event in await play.told("registrations"))


async def test_somebody_else_takes_a_place_over(play: Play) -> None:
    await play.open()
    await limit(play, 1)
    for name in ("Альфин", "Бетин"):
        await enter(play, name)
    body = {"subject_id": await play.person("Замещаев"), "member": "R-01"}
    path = f"/registrations/{play.registrations['Альфин']}/replacement"
    new = await play.post(path, body, expect=201, Idempotency_Key="one")
    assert (new["state"], new["sequence"]) == ("entered", 1)
    assert await play.post(path, body, expect=201, Idempotency_Key="one") == new
    assert (await read(play, "Альфин"))["replaced_by"] == new["id"]
    assert (await states(play))["Бетин"] == ("waiting", 1)
    assert (await play.post(path, body, expect=409))["type"].endswith("/entry-ended")


async def test_a_competitor_is_checked_in_and_a_mistake_is_taken_back(play: Play) -> None:
    await play.gather()
    path = f"/registrations/{play.registrations['Альфин']}/check-in"
    for _ in range(2):
        assert (await play.call("PUT", path, play.anna()))["state"] == "checked_in"
    assert (await play.call("DELETE", path, play.anna()))["state"] == "confirmed"
    await enter(play, "Дельтин")
    late = f"/registrations/{play.registrations['Дельтин']}/check-in"
    assert (await play.call("PUT", late, play.anna(), expect=409))["type"].endswith("/not-confirmed")
    await play.call("PUT", path, play.stranger(), expect=403)


async def test_who_has_forms_does_not_leave_but_is_absent(play: Play) -> None:
    await play.gather()
    assert (await end(play, "Альфин", expect=409))["type"].endswith("/marking-started")
    await enter(play, "Дельтин")
    assert (await end(play, "Дельтин"))["state"] == "withdrawn"


async def test_a_raised_quota_gives_places_to_those_who_wait(play: Play) -> None:
    await play.open()
    await limit(play, 1)
    for name in ("Альфин", "Бетин", "Гаммин"):
        await enter(play, name)
    await limit(play, 2)
    app = play.app
    skill = await app.skills.get(UUID(play.skill))
    await fill(app, skill, await app.championships.get(skill.championship_id))
    assert [state for state, _ in (await states(play)).values()] == ["entered", "entered", "waiting"]


@pytest.mark.parametrize("lost", ["the entry", "the promotion", "the giving back"])
async def test_the_worker_completes_what_a_kill_left(play: Play, lost: str) -> None:
    """The one write was made, and nothing after it."""
    await play.open()
    await limit(play, 1)
    for name in ("Альфин", "Бетин"):
        await enter(play, name)
    app, skill_id = play.app, UUID(play.skill)
    skill = await app.skills.get(skill_id)
    first, second = (UUID(play.registrations[name]) for name in ("Альфин", "Бетин"))
    if lost == "the entry":
        await app.registrations.collection.delete_one({"_id": second})
    elif lost == "the promotion":
        await app.places.save((await app.places.get(skill_id)).leave({first}, skill.places))
    else:
        ended = (await app.registrations.get(first)).end(Step(State.WITHDRAWN, app.now(), "anna"))
        await app.registrations.save(ended)
    expected = State.WAITING if lost == "the entry" else State.ENTERED

    async def settled() -> bool:
        places: Places = await app.places.get(skill_id)
        found = await app.registrations.find(second)
        return not places.unsettled and found is not None and found.state is expected

    sweeping = asyncio.ensure_future(sweep_places(app))
    await until(settled, seconds=10)
    await end_task(sweeping)
    kinds = [one for one, name in await told(play) if name == "Бетин"]
    assert kinds == (["queued"] if lost == "the entry" else ["promoted", "queued"])
    if lost == "the giving back":
        assert not (await give_back_again(play, first)).is_listed


async def give_back_again(play: Play, id: UUID) -> Any:
    app = play.app
    found = await app.registrations.get(id)
    skill = await app.skills.get(found.skill_id)
    return await give_back(app, found, skill, await app.championships.get(skill.championship_id))


async def test_the_list_is_filtered_and_paged_newest_first(play: Play) -> None:
    await play.open()
    await limit(play, 2)
    for number, name in enumerate(("Альфин", "Бетин", "Гаммин", "Дельтин")):
        await enter(play, name, f"R-0{number}")
    path = f"/championships/{play.championship}/registrations"
    seen, cursor = [], ""
    for _ in range(2):
        page = await play.get(f"{path}?limit=2{cursor}")
        seen += [one["id"] for one in page["items"]]
        cursor = f"&cursor={page['next']}"
    known = [await play.app.registrations.get(UUID(id)) for id in play.registrations.values()]
    known.sort(key=lambda one: (one.entered_at or one.history[0].at, one.id), reverse=True)
    assert seen == [str(one.id) for one in known], "in the same moment by their ids"
    assert len((await play.get(f"{path}?state=waiting"))["items"]) == 2
    assert len((await play.get(f"{path}?state=waiting&member=R-03&skill_id={play.skill}"))["items"]) == 1
    await play.get(path, by=play.stranger(), expect=403)
