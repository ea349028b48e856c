"""What was granted is found by name, achievement and day; in which championship is chosen; who has no account is invited."""

import json
import re
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from tests.competitions.awards.granting import Granting, as_csv, offered, row
from tests.competitions.awards.test_pages import TERMS, html, see, send
from tests.competitions.playing import HOME, Play
from tests.signed_in import cookies, session

from client import championships
from competitions.domain.person import Person
from shared.ids import derive


@pytest.fixture
async def granting(play: Play) -> Granting:
    made = await offered(play)
    play.http.cookies.update(cookies(play.app.settings, session("olga", ["officer"], HOME)))
    return made


def names(page: str) -> list[str]:
    return re.findall(r'<th scope="row">(\S+)', page)


async def test_awards_are_found_by_name_achievement_and_day(granting: Granting) -> None:
    await granting.granted(as_csv([row(1), row(2)]))
    other = await offered(granting.play, kind="thanks")
    await other.granted(as_csv([row(1)]))
    assert len(names(await html(granting, "/awards/granted"))) == 3
    of_one = await html(granting, f"/awards/granted?achievement={other.achievement}")
    assert names(of_one) == ["Пробный-б"]
    sent = await send(
        granting, f"/awards/granted/search?achievement={granting.achievement}", {"text": "ПРОБН 03.03.1982"}
    )
    found = sent.headers["location"]
    assert "1982" not in found
    assert names(await html(granting, found)) == ["Пробный-в"]
    for query, number in (("from=2026-05-28&to=2026-05-28", 3), ("from=2026-05-29", 0), ("to=2026-05-27", 0)):
        assert len(names(await html(granting, f"/awards/granted?{query}"))) == number
    nobody = await send(granting, "/awards/granted/search", {"text": "Никто"})
    assert names(await html(granting, nobody.headers["location"])) == []
    assert names(await html(granting, "/awards/granted?found=stale")) == [], "never more than was asked for"
    answer = await granting.play.http.get("/awards/granted?from=28.05.2026", headers={"accept": "text/html"})
    assert (answer.status_code, names(answer.text)) == (422, [])
    listed = await granting.call("GET", "/awards?granted_from=2026-05-29")
    assert listed["items"] == []


async def test_a_championship_of_the_organisation_is_chosen_on_the_page(granting: Granting) -> None:
    play = granting.play
    await play.open()
    await championships.announce(play.organiser, play.championship)
    at = f"/awards/achievements/{granting.achievement}/one"
    assert re.findall(r'<option value="([0-9a-f-]{36})"', await html(granting, at)) == [play.championship]
    person = {"recipient-family_name": "Пробный", "recipient-given_name": "Вымысел", "facts-hours": "72"}
    terms = {**TERMS, "context-kind": "championship"}
    lacking = await send(granting, at, {**terms, **person, "once": "1"})
    assert lacking.status_code == 422
    assert "Не сказано, в каком чемпионате." in lacking.text
    chosen = {**terms, "context-id": play.championship}
    assert (await send(granting, at, {**chosen, **person, "once": "1"})).status_code == 303
    [told] = await granting.told()
    context = told["context"]
    assert (context["kind"], context["id"], context["title"]) == ("championship", play.championship, None)
    name = (await play.app.championships.get(UUID(play.championship))).name.ru
    assert name in await see(granting, "/awards/granted")
    table = f"/awards/achievements/{granting.achievement}/table"
    sent = await send(granting, table, chosen, files={"table": ("t.csv", as_csv([row(5)]))})
    assert sent.status_code == 303


async def test_people_kept_before_are_invited_once(granting: Granting) -> None:
    play, born = granting.play, date(2016, 3, 14)
    mother = Person(derive("mother"), HOME, "Пробная", "Мать", email="mother@example.org")
    kept = [
        mother,
        one("б", email="a1@example.org"),
        one("в"),
        one("г", email="a3@example.org", account="known"),
        one("д", email="child@example.org", birth_date=born, guardians=(mother.id,)),
        one("нет", email="without-award@example.org"),
    ]
    for person in kept:
        await play.app.people.add(person)
    without = {"Дата рождения": None, "Электронная почта": None}
    rows = [*(row(n, **without) for n in range(1, 4)), row(4, **{**without, "Дата рождения": "14.03.2016"})]
    table = await granting.bring(as_csv(rows))
    await granting.call("POST", f"/award-tables/{table['id']}/answers", {"for_all": "only_candidate"})
    await granting.start(table)
    await granting.work()
    asked = await see(granting, "/awards/invitations")
    assert all(name in asked for name in ("Пробная Мать", "Пробный-б", "Отправить 2 приглашения"))
    sent = await send(granting, "/awards/invitations", {})
    assert sent.headers["location"] == "/awards/invitations?invited=2"
    told = [json.loads(bytes(event["value"])) for event in await play.told("people")]
    assert sum(set(one) == {"invitation_id", "subject_id", "organisation"} for one in told) == 2, "letters"
    again = await send(granting, "/awards/invitations", {})
    assert again.headers["location"].endswith("=0")
    assert "есть учётная запись или приглашение" in await see(granting, "/awards/invitations")
    left = await play.app.people.to_be_asked([person.id for person in kept])
    assert sorted(person.family_name for person in left) == ["Пробный-в", "Пробный-д", "Пробный-нет"], (
        "who was invited is not read"
    )


def one(letter: str, **said: Any) -> Person:
    return Person(derive(letter), HOME, f"Пробный-{letter}", "Вымысел", "Тестович", **said)
