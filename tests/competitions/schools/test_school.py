"""The coordinator of a school: the own people, and nobody else's."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from tests.competitions.access.test_duties import bare, let_in
from tests.competitions.access.test_every_route import OF_THINGS, asked
from tests.competitions.api.test_rules_of_routes import things
from tests.competitions.callers import DESK, EVERYBODY, SCHOOL
from tests.competitions.pages.reading import page, post, row, text
from tests.competitions.playing import Play
from tests.competitions.rules_of_routes import RULES

OWN, OTHER = "Школа № 5", "Школа № 50"
OPEN_TO_ALL: Final = {one for one in OF_THINGS if RULES[one] == EVERYBODY}


def born(play: Play, years: int) -> date:
    """Of somebody who has been so old for some days, whenever the test runs."""
    return play.app.today().replace(day=1) - timedelta(days=round(years * 365.25))


async def prepared(play: Play, **skill: Any) -> str:
    """Announced, with two schools; who coordinates the first comes as `vera`. The address of their page."""
    await play.open()
    home = f"/championships/{play.championship}"
    for name in (OWN, OTHER):
        await play.post(f"{home}/members", {"name": name, "spellings": [f"{name} (старое)"]}, expect=201)
    first = play.app.today() + timedelta(days=60)
    held = await play.app.championships.get(UUID(play.championship))
    await play.app.championships.save(replace(held, starts_on=first, ends_on=first))
    if skill:
        known = await play.app.skills.get(UUID(play.skill))
        await play.app.skills.save(replace(known, **skill))
    await play.post(f"{home}/announcement")
    await let_in(play, "vera", "school", home, member=f"{OWN} (старое)")
    return f"{home}/school"


async def test_own_people_are_seen_with_what_is_missing_and_others_are_not(play: Play) -> None:
    at = await prepared(play, quota=5, member_quota=2)
    vera = bare(play, "vera")
    await play.compete("Альфин", OWN, confirmed=False, birth_date=born(play, 16).isoformat())
    await play.compete("Бетин", OWN)
    await play.compete("Гаммин", OTHER, confirmed=False)
    shown = await page(play, at, vera, language="en")
    assert "2 people, 2 entries: 1 person lacks a consent" in text(shown)
    assert "No guardian is entered" in row(shown, "Альфин")
    assert "All there" in row(shown, "Бетин")
    assert "Гаммин" not in shown
    assert "2 / 2 0 0 Will wait for a place" in row(shown, "01")
    missing = await page(play, f"{at}?consent=missing&sort=-due", vera)
    assert ("Альфин" in missing, "Бетин" in missing) == (True, False)
    found = await post(play, f"{at}/search", vera, {"text": "гамм"})
    assert "Гаммин" not in await page(play, found.headers["location"], vera)
    for written, name in (("бет", "Бетин"), ("31.12.1999", None), (f"{born(play, 16):%d.%m.%Y}", "Альфин")):
        found = await post(play, f"{at}/search", vera, {"text": written})
        shown = await page(play, found.headers["location"], vera)
        assert [one for one in ("Альфин", "Бетин") if one in shown] == ([name] if name else [])
    assert "1 person lacks" in text(await page(play, "/school", vera, language="en"))
    blanks = await page(play, f"{at}/blanks", vera)
    assert ("Альфин" in blanks, "Гаммин" in blanks) == (True, False)
    for _ in range(2):
        answer = await post(play, f"{at}/reminders", vera, {"once": play.championship})
        assert answer.headers["location"].endswith("?asked=1&too_soon=0&too_late=0&without_guardian=1")
    (asked_for,) = [one for one in await play.app.consents.find_many({}) if one.asked]
    assert asked_for.subject_id == (await play.app.registrations.get(_id(play, "Альфин"))).subject_id
    again = await post(play, f"{at}/reminders", vera)
    assert "asked=0&too_soon=1" in again.headers["location"]


async def test_own_entries_are_withdrawn_and_others_are_not(play: Play) -> None:
    at = await prepared(play)
    vera = bare(play, "vera")
    for name, member in (("Альфин", OWN), ("Гаммин", OTHER), ("Дельтин", OWN)):
        await play.compete(name, member, confirmed=False)
    own, foreign = play.registrations["Альфин"], play.registrations["Гаммин"]
    assert "goes to the next" in text(await page(play, f"{at}/entries/{own}/withdrawal", vera, language="en"))
    assert (await post(play, f"{at}/entries/{own}/withdrawal", vera, {"reason": "Уехал"})).status_code == 303
    assert "Withdrawn Уехал" in row(await page(play, at, vera, language="en"), "Альфин")
    await page(play, f"{at}/entries/{foreign}/withdrawal", vera, expect=403)
    assert (await post(play, f"{at}/entries/{foreign}/withdrawal", vera)).status_code == 403
    await play.post(f"/registrations/{foreign}/withdrawal", {}, by=vera, expect=403)
    third = play.registrations["Дельтин"]
    assert (await play.post(f"/registrations/{third}/withdrawal", {}, by=vera))["state"] == "withdrawn"
    assert (await play.app.registrations.get(_id(play, "Гаммин"))).state == "entered"


async def test_a_school_opens_no_route_but_its_own(play: Play) -> None:
    """Of a championship with people of the school and of others: what is another school's is closed on every route."""
    await play.gather()
    await play.post(f"/championships/{play.championship}/announcement")
    known = await things(play)
    await let_in(play, "vera", "school", f"/championships/{play.championship}", member="R-02")
    vera = bare(play, "vera")
    for route in OF_THINGS:
        is_others = any(part in route[1] for part in ("{registration_id}", "{import_id}"))
        is_under_embargo = route[1].endswith(("v1/championships/{championship_id}/school/results", "/results.xlsx"))
        is_school = RULES[route] == SCHOOL or (RULES[route] == DESK and route[1].endswith("/imports"))
        is_own = is_school and not is_others and not is_under_embargo
        status = await asked(play, route, known, vera)
        assert (status != 403) if is_own else (status == 403), (route, status)
    assert OPEN_TO_ALL, "entries and people of others are among what is asked for"


