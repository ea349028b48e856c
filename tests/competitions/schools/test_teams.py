"""A school's coordinator enters a team of the school, and gives a member's place to another of it."""

import asyncio
from dataclasses import replace
from datetime import date
from typing import Any, Final
from uuid import UUID, uuid4

import pytest
from tests.competitions.access.test_duties import bare
from tests.competitions.pages.reading import page, post, row, text
from tests.competitions.playing import Play
from tests.competitions.schools.test_entering import bring, kind
from tests.competitions.schools.test_school import OWN, prepared

from competitions.commands.keeping.without_entry import is_without_entry
from competitions.commands.schools import teams
from competitions.domain.championship import Championship
from competitions.domain.entering.rules import Mentoring
from competitions.domain.own.mentors import MentorSaid
from competitions.domain.registration import Registration, State
from shared import clock

BORN: Final = f"{clock.now().year - 15}-03-14"
ONE: Final = {"family_name": "Альфин", "given_name": "Вымысел", "birth_date": BORN, "course": "9 Б"}
TWO: Final = {"family_name": "Бетин", "given_name": "Вымысел", "birth_date": BORN}
MENTOR: Final = {"family_name": "Наставин", "given_name": "Вымысел", "email": "mentor@example.org"}


async def opened(play: Play) -> str:
    """With a skill for teams of two, by rules that want a mentor."""
    at = await prepared(play, team_size=2)
    held = await play.app.championships.get(UUID(play.championship))
    await play.app.championships.save(replace(held, ruleset="juniorskills"))
    assert play.app.rulesets["juniorskills"].team.mentor is Mentoring.REQUIRED
    return at


def typed(play: Play, **more: str) -> dict[str, str]:
    people = {f"people-{n}-{name}": value for n, one in enumerate((ONE, TWO)) for name, value in one.items()}
    mentor = {f"mentor-{name}": value for name, value in MENTOR.items()}
    return {"name": "Вьюга", "skill_id": play.skill, "once": str(uuid4()), **people, **mentor, **more}


async def test_a_team_is_entered_once_and_a_member_gives_way_to_another(play: Play) -> None:
    at = await opened(play)
    vera = bare(play, "vera")
    assert "a team of 2" in text(await page(play, f"{at}/new-team", vera, language="en"))
    sent = typed(play)
    for _ in range(2):
        answer = await post(play, f"{at}/new-team", vera, sent)
        assert answer.status_code == 303, text(answer.text)
    (entry,) = await play.app.registrations.find_many({})
    assert entry.team
    assert (entry.team.name, entry.member, len(entry.team.members)) == ("Вьюга", OWN, 2)
    mentor = await play.app.people.get(entry.team.mentor) if entry.team.mentor else None
    assert mentor
    assert mentor.email == "mentor@example.org"
    shown = await page(play, at, vera, language="en")
    assert "2 people, 1 entry: 2 people lack a consent" in text(shown)
    assert all(name in row(shown, "Вьюга") for name in ("Альфин Вымысел 9 Б", "Бетин Вымысел"))
    way = f"{at}/entries/{entry.id}/members/{entry.team.members[1]}/replacement"
    assert "Бетин" in await page(play, way, vera)
    new = {"family_name": "Гаммин", "given_name": "Вымысел", "birth_date": BORN, "once": str(uuid4())}
    for _ in range(2):
        assert (await post(play, way, vera, new)).status_code == 303
    after = await play.app.registrations.get(entry.id)
    assert after.team
    names = [(await play.app.people.get(one)).family_name for one in after.team.members]
    assert (names, after.subject_id, after.sequence) == (["Альфин", "Гаммин"], entry.subject_id, entry.sequence)


async def test_the_place_of_who_left_goes_to_another_of_the_school(play: Play) -> None:
    at = await opened(play)
    vera = bare(play, "vera")
    body = {"name": "Вьюга", "skill_id": play.skill, "people": [ONE, TWO], "mentor": MENTOR}
    made = await play.post(f"/championships/{play.championship}/school/teams", body, by=vera, expect=201)
    entry, way = (
        f"/championships/{play.championship}/school/entries/{made['id']}",
        f"{at}/entries/{made['id']}/members/new",
    )
    new = {"family_name": "Гаммин", "given_name": "Вымысел", "birth_date": BORN}
    assert kind(await play.post(f"{entry}/members", new, by=vera, expect=409)) == "no-room-in-team"
    assert "members/new" not in await page(play, at, vera)
    left = await play.app.people.get(UUID(made["team"]["members"][1]))
    await play.app.people.save(replace(left, account="left", birth_date=date(1990, 1, 1)))
    await play.post(f"/registrations/{made['id']}/team/members/{left.id}/leaving", by=bare(play, "left"), expect=204)
    shown = await page(play, at, vera, language="en")
    assert "1 place is free in the team" in row(shown, "Вьюга")
    assert way in shown
    assert "Who comes in the free place" in await page(play, way, vera, language="en")
    for wrong in (ONE, {**new, "birth_date": "1990-01-01"}):
        refused = await post(play, way, vera, {**wrong, "once": str(uuid4())})
        assert refused.status_code in {409, 422}, "in the team already, or of another age"
    sent = {**new, "once": str(uuid4())}
    for _ in range(2):
        assert (await post(play, way, vera, sent)).status_code == 303
    after = await play.app.registrations.get(UUID(made["id"]))
    assert after.team
    names = [(await play.app.people.get(one)).family_name for one in after.team.members]
    assert (names, after.team.vacant, str(after.subject_id)) == (["Альфин", "Гаммин"], 0, made["subject_id"])


