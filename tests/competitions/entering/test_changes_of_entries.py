"""What was confirmed becomes another, skill, member or name: it keeps its place and is confirmed anew."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

from tests.competitions.entering.self_entry import change as change_plan
from tests.competitions.entering.test_places import end, enter, kind, limit, read, states, told
from tests.competitions.pages.reading import page, post, text
from tests.competitions.pages.test_entering import hidden
from tests.competitions.playing import Play
from tests.waiting import until

from client import championships, consents
from client.championships import Text
from competitions.commands.entering.completing import sweep_places
from competitions.domain.entering.changes import Change
from competitions.domain.entering.listed import Newcomer
from shared.cancellation import end as end_task

BEGUN: dict[str, Any] = {"starts_on": "2025-03-01", "ends_on": "2025-03-02"}
AHEAD: dict[str, Any] = {"starts_on": "2099-03-01", "ends_on": "2099-03-02"}


async def another_skill(play: Play, places: int | None = None) -> str:
    first = play.skill
    name = Text(ru="Иное", en="Other")
    play.skill = other = await championships.add_skill(play.organiser, play.championship, "02", name)
    await limit(play, places)
    play.skill = first
    return other


async def change(play: Play, name: str, skill: str, member: str = "R-01", *, expect: int = 200) -> Any:
    body = {"skill_id": skill, "member": member}
    return await play.post(f"/registrations/{play.registrations[name]}/change", body, expect=expect)


async def test_a_confirmed_entry_goes_to_another_skill_and_the_next_moves_up(play: Play) -> None:
    await play.open()
    await limit(play, 1)
    other = await another_skill(play, 1)
    for name in ("Альфин", "Бетин"):
        await enter(play, name)
    await consents.on_paper(play.organiser, play.registrations["Альфин"], None)
    await championships.confirm(play.organiser, play.registrations["Альфин"])
    for _ in range(2):
        changed = await change(play, "Альфин", other, "R-02")
        assert (changed["state"], changed["skill_id"], changed["member"]) == ("entered", other, "R-02")
    assert (await states(play))["Бетин"] == ("entered", None)
    await championships.confirm(play.organiser, play.registrations["Альфин"])
    events = [one for one in await play.told("registrations") if kind(one) in {"entered", "confirmed"}]
    assert len({one["id"] for one in events}) == len(events) == 4, "told anew, under ids of their own"
    assert (await change(play, "Бетин", other, expect=409))["type"].endswith("/no-place-free")
    assert (await states(play))["Бетин"] == ("entered", None), "nobody loses a place for one that there is not"
    await end(play, "Альфин")
    assert (await change(play, "Бетин", other))["skill_id"] == other
    assert (await change(play, "Альфин", play.skill, expect=409))["type"].endswith("/entry-ended")


async def test_who_waits_is_last_in_the_other_skill_and_another_member_frees_a_place(play: Play) -> None:
    await play.open()
    await limit(play, None, 1)
    other = await another_skill(play, 0)
    for name in ("Альфин", "Бетин", "Гаммин"):
        await enter(play, name)
    assert (await change(play, "Гаммин", other))["state"] == "waiting"
    assert (await read(play, "Гаммин"))["waiting_place"] == 1
    assert (await change(play, "Альфин", play.skill, "R-02"))["state"] == "entered"
    assert (await states(play))["Бетин"] == ("entered", None)
    assert [one for one, name in await told(play) if name == "Альфин"] == ["entered", "entered"]


async def test_the_worker_completes_a_change_that_a_kill_left(play: Play) -> None:
    """The other skill's places know the entry, and nothing after that was written."""
    await play.open()
    await limit(play, 1)
    other = UUID(await another_skill(play, 1))
    for name in ("Альфин", "Бетин"):
        await enter(play, name)
    app, championship, here = play.app, UUID(play.championship), UUID(play.skill)
    entry = await app.registrations.get(UUID(play.registrations["Альфин"]))
    moving = Change(uuid4(), app.now(), "anna")
    newcomer, quota = Newcomer(entry.id, entry.subject_id, "R-01"), (await app.skills.get(other)).places
    there = await app.places.of_skill(other, championship)
    await app.places.add(there.come_over(newcomer, moving, here, quota, holds_place=True))

    async def settled() -> bool:
        places = await app.places.get(other)
        return not places.unsettled and (await states(play))["Бетин"] == ("entered", None)

    sweeping = asyncio.ensure_future(sweep_places(app))
    await until(settled, seconds=10)
    await end_task(sweeping)
    assert (await app.registrations.get(entry.id)).skill_id == other
    assert (await app.places.get(here)).entry(entry.id) is None


async def test_what_was_confirmed_under_another_name_is_confirmed_anew_before_the_championship_begins(
    play: Play,
) -> None:
    await play.open()
    subject = await play.compete("Альфин", "R-01")
    for days, name, state in ((BEGUN, "Щёткин", "confirmed"), (AHEAD, "Щукин", "entered"), ({}, "Щукин", "confirmed")):
        if days:
            await change_plan(play, **days)
        if state == "confirmed" and name == "Щукин":
            await championships.confirm(play.organiser, play.registrations["Альфин"])
        known = await play.get(f"/persons/{subject}")
        facts = {"family_name": name, "given_name": "Вымысел", "language": "en"}
        await play.call("PUT", f"/persons/{subject}", play.anna(), facts, If_Match=f'"{known["version"]}"')
        assert (await read(play, "Альфин"))["state"] == state, name


async def test_the_entrys_page_leads_to_the_form_that_changes_it(play: Play) -> None:
    await play.open()
    other = await another_skill(play, 0)
    await enter(play, "Альфин")
    home = f"/championships/{play.championship}/entries/{play.registrations['Альфин']}"
    assert f'href="{home}/change"' in await page(play, home, play.anna())
    form = await page(play, f"{home}/change", play.anna(), language="en")
    assert other not in form, "a skill without a free place is not offered"
    typed = {**hidden(form), "skill_id": other, "member": "R-02"}
    refused = await post(play, f"{home}/change", play.anna(), typed)
    assert refused.status_code == 409
    assert 'href="#skill_id"' in refused.text
    changed = await post(play, f"{home}/change", play.anna(), {**typed, "skill_id": play.skill})
    assert changed.status_code == 303
    shown = text(await page(play, home, play.anna(), language="en"))
    assert "R-02" in shown
    assert "Changed: To be confirmed" in shown