async def test_a_duty_in_all_championships_opens_those_whose_list_has_the_school(play: Play) -> None:
    await prepared(play)
    first = play.championship
    await let_in(play, "olga", "school", member=OTHER, family_name="Другая", email="olga@example.org")
    olga = bare(play, "olga")
    assert OTHER in text(await page(play, f"/championships/{first}/school", olga))
    await play.open()
    home = f"/championships/{play.championship}"
    await page(play, f"{home}/school", olga, expect=403)  # a draft is nobody's but its organiser's
    await play.post(f"{home}/members", {"name": OWN}, expect=201)
    await play.post(f"{home}/announcement")
    await page(play, f"{home}/school", olga, expect=403)
    await page(play, f"{home}/school", bare(play, "vera"), expect=403)
    assert first in await page(play, "/school", olga)


async def test_a_duty_without_a_school_is_refused_and_opens_no_school(play: Play) -> None:
    await prepared(play)
    home = f"/championships/{play.championship}"
    person = {"family_name": "Лишняя", "given_name": "Вымысел", "email": "more@example.org"}
    for body, where in (({"duty": "school"}, "/member"), ({"duty": "reader", "member": OWN}, "/member")):
        refused = await play.post(f"{home}/access/invitations", {**person, **body}, expect=422)
        assert (refused["type"].rpartition("/")[2], refused["errors"][0]["where"]) == ("member-of-duty", where)
    body = {**person, "duty": "school", "member": "Школа № 6"}
    assert (await play.post(f"{home}/access/invitations", body, expect=422))["type"].endswith("/member-unlisted")
    door = play.issuer.bearer("kira", "coordinator", organisation="region-47")
    await page(play, f"{home}/school", door, expect=403)
    await page(play, "/school", door, expect=403)
    await page(play, f"{home}/check-in", bare(play, "vera"), expect=403)


def _id(play: Play, name: str) -> UUID:
    return UUID(play.registrations[name])