async def test_another_mentor_is_named_where_one_declined(play: Play) -> None:
    at = await opened(play)
    vera = bare(play, "vera")
    body = {"name": "Вьюга", "skill_id": play.skill, "people": [ONE, TWO], "mentor": MENTOR}
    made = await play.post(f"/championships/{play.championship}/school/teams", body, by=vera, expect=201)
    entry = await play.app.registrations.get(UUID(made["id"]))
    assert entry.team
    await play.app.registrations.save(replace(entry, team=replace(entry.team, mentor_said=MentorSaid.DECLINED)))
    way = f"{at}/entries/{made['id']}/mentor"
    shown = await page(play, at, vera, language="en")
    assert "The mentor declined" in row(shown, "Вьюга")
    assert way in shown
    assert "Name another mentor" in await page(play, way, vera, language="en")
    other = {"family_name": "Сменов", "given_name": "Вымысел", "email": "other@example.org", "once": str(uuid4())}
    assert (await post(play, way, vera, {**other, "email": "nobody"})).status_code == 422
    for _ in range(2):
        assert (await post(play, way, vera, other)).status_code == 303
    after = await play.app.registrations.get(entry.id)
    assert after.team
    assert after.team.mentor
    assert (await play.app.people.get(after.team.mentor)).email == "other@example.org"
    assert (after.team.mentor_said, after.team.is_mentor_new) == (None, True)
    by_program = f"/championships/{play.championship}/school/entries/{made['id']}/mentor"
    again = await play.post(by_program, {one: other[one] for one in ("family_name", "given_name", "email")}, by=vera)
    assert again["team"]["mentor"] == str(after.team.mentor), "who is meant is known by name and address"
    at_once = [{**MENTOR, "email": f"{number}@example.org"} for number in range(3)]
    await asyncio.gather(*(play.post(by_program, one, by=vera) for one in at_once))
    last = await play.app.registrations.get(entry.id)
    assert last.team
    assert last.team.is_mentor_new, "also of who was written down in an attempt that others overtook"
    skill = await play.app.skills.get(entry.skill_id)
    await play.app.skills.save(replace(skill, marking_started_at=clock.now()))
    await play.app.registrations.save(replace(last, state=State.CONFIRMED))
    assert "the team stays as it is" in await page(play, way, vera, language="en"), "no form that would be refused"


async def test_a_mentor_who_was_kept_in_an_attempt_that_was_broken_off_is_new_all_the_same(
    play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    await opened(play)
    vera, path = bare(play, "vera"), f"/championships/{play.championship}/school/teams"
    body = {"name": "Вьюга", "skill_id": play.skill, "people": [ONE, TWO], "mentor": MENTOR}

    async def killed(*_: Any) -> list[Registration]:
        raise ConnectionError

    with monkeypatch.context() as patch:
        patch.setattr(teams, "take", killed)
        with pytest.raises(ConnectionError):
            await play.post(path, body, by=vera)
    made = await play.post(path, body, by=vera, expect=201)
    entry = await play.app.registrations.get(UUID(made["id"]))
    assert entry.team
    assert entry.team.mentor
    assert entry.team.is_mentor_new
    assert not await is_without_entry(play.app, await held(play), entry.team.mentor), "nobody is erased who has a team"


async def held(play: Play) -> Championship:
    return await play.app.championships.get(UUID(play.championship))


async def test_a_team_that_does_not_fit_leaves_nobody_behind(play: Play) -> None:
    await opened(play)
    vera, path = bare(play, "vera"), f"/championships/{play.championship}/school/teams"
    people = await play.app.people.collection.count_documents({})

    async def refused(**changed: Any) -> str:
        body = {"name": "Вьюга", "skill_id": play.skill, "people": [ONE, TWO], "mentor": MENTOR, **changed}
        return kind(await play.post(path, {key: one for key, one in body.items() if one}, by=vera, expect=422))

    for changed in ({"people": [ONE]}, {"people": [ONE, ONE]}, {"mentor": None}):
        assert await refused(**changed) == "team-unfit"
    alone = {**ONE, "skill_id": play.skill}
    entries = f"/championships/{play.championship}/school/entries"
    assert kind(await play.post(entries, alone, by=vera, expect=422)) == "team-unfit"
    assert await play.app.people.collection.count_documents({}) == people


async def test_teams_of_a_school_come_from_its_file(play: Play) -> None:
    await opened(play)
    vera = bare(play, "vera")
    headings = ("Компетенция", "Фамилия", "Имя", "Дата рождения", "Команда", "Роль в команде")
    rows = [("01", family, "Вымысел", BORN, "Вьюга", role) for family, role in (("Альфин", "капитан"), ("Бетин", ""))]
    rows.append(("01", "Наставин", "Вымысел", "1980-01-01", "Вьюга", "наставник"))
    made = await bring(play, vera, headings, *rows)
    assert made.status_code == 201, made.text
    await play.post(f"/imports/{made.json()['id']}/keeping", by=vera)
    (seen,) = (await play.get(f"/championships/{play.championship}/school/entries", by=vera))["items"]
    assert (seen["name"], seen["registration"]["member"]) == ("Вьюга", OWN)
    assert [one["name"] for one in seen["people"]] == ["Альфин Вымысел", "Бетин Вымысел"]
