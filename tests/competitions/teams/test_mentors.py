"""Who is named as mentor of a team is asked; whoever says no is let go, and the team names another."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi import FastAPI
from tests.competitions.entering.self_entry import announced, by, change_skill
from tests.competitions.entering.test_own_teams import MENTOR, THIRD, entered, send
from tests.competitions.pages.reading import page, post, text
from tests.competitions.playing import Play

from competitions.domain.entering.rules import Mentoring, TeamRules
from competitions.queries.entering.team_results import started_teams
from competitions.queries.own.mentors import MENTORING
from shared.identity import links

OTHER = {"family_name": "Сменов", "given_name": "Вымысел", "email": "other@people.example"}


@pytest.fixture
def mentored(api: FastAPI, play: Play) -> Iterator[Play]:
    """By rules under which each team has a mentor."""
    before = api.state.app
    rules = replace(before.rulesets["worldskills"], team=TeamRules(mentor=Mentoring.REQUIRED))
    api.state.app = play.app = replace(before, rulesets={**before.rulesets, "worldskills": rules})
    play.memory = None
    yield play
    api.state.app = before


async def told(play: Play, kind: str) -> list[Any]:
    """The events of entries of that kind which wait to be sent, the first one first."""
    found = []
    for one in await play.told("registrations"):
        name = dict(one["headers"])["ce_type"]
        if (name if isinstance(name, str) else name.decode()).endswith(f".{kind}.v1"):
            found.append(json.loads(one["value"]))
    return found


def link(play: Play, asking: str) -> str:
    """The address in the letter."""
    return f"/mentoring/{links.token(MENTORING, UUID(asking), play.app.link_secret)}"


async def listed(play: Play, *lacking: str) -> list[bool]:
    """Whether the organiser's list has the team where it is narrowed so."""
    at = f"/championships/{play.championship}/entries?mentor="
    return ["Вьюга" in text(await page(play, at + one, play.anna())) for one in lacking]


async def test_a_mentor_who_says_no_is_let_go_and_the_team_names_another(mentored: Play) -> None:
    play = mentored
    await announced(play)
    await change_skill(play, team_size=2)
    made = await entered(play, people=[THIRD], mentor=MENTOR)
    entry, shown = f"/registrations/{made['id']}", f"/championships/{play.championship}/entries/{made['id']}"
    first, captain = made["team"]["mentor"], by(play, "captain")
    assert made["team"]["mentor_said"] is None
    assert [one["mentor_id"] for one in await told(play, "entered")] == [None], (
        "of the entry they hear once they agreed"
    )
    [named] = await told(play, "mentor-named")
    assert (named["mentor_id"], named["members"]) == (first, [])
    asked = link(play, named["asking_id"])
    opened = text(await page(play, asked, {}, language="en"))
    assert "Вьюга" in opened
    assert "Гаммин" not in opened, "nobody of the team is named"
    assert "Has not answered yet" in await page(play, shown, play.anna(), language="en")
    assert await listed(play, "unanswered", "declined") == [True, False]

    answered = await post(play, f"{asked}/refusal", {})
    assert (answered.status_code, answered.headers["location"]) == (303, f"{asked}?kept#outcome")
    assert (await play.get(entry))["team"]["mentor_said"] == "declined"
    started = await started_teams(play.app, [UUID(made["id"])])
    assert started[UUID(made["id"])].mentor is None, "nobody is thanked against their word"
    assert [one["mentor_id"] for one in await told(play, "team-changed")][-1] is None
    assert [one["members"] for one in await told(play, "mentor-declined")] == [[made["team"]["captain"]]]
    planned = play.app.erasures.id_of(UUID(play.championship), UUID(first))
    assert await play.app.erasures.find(planned), "who was written down for nothing else goes soon"
    assert await listed(play, "unanswered", "declined") == [False, True]
    for who in (play.anna(), captain):
        assert "By the rules a team has a mentor: name another." in await page(play, shown, who, language="en")

    at, once = f"{shown}/mentor", str(uuid4())
    refused = await post(play, at, captain, {**OTHER, "email": THIRD["email"], "once": once})
    assert (refused.status_code, 'href="#email"' in refused.text) == (422, True)
    for _ in range(2):
        assert (await post(play, at, captain, {**OTHER, "once": once})).status_code == 303
    second = (await play.get(entry))["team"]["mentor"]
    assert [one["mentor_id"] for one in await told(play, "mentor-named")] == [first, second], "asked once each"
    assert "Вьюга" not in (await play.http.get(asked, headers={"accept": "text/html"})).text, "the former link is over"


async def test_a_mentor_who_says_yes_hears_of_the_entry_and_may_think_otherwise(mentored: Play) -> None:
    play = mentored
    await announced(play)
    await change_skill(play, team_size=2)
    made = await entered(play, people=[THIRD], mentor=MENTOR)
    home, mentor = f"/me/registrations/{made['id']}/mentoring", by(play, "mentor")
    person = await play.app.people.get(UUID(made["team"]["mentor"]))
    await play.app.people.save(replace(person, account="mentor"))
    for path in ("/me", "/"):
        assert "/mentoring/" in await page(play, path, mentor)
    for who in ("captain", "somebody"):
        await play.call("PUT", home, by(play, who), {"answer": "agreed"}, expect=403)
    for _ in range(2):
        await play.call("PUT", home, mentor, {"answer": "agreed"})
    key, naming = str(uuid4()), f"/registrations/{made['id']}/team/mentor"
    await send(play, naming, OTHER, account="mentor", expect=403)
    for _ in range(2):
        became = await send(play, naming, OTHER, key=key)
    assert became["team"]["mentor_said"] is None, "whoever comes after is asked for themselves"
    assert len(await told(play, "mentor-named")) == 2
    await play.call("PUT", home, mentor, {"answer": "declined"}, expect=403)
    other = await play.app.people.get(UUID(became["team"]["mentor"]))
    await play.app.people.save(replace(other, account="other"))
    await play.call("PUT", home, by(play, "other"), {"answer": "agreed"})
    await play.post(f"/registrations/{made['id']}/withdrawal", {})
    assert [one["mentor_id"] for one in await told(play, "ended")] == [str(other.id)]
    refused = await play.call("PUT", home, by(play, "other"), {"answer": "declined"}, expect=409)
    assert refused["type"].endswith("/entry-ended")
    assert (await play.get("/me/registrations", by=mentor))["items"] == []
