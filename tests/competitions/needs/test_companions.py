"""Who comes with an entry: named by who takes part, with a pass of their own, marked at the door, and gone in time."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.competitions.needs.asking import Asking
from tests.competitions.pages.reading import page, post, text

from competitions.commands.needs.forgetting import forget_what_is_over
from competitions.domain.needs.companions import CompanionRole, Companions, Named

FIRST, SECOND = "Спутников Проба", "Жестова Проба"


async def days(asking: Asking) -> list[str]:
    championship = await asking.play.app.championships.get(UUID(asking.play.championship))
    return [championship.starts_on.isoformat()]


async def name(asking: Asking, *companions: Mapping[str, Any], expect: int = 200) -> Any:
    usual = {"role": "companion", "days": await days(asking)}
    body = {"companions": [{**usual, **one} for one in companions]}
    path = f"/me/registrations/{asking.entry}/companions"
    return await asking.play.call("PUT", path, asking.alfin(), body, expect=expect)


async def raw(asking: Asking) -> Mapping[str, Any]:
    found = await asking.play.app.database["companions"].find_one({"_id": UUID(asking.entry)})
    assert found is not None
    return found


async def test_they_are_named_within_the_rules_and_keep_their_pass(asking: Asking) -> None:
    await asking.open()
    assert (await asking.play.get(f"/me/registrations/{asking.entry}/companions", by=asking.alfin()))["most"] == 2
    third = {"name": "Третий"}
    too_many = await name(asking, {"name": FIRST}, {"name": SECOND}, third, expect=409)
    assert too_many["type"].endswith("/too-many-companions")
    twice = await name(asking, {"name": FIRST}, {"name": FIRST.upper()}, expect=422)
    assert twice["type"].endswith("/companion-twice")
    outside = await name(asking, {"name": FIRST}, {"name": SECOND, "days": ["2030-01-01"]}, expect=422)
    assert outside["errors"][0]["where"] == "/companions/1/days"
    assert (await name(asking, {"name": FIRST, "days": []}, expect=422))["errors"]

    interpreter = {"name": SECOND, "role": "sign_interpreter", "sees_task": True, "contact": "+7 900 000-00-00"}
    first = await name(asking, {"name": FIRST}, interpreter)
    assert [one["name"] for one in first["companions"]] == [FIRST, SECOND]
    again = await name(asking, {**interpreter, "sees_task": False})
    assert again["companions"][0]["code"] == first["companions"][1]["code"], "the pass stays with the name"
    stored = await raw(asking)
    for word in (SECOND, "sign_interpreter", "900"):
        assert word not in str(stored)
        assert word.encode() not in bytes(stored["sealed"])
    await asking.play.call(
        "PUT", f"/me/registrations/{asking.entry}/companions", asking.rita(), {"companions": []}, expect=403
    )


async def test_the_door_marks_them_by_their_pass_and_nobody_there_hears_what_for(asking: Asking) -> None:
    await asking.open()
    play = asking.play
    interpreter = {"name": SECOND, "role": "sign_interpreter"}
    code = (await name(asking, interpreter))["companions"][0]["code"]
    await asking.calendar.sign("Альфин")
    await play.post(f"/registrations/{asking.entry}/confirmation")
    await asking.ask([{"need": "light"}])
    assert "sign language" not in await page(play, f"{asking.place}/needs/{asking.entry}", asking.rita(), language="en")
    await asking.sign()
    assert "interpreter of sign language" in await page(
        play, f"{asking.place}/needs/{asking.entry}", asking.rita(), language="en"
    )
    opened = await play.http.get(f"/entry/{code}", headers={**play.anna(), "accept": "text/html"})
    at_door = opened.headers["location"]
    assert at_door.endswith(f"check-in?entry={asking.entry}")
    shown = [
        await page(play, path, play.anna(), language="en")
        for path in (at_door, f"{asking.place}/entries/{asking.entry}", f"{asking.place}/badges?kind=companions")
    ]
    for html in shown:
        assert SECOND in html
        assert "interpreter" not in text(html)
    assert f"{code[:4]}-{code[4:]}" in shown[-1]
    form = {"registration": asking.entry, "code": code}
    door = f"{asking.place}/check-in/companion"
    assert (await post(play, door, play.anna(), form)).status_code == 303
    assert "On the site" in text(await page(play, at_door, play.anna(), language="en"))
    own = await play.get(f"/me/registrations/{asking.entry}/companions", by=asking.alfin())
    assert own["companions"][0]["arrived_at"]
    assert (await post(play, f"{door}/end", play.anna(), form)).status_code == 303
    assert (await post(play, door, play.anna(), {**form, "code": "00000000"})).status_code == 404
    path = f"/registrations/{asking.entry}/companions/{code}/check-in"
    assert (await play.call("PUT", path, play.anna()))["arrived_at"]
    await play.call("PUT", path, play.stranger(), expect=403)


async def test_they_go_with_the_entry_and_the_act_stays(asking: Asking) -> None:
    await asking.open()
    await name(asking, {"name": FIRST})
    assert FIRST in str(await asking.play.get("/me/data", by=asking.alfin()))
    await forget_what_is_over(asking.play.app)
    assert (await raw(asking))["coming"] == 1
    await asking.play.post(f"/registrations/{asking.entry}/withdrawal", {})
    await forget_what_is_over(asking.play.app)
    stored = await raw(asking)
    assert (stored["sealed"], stored["codes"], stored["forgotten"]["ground"]) == (None, [], "ended")


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_they_are_named_on_a_page(asking: Asking, language: str) -> None:
    await asking.open()
    at, (day,) = f"/me/entries/{asking.entry}/companions", await days(asking)
    assert at in await page(asking.play, "/me", asking.alfin(), language=language)
    row = {"companions-1-name": SECOND, "companions-1-role": "tutor"}
    refused = await post(asking.play, at, asking.alfin(), row)
    assert refused.status_code == 422
    assert 'href="#companions-1-days"' in refused.text
    assert f'value="{SECOND}"' in refused.text
    said = {**row, f"companions-1-day-{day}": "yes", "companions-0-name": " ", "companions-0-role": "parent"}
    assert (await post(asking.play, at, asking.alfin(), said)).status_code == 303
    shown = text(await page(asking.play, f"{at}?kept", asking.alfin(), language=language))
    assert f"{SECOND}, {'тьютор' if language == 'ru' else 'tutor'}" in shown


def test_an_arrival_is_kept_once_and_taken_back() -> None:
    entry, day = UUID(int=1), datetime(2026, 3, 1, 9, tzinfo=UTC)
    named = [Named(FIRST, CompanionRole.PARENT, (day.date(),))]
    held = (day.date(), day.date() + timedelta(days=1))
    coming = Companions(entry, entry, entry, entry).name(named, 2, held, lambda: "00000001", day)
    arrived = coming.arrive("00000001", day, "anna")
    assert arrived.arrive("00000001", day + timedelta(hours=1), "vera") is arrived
    assert arrived.name(named, 2, held, lambda: "00000002", day) is arrived
    assert arrived.leave("00000001") == coming
