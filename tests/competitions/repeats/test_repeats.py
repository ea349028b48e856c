"""A request that is sent again after a crash finds its effect, and is answered with it, whatever has happened since.

The crash kept the answer from being stored: nothing is known of the key but what was made under it.
"""

from typing import Any
from uuid import UUID

from tests.competitions.playing import Play

KEY = "sent-again"


async def crash(play: Play) -> None:
    await play.app.database["idempotency"].delete_many({})


async def send(play: Play, method: str, path: str, body: Any = None, *, expect: int) -> Any:
    return await play.call(method, path, play.anna(), body, expect=expect, idempotency_key=KEY)


async def test_a_team_and_a_scheme_when_marking_has_begun(play: Play) -> None:
    await play.open()
    await play.appoint("one", "R-91", "chief")
    await play.compete("Бетин", "R-02")
    imported = await play.bring_scheme()
    team, body = f"/skills/{play.skill}/sub-criteria/A1/team", {"experts": [play.experts["one"]]}
    await send(play, "PUT", team, body, expect=204)
    await play.post(f"/skills/{play.skill}/marking")
    await crash(play)
    skill = await play.app.skills.get(UUID(play.skill))
    await send(play, "PUT", team, body, expect=204)
    assert await play.bring_scheme() == imported
    assert await play.app.skills.get(UUID(play.skill)) == skill


async def test_the_start_of_marking_and_the_sign_off_when_the_skill_is_signed_and_published(play: Play) -> None:
    await play.gather()
    marking, announced = f"/skills/{play.skill}/marking", f"/championships/{play.championship}/announcement"
    closing = f"/championships/{play.championship}/closing"
    started = await send(play, "POST", marking, expect=200)
    told = (await send(play, "POST", announced, expect=200))["announced_at"]
    closed = (await send(play, "POST", closing, expect=200))["entries_closed_at"]
    await play.mark_all()
    await play.sign_all()
    await crash(play)
    skill = await play.app.skills.get(UUID(play.skill))
    assert await send(play, "POST", marking, expect=200) == started
    assert await play.app.skills.get(UUID(play.skill)) == skill, "the signature stands, and nothing was written"
    by = play.expert("chief")
    signed = await play.call("POST", f"/skills/{play.skill}/sign-off", by)
    await play.publish()
    skill = await play.app.skills.get(UUID(play.skill))
    published = f"/championships/{play.championship}/publication"
    state = await send(play, "POST", published, expect=202)
    await crash(play)
    assert await send(play, "POST", published, expect=202) == state
    assert await send(play, "POST", marking, expect=200) == started
    assert (await send(play, "POST", announced, expect=200))["announced_at"] == told
    assert (await send(play, "POST", closing, expect=200))["entries_closed_at"] == closed
    assert await play.call("POST", f"/skills/{play.skill}/sign-off", by) == signed
    assert await play.app.skills.get(UUID(play.skill)) == skill


async def test_a_registration_and_an_expert_when_the_skill_is_signed(play: Play) -> None:
    await play.gather()
    late = await play.person("Дельтин")
    registration, entered = f"/skills/{play.skill}/registrations", {"subject_id": late, "member": "R-04"}
    jury, appointed = f"/skills/{play.skill}/experts", {"subject_id": late, "member": "R-05", "has_agreed": True}
    made = await send(play, "POST", registration, entered, expect=201)
    expert = await send(play, "POST", jury, appointed, expect=201)
    await play.mark_all()
    await play.sign_all()
    await crash(play)
    assert await send(play, "POST", registration, entered, expect=201) == made
    assert await send(play, "POST", jury, appointed, expect=201) == expert
    other = {"subject_id": await play.person("Эпсин"), "member": "R-06"}
    await play.post(registration, other, expect=409)
    await play.post(jury, {**other, "has_agreed": True}, expect=409)


async def test_a_skill_and_an_absence_when_the_results_are_published(play: Play) -> None:
    await play.gather()
    skills = f"/championships/{play.championship}/skills"
    added = {"number": "02", "name": {"ru": "Дело", "en": "Trade"}}
    absence, why = f"/registrations/{play.registrations['Гаммин']}/absence", {"kind": "absent", "reason": "Не приехал"}
    made = await send(play, "POST", skills, added, expect=201)
    await play.mark_all()
    missed = await send(play, "PUT", absence, why, expect=200)
    await play.sign_all()
    await play.publish()
    await crash(play)
    assert await send(play, "POST", skills, added, expect=201) == made
    assert await send(play, "PUT", absence, why, expect=200) == missed
    await play.post(skills, {**added, "number": "03"}, expect=409)
    await play.call("DELETE", absence, play.anna(), expect=409)
