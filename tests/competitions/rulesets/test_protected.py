"""A programme where being on the list of entrants tells what the law protects specially: everybody sees numbers alone."""

import re
from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

import pytest
from tests.competitions.callers import PUBLIC
from tests.competitions.playing import Play
from tests.competitions.rules_of_pages import PAGES
from tests.competitions.rules_of_routes import RULES
from tests.competitions.scheduling.ical import read_calendar

from client import marking
from competitions.domain.consents.records import Purpose
from competitions.domain.results.medals import MinimumStarters
from competitions.domain.ruleset import PrivacyRules
from shared.contracts.competitions import ChampionshipDescribed

MODULE = {
    "name": {"ru": "Модуль А", "en": "Module A"},
    "starts_at": "2026-11-20T06:00:00Z",
    "ends_at": "2026-11-20T09:00:00Z",
    "place": "Мастерская 1",
}


@pytest.fixture
def protected(play: Play, monkeypatch: pytest.MonkeyPatch) -> Play:
    known = play.app.rulesets["worldskills"]
    consents = replace(known.consents, public_unasked=(), written=(Purpose.PARTICIPATION,))
    rules = replace(
        known,
        consents=consents,
        privacy=PrivacyRules(special_category=True),
        starters=replace(known.starters, min=1),
        minimum_starters=MinimumStarters(1, 2, 3),
    )
    monkeypatch.setitem(play.app.rulesets, "worldskills", rules)
    return play


def public_addresses(play: Play, code: str) -> Iterator[str]:
    """All that everybody may read of one championship."""
    ids = {"championship_id": play.championship, "skill_id": play.skill, "code": code}
    for (method, path), rule in {**PAGES, **RULES}.items():
        if method == "GET" and rule is PUBLIC and set(re.findall(r"\{(\w+)\}", path)) <= ids.keys():
            yield path.format(**ids)


async def test_no_public_address_names_anybody_who_did_not_publish_themselves(protected: Play) -> None:
    play = protected
    await play.gather()
    await play.mark_all()
    await play.sign_all()
    await play.publish()
    entry = await play.app.registrations.get(UUID(play.registrations["Альфин"]))
    people = await play.app.people.find_many({})
    hidden = [word for one in people for word in (one.family_name, one.initials, str(one.id))]
    seen = []
    for address in public_addresses(play, entry.code or ""):
        accept = "application/json" if address.startswith("/api") else "text/html"
        answer = await play.http.get(address, headers={"accept": accept})
        found = [word for word in (*hidden, "R-01", "R-02", "R-03") if word in answer.text]
        assert found == [], address
        seen += [address] * (answer.status_code == 200)
    assert any("scoreboard" in one for one in seen)
    assert any("results" in one for one in seen)
    badge = await play.http.get(f"/entry/{entry.code}", headers={"accept": "text/html", "accept-language": "ru"})
    assert badge.status_code == 200
    assert "Проба" not in badge.text, "a badge is seen in the street"
    assert play.championship not in badge.text
    board = await play.get(f"/championships/{play.championship}/scoreboard", by={})
    assert [line["place"] for line in board["skills"][0]["lines"]] == sorted(
        line["place"] for line in board["skills"][0]["lines"]
    )


async def test_who_published_themselves_is_shown_as_they_said(protected: Play) -> None:
    play = protected
    await play.open()
    for account, member, role in (("chief", "R-90", "chief"), ("one", "R-91", "expert"), ("two", "R-92", "expert")):
        await play.appoint(account, member, role)
    await play.compete("Альфин", "R-01", shows=["name", "organisation", "place"])
    await play.compete("Бетин", "R-02", shows=["organisation", "place"])
    await play.compete("Гаммин", "R-03")
    await play.bring_scheme()
    await marking.start(play.organiser, play.skill)
    await play.mark_all()
    await play.sign_all()
    await play.publish()
    board = await play.get(f"/championships/{play.championship}/scoreboard", by={})
    shown = {(line["name"], line["member"]) for line in board["skills"][0]["lines"]}
    assert shown == {("Альфин Вымысел", "R-01"), (None, "R-02"), (None, None)}
    assert board["standings"] == {"by": "points", "members": [], "unlisted": 3}, "each line would be of one person"


async def test_a_calendar_that_is_read_without_a_sign_in_says_when_and_not_what(protected: Play) -> None:
    play = protected
    await play.open()
    await play.compete("Альфин", "R-01", account="alfin")
    body = {**MODULE, "skill_id": play.skill}
    await play.post(f"/championships/{play.championship}/schedule/items", body, expect=201, idempotency_key="a")
    await play.post(f"/championships/{play.championship}/announcement")
    alfin = play.issuer.bearer("alfin", "competitor")
    path = (await play.call("PUT", "/me/calendar", alfin))["url"].removeprefix(play.app.settings.public_url)
    file = (await play.http.get(path)).content
    (event,) = read_calendar(file).events
    assert event.starts_at.hour == 9
    for word in ("Модуль", "Ремесло", "Проба", "Мастерская", play.championship):
        assert word not in file.decode()
    signed_in = (await play.http.get("/me/schedule.ics", headers=alfin)).text
    assert "Модуль" in signed_in


async def test_the_others_hear_of_it_with_the_description(protected: Play) -> None:
    await protected.open()
    (described,) = await protected.told("championships")
    assert ChampionshipDescribed.model_validate_json(described["value"]).special_category
