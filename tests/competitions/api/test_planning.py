"""The plan of a championship and its skills by the API: the same commands and refusals as on the pages."""

from typing import Any

import pytest
from tests.competitions.playing import V1, Play

PLAN: dict[str, Any] = {
    "name": {"ru": "Проба", "en": "Trial"},
    "ruleset": "worldskills",
    "starts_on": "2026-12-01",
    "ends_on": "2026-12-03",
}
SKILL: dict[str, Any] = {"number": "R07", "name": {"ru": "Сборка", "en": "Assembly"}}


async def opened(play: Play, **more: Any) -> str:
    return f"/championships/{(await play.post('/championships', {**PLAN, **more}, expect=201))['id']}"


async def put(play: Play, path: str, body: Any, seen: str, **rest: Any) -> Any:
    return await play.call("PUT", path, play.anna(), body, if_match=seen, **rest)


async def tag(play: Play, path: str) -> str:
    return str((await play.http.get(V1 + path, headers=play.anna())).headers["etag"])


async def test_a_change_says_which_version_it_saw(play: Play) -> None:
    at = await opened(play)
    skill = f"/skills/{(await play.post(f'{at}/skills', SKILL, expect=201))['id']}"
    for path, body in ((at, PLAN), (skill, SKILL)):
        seen = await tag(play, path)
        changed = {**body, "name": {"ru": "Иначе", "en": "Otherwise"}}
        await play.call("PUT", path, play.anna(), changed, expect=428)
        assert (await put(play, path, changed, seen))["name"]["en"] == "Otherwise"
        await put(play, path, changed, seen)  # the same again changes nothing
        refused = await put(play, path, {**body, "name": {"ru": "Ещё", "en": "Again"}}, seen, expect=412)
        assert refused["type"].endswith("/problems/outdated")


async def test_what_froze_is_refused_by_its_field(play: Play) -> None:
    contact = {"name": "Анна", "email": "ask@region-47.example"}
    at = await opened(play, contact=contact)
    await play.post(f"{at}/skills", SKILL, expect=201)
    await play.post(f"{at}/announcement")
    changed = {**PLAN, "contact": contact, "time_zone": "Asia/Omsk", "scale_policy": "ws500"}
    refused = await put(play, at, changed, await tag(play, at), expect=409)
    assert {one["where"] for one in refused["errors"]} == {"/time_zone", "/scale_policy"}


@pytest.mark.parametrize(
    ("more", "where"),
    [
        ({"time_zone": "Europe/Atlantis"}, "/time_zone"),
        ({"ends_on": "2026-11-30"}, "/ends_on"),
        ({"deadlines": {"withdrawal": "2026-12-01T00:00:00Z"}}, "/deadlines/withdrawal"),
        ({"deadlines": {"entries_open": "2026-11-02T00:00:00Z", "entries_close": "2026-11-01T00:00:00Z"}}, "/deadlines/entries_close"),
        ({"contact": {"name": "Анна", "email": "nobody"}}, "/contact/email"),
        ({"venues": [{"name": "Колледж", "address": ""}]}, "/venues/0/address"),
        ({"about": {"ru": "Да"}}, "/about/en"),
    ],
)  # fmt: skip
async def test_an_impossible_plan_is_refused_by_its_field(play: Play, more: dict[str, Any], where: str) -> None:
    refused = await play.post("/championships", {**PLAN, **more}, expect=422)
    assert [one["where"] for one in refused["errors"]] == [where]


async def test_a_dropped_skill_is_in_no_result_and_holds_up_nothing(play: Play) -> None:
    await play.gather()
    other = await play.post(f"/championships/{play.championship}/skills", SKILL, expect=201)
    held, play.skill = play.skill, other["id"]
    await play.appoint("another", "R-90", "chief")
    await play.compete("Дельтин", "R-04")
    await play.bring_scheme()
    await play.post(f"/skills/{play.skill}/marking")
    await play.post(f"/skills/{play.skill}/dropping")
    await play.post(f"/skills/{play.skill}/marking", expect=409)
    play.skill = held
    await play.mark_all()
    await play.sign_all()
    await play.publish()
    board = await play.get(f"/championships/{play.championship}/scoreboard")
    assert [one["skill"]["number"] for one in board["skills"]] == ["01"]
    await play.post(f"/skills/{other['id']}/dropping")
    await play.post(f"/skills/{held}/dropping", expect=409)
    await play.call("DELETE", f"/skills/{other['id']}/dropping", play.anna(), expect=409)


async def test_a_draft_is_deleted_and_its_number_is_free(play: Play) -> None:
    at = await opened(play)
    await play.post(f"{at}/skills", SKILL, expect=201)
    await play.call("DELETE", at, play.anna(), expect=204)
    await play.get(at, expect=404)
    contact = {"name": "Анна", "email": "ask@region-47.example"}
    known = await opened(play, contact=contact)
    await play.post(f"{known}/skills", SKILL, expect=201)
    await play.post(f"{known}/announcement")
    await play.call("DELETE", known, play.anna(), expect=409)
