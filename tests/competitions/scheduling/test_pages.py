"""The schedule on pages and by the API: planned, read by everybody, kept by calendars."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from tests.competitions.pages.preparing import add_skill, new, read, typed_in
from tests.competitions.pages.reading import page, post, text
from tests.competitions.playing import Play
from tests.competitions.scheduling.ical import Read, read_calendar

MODULE = {
    "name-ru": "Модуль А",
    "name-en": "Module A",
    "starts_at": "2026-12-01T09:00",
    "ends_at": "2026-12-01T12:00",
    "place": "Мастерская 1",
}


async def add(play: Play, championship: str, **changed: str) -> str:
    """The item's id."""
    at = f"/championships/{championship}/schedule/new"
    typed = {**typed_in(await page(play, at, play.anna())), **MODULE, **changed}
    before = {one["id"] for one in await items(play, championship)}
    answer = await post(play, at, play.anna(), {**typed, "go": "on"})
    assert answer.status_code == 303, text(answer.text)
    (made,) = {one["id"] for one in await items(play, championship)} - before
    return str(made)


async def items(play: Play, championship: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = (await play.get(f"/championships/{championship}/schedule"))["items"]
    return found


async def calendar(play: Play, path: str, headers: Mapping[str, str] = MappingProxyType({})) -> Read:
    answer = await play.http.get(path, headers=headers)
    assert answer.status_code == 200, answer.text
    return read_calendar(answer.content)


async def test_a_module_is_planned_in_the_championships_zone_and_read_by_everybody(play: Play) -> None:
    championship = await new(play)
    skill = await add_skill(play, championship)
    await add(play, championship, skill_id=skill)
    (item,) = await items(play, championship)
    assert item["starts_at"] == "2026-12-01T04:00:00Z"
    at = f"/championships/{championship}"
    await page(play, f"{at}/schedule", {}, expect=401)
    await play.post(f"{at}/announcement")
    shown = text(await page(play, f"{at}/schedule", {}, language="en"))
    assert "Tuesday, 1 December 2026 · C1" in shown
    assert "09:00–12:00 Module A R07 Assembly, Мастерская 1" in shown
    assert "All times are those of Yekaterinburg (UTC+5)" in shown
    assert "Module A" in text(await page(play, at, {}, language="en"))
    assert "09:00–12:00" in text(await page(play, f"{at}/schedule?sort=skill", {}, language="en"))


async def test_what_overlaps_is_named_and_taken_nevertheless(play: Play) -> None:
    championship = await new(play)
    skill = await add_skill(play, championship)
    await add(play, championship, skill_id=skill)
    await add(play, championship, skill_id=skill, place="")
    await add(play, championship, **{"name-en": "Talk", "place": "МАСТЕРСКАЯ  1"})
    shown = text(await read(play, f"/championships/{championship}/schedule"))
    assert "2 overlaps" in shown
    assert "room мастерская 1:" in shown.casefold()
    assert "Talk (1 December 2026, 09:00–12:00)" in shown
    assert "Skill R07: Module A (1 December 2026, 09:00–12:00)" in shown
    at = f"/championships/{championship}/schedule"
    told = await play.get(at)
    assert sorted(one["is_room"] for one in told["overlaps"]) == [False, True]
    assert told["overlap_count"] == 2
    await play.post(f"/championships/{championship}/announcement")
    others = (await play.http.get(f"/api/competitions/v1{at}")).json()
    assert (others["overlaps"], others["overlap_count"]) == ([], None)


async def test_what_cannot_be_is_refused_beside_its_field(play: Play) -> None:
    championship = await new(play)
    at = f"/championships/{championship}/schedule/new"
    for changed, words in (
        ({"ends_at": "2026-12-01T09:00"}, "It would end before it begins"),
        ({"starts_at": "2025-12-01T09:00"}, "far from the days of the championship"),
        ({"starts_at": "soon"}, "starts_at"),
        ({"name-en": ""}, "name-en"),
        ({"skill_id": "4a4b2a5e-6c65-4a3b-9a9e-3a3f65a2b0c1"}, "There is no skill"),
        ({"skill_id": "none"}, "skill_id"),
    ):
        answer = await post(play, at, play.anna(), {**MODULE, **changed, "go": "on"})
        assert answer.status_code in {404, 422}, changed
        assert words in answer.text
    assert await items(play, championship) == []


async def test_of_two_who_change_an_item_the_second_sees_what_the_first_has_saved(play: Play) -> None:
    championship = await new(play)
    item = await add(play, championship)
    at = f"/championships/{championship}/schedule/{item}"
    seen = typed_in(await page(play, at, play.anna()))
    assert (await post(play, at, play.anna(), {**seen, "place": "Hall"})).status_code == 303
    late = await post(play, at, play.anna(), {**seen, "place": "Yard"})
    assert late.status_code in {409, 412}
    assert "Saved meanwhile: Hall" in text(late.text)
    assert (await post(play, at, play.anna(), {**typed_in(late.text)})).status_code == 303
    assert [one["place"] for one in await items(play, championship)] == ["Yard"]


async def test_calendars_hear_that_an_item_was_moved_and_that_it_was_taken_off(play: Play) -> None:
    championship = await new(play)
    skill = await add_skill(play, championship)
    item = await add(play, championship, skill_id=skill)
    await play.post(f"/championships/{championship}/announcement")
    file = f"/skills/{skill}/schedule.ics"
    (first,) = (await calendar(play, file)).events
    at = f"/championships/{championship}/schedule/{item}"
    typed = {**typed_in(await page(play, at, play.anna())), "starts_at": "2026-12-01T10:00"}
    await post(play, at, play.anna(), typed)
    (second,) = (await calendar(play, f"/championships/{championship}/schedule.ics")).events
    await post(play, at, play.anna(), {"go": "remove"})
    (third,) = (await calendar(play, file)).events
    assert {one.uid for one in (first, second, third)} == {item}
    assert first.sequence < second.sequence < third.sequence
    assert [one.status for one in (first, second, third)] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert second.starts_at.isoformat() == "2026-12-01T10:00:00+05:00"
    assert first.location == "Мастерская 1, Колледж Приозёрья, Набережная, 1"
    assert await items(play, championship) == []


async def test_what_a_dropped_skill_had_is_cancelled_and_comes_back_with_it(play: Play) -> None:
    championship = await new(play)
    skill = await add_skill(play, championship)
    await add_skill(play, championship, number="R08")
    await add(play, championship, skill_id=skill)
    await play.post(f"/championships/{championship}/announcement")
    file = f"/championships/{championship}/schedule.ics"
    seen = [(await calendar(play, file)).events[0]]
    for method in ("POST", "DELETE"):
        await play.call(method, f"/skills/{skill}/dropping", play.anna())
        seen.append((await calendar(play, file)).events[0])
    assert [one.status for one in seen] == ["CONFIRMED", "CANCELLED", "CONFIRMED"]
    assert [one.sequence for one in seen] == sorted({one.sequence for one in seen})


async def test_an_item_that_goes_to_another_skill_is_the_newer_one(play: Play) -> None:
    championship = await new(play)
    skill, other = await add_skill(play, championship), await add_skill(play, championship, number="R08")
    item = await add(play, championship, skill_id=skill)
    for _ in range(3):
        await play.call("POST", f"/skills/{skill}/dropping", play.anna())
        await play.call("DELETE", f"/skills/{skill}/dropping", play.anna())
    await play.post(f"/championships/{championship}/announcement")
    file = f"/championships/{championship}/schedule.ics"
    before = (await calendar(play, file)).events[0]
    at = f"/championships/{championship}/schedule/{item}"
    await post(play, at, play.anna(), {**typed_in(await page(play, at, play.anna())), "skill_id": other})
    assert (await calendar(play, file)).events[0].sequence > before.sequence


async def test_the_private_address_shows_what_its_owner_takes_part_in_until_it_is_renewed(play: Play) -> None:
    await play.open()
    await play.compete("Альфин", "R-01", account="alfin")
    body = {
        "name": {"ru": "Модуль А", "en": "Module A"},
        "starts_at": "2026-11-20T06:00:00Z",
        "ends_at": "2026-11-20T09:00:00Z",
        "skill_id": play.skill,
    }
    await play.post(f"/championships/{play.championship}/schedule/items", body, expect=201, idempotency_key="a")
    await play.post(f"/championships/{play.championship}/announcement")
    alfin = play.issuer.bearer("alfin", "competitor")
    assert (await play.get("/me/calendar", alfin))["url"] is None
    first = (await play.call("PUT", "/me/calendar", alfin))["url"]
    path = first.removeprefix(play.app.settings.public_url)
    assert [one.summary for one in (await calendar(play, path)).events] == ["Модуль А. 01 Ремесло"]
    assert "alfin" not in first
    assert "Module A" in text(await page(play, "/me/schedule", alfin, language="en"))
    assert (await calendar(play, "/me/schedule.ics", alfin)).events
    assert (await post(play, "/me/schedule/feed", alfin)).status_code == 303
    second = (await play.get("/me/calendar", alfin))["url"]
    assert second != first
    assert (await play.http.get(path)).status_code == 404
    await play.call("DELETE", "/me/calendar", alfin, expect=204)
    assert (await play.http.get(second.removeprefix(play.app.settings.public_url))).status_code == 404
    nobody = play.issuer.bearer("nobody", "competitor")
    assert "You are entered in nothing" in text(await page(play, "/me/schedule", nobody, language="en"))


async def test_what_somebody_left_is_cancelled_in_their_calendar_until_they_are_entered_anew(play: Play) -> None:
    await play.open()
    await play.compete("Альфин", "R-01", account="alfin")
    items = f"/championships/{play.championship}/schedule/items"
    for key, skill in (("a", play.skill), ("b", None)):
        body = {
            "name": {"ru": f"Пункт {key}", "en": f"Item {key}"},
            "starts_at": "2026-11-20T06:00:00Z",
            "ends_at": "2026-11-20T09:00:00Z",
            "skill_id": skill,
        }
        await play.post(items, body, expect=201, idempotency_key=key)
    await play.post(f"/championships/{play.championship}/announcement")
    alfin = play.issuer.bearer("alfin", "competitor")

    async def shown() -> set[tuple[str, datetime]]:
        events = (await calendar(play, "/me/schedule.ics", alfin)).events
        assert len(events) == 2
        return {(one.status, one.stamped_at) for one in events}

    assert {state for state, _ in await shown()} == {"CONFIRMED"}
    await play.post(f"/registrations/{play.registrations['Альфин']}/withdrawal", {}, by=alfin)
    left = (await play.app.registrations.get(UUID(play.registrations["Альфин"]))).history[-1].at
    assert await shown() == {("CANCELLED", left.replace(microsecond=0))}
    assert "Item" not in text(await page(play, "/me/schedule", alfin, language="en"))
    subject = (await play.app.registrations.get(UUID(play.registrations["Альфин"]))).subject_id
    body = {"subject_id": str(subject), "member": "R-01"}
    again = await play.post(f"/skills/{play.skill}/registrations", body, expect=201)
    entered = (await play.app.registrations.get(UUID(again["id"]))).history[-1].at
    assert await shown() == {("CONFIRMED", entered.replace(microsecond=0))}
    assert "Item a" in text(await page(play, "/me/schedule", alfin, language="en"))


async def test_who_is_erased_has_no_address_any_more(play: Play) -> None:
    await play.open()
    subject = await play.person("Альфин", account="alfin")
    url = (await play.call("PUT", "/me/calendar", play.issuer.bearer("alfin", "competitor")))["url"]
    await play.call("DELETE", f"/persons/{subject}", play.anna(), expect=204)
    assert (await play.http.get(url.removeprefix(play.app.settings.public_url))).status_code == 404
    assert await play.app.calendar_feeds.of_account("alfin") is None


async def test_the_private_address_is_read_again_where_something_changed_and_not_without_end(play: Play) -> None:
    await play.open()
    await play.compete("Альфин", "R-01", account="alfin")
    item = {
        "name": {"ru": "Модуль А", "en": "Module A"},
        "starts_at": "2026-11-20T06:00:00Z",
        "ends_at": "2026-11-20T09:00:00Z",
        "skill_id": play.skill,
    }
    items = f"/championships/{play.championship}/schedule/items"
    made = await play.post(items, item, expect=201, idempotency_key="a")
    await play.post(f"/championships/{play.championship}/announcement")
    url = (await play.call("PUT", "/me/calendar", play.issuer.bearer("alfin", "competitor")))["url"]
    path = url.removeprefix(play.app.settings.public_url)

    async def read(known: str = "") -> tuple[int, str]:
        answer = await play.http.get(path, headers={"if-none-match": known} if known else {})
        assert bool(answer.content) == (answer.status_code == 200)
        return answer.status_code, answer.headers["etag"]

    _, tag = await read()
    assert await read(tag) == (304, tag)
    moved = {**item, "starts_at": "2026-11-20T07:00:00Z"}
    await play.call("PUT", f"{items}/{made['id']}", play.anna(), moved, if_match=f'"{made["revision"]}"')
    status, newer = await read(tag)
    assert status == 200
    await play.post(f"/skills/{play.skill}/dropping", {"reason": "Нет мест."})
    status, newest = await read(newer)
    assert (status, len({tag, newer, newest})) == (200, 3)
    most = play.app.settings.rate_guesses_a_minute
    answers = [(await play.http.get(path)).status_code for _ in range(most)]
    assert (answers[0], answers[-1]) == (200, 429)
    nobody = (await play.call("PUT", "/me/calendar", play.issuer.bearer("nobody", "competitor")))["url"]
    other = await play.http.get(nobody.removeprefix(play.app.settings.public_url))
    assert other.status_code == 200, "one address that got about is no fault of the others"
