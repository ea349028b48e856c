"""The schedule's files for calendars: many ask for one, and it is written once."""

from typing import Any

import pytest
from tests.competitions.playing import Play

from competitions.pages.scheduling import files
from competitions.queries.scheduling.calendars import calendar_of
from competitions.wiring import App

ITEM = {
    "name": {"ru": "Модуль А", "en": "Module A"},
    "starts_at": "2026-11-20T06:00:00Z",
    "ends_at": "2026-11-20T09:00:00Z",
}


async def test_a_file_that_many_ask_for_is_written_once_until_something_in_it_changes(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    await play.open()
    items = f"/championships/{play.championship}/schedule/items"
    item = await play.post(items, {**ITEM, "skill_id": play.skill}, expect=201, idempotency_key="a")
    await play.post(f"/championships/{play.championship}/announcement")
    written: list[str] = []

    def counting(app: App, name: str, *rest: Any, **more: Any) -> bytes:
        written.append(name)
        return calendar_of(app, name, *rest, **more)

    monkeypatch.setattr(files, "calendar_of", counting)
    for place in (f"/championships/{play.championship}", f"/skills/{play.skill}"):
        written.clear()
        file = f"{place}/schedule.ics"
        first, second = await play.http.get(file), await play.http.get(file)
        assert (first.content, first.headers["etag"]) == (second.content, second.headers["etag"])
        seen = {"if-none-match": first.headers["etag"]}
        known = await play.http.get(file, headers=seen)
        assert (known.status_code, known.content, len(written)) == (304, b"", 1)
        assert (await play.http.get(file, headers={"accept-language": "en"})).content != first.content
        changed = {**ITEM, "skill_id": play.skill, "place": place[-20:]}
        item = await play.call("PUT", f"{items}/{item['id']}", play.anna(), changed, if_match=f'"{item["revision"]}"')
        newer = await play.http.get(file, headers=seen)
        assert (newer.status_code, newer.content != first.content, len(written)) == (200, True, 3)


async def test_a_private_address_asked_for_twice_is_one_and_is_kept_with_no_answer(play: Play) -> None:
    await play.open()
    alfin = play.issuer.bearer("alfin", "competitor")

    async def asked(key: str) -> str:
        answer = await play.http.put("/api/competitions/v1/me/calendar", headers={**alfin, "idempotency-key": key})
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
        return str(answer.json()["url"])

    first = await asked("a")
    assert await asked("a") == first
    kept = [str(one) async for one in play.app.database["idempotency"].find({})]
    assert not [one for one in kept if first.rpartition("/")[2] in one]
    second = await asked("b")
    third = await asked("a")
    assert len({first, second, third}) == 3, "what leads nowhere comes back to nobody"
    for address, status in ((first, 404), (second, 404), (third, 200)):
        answer = await play.http.get(address.removeprefix(play.app.settings.public_url))
        assert answer.status_code == status
