"""A junior championship of teams by the shipped rules, from the entries to the published results."""

import asyncio
import json
import re
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from tests import days
from tests.competitions.pages.reading import page, post, text
from tests.competitions.playing import CONTACT, Play, unknown
from tests.competitions.rulesets.diplomas import is_accepted, told_to_the_others
from tests.fuzz.telling import Parts

from client import championships, consents, marking
from client.championships import Text
from competitions.workbook.table import read_table

YOUNG, OLDER = "2016-02-02", "2012-02-02"
"""Eleven and fifteen when it begins."""
FULL: dict[str, Any] = {
    "A1.01": {"measurement": True},
    "A1.02": {"judgement": [3, 3, 3]},
    "B1.01": {"measurement": "5"},
    "B2.01": {"measurement": "none left"},
}
NONE: dict[str, Any] = {
    "A1.01": {"measurement": False},
    "A1.02": {"judgement": [0, 0, 0]},
    "B1.01": {"measurement": "0"},
    "B2.01": {"measurement": "none left"},
}
TEAMS = {
    **{name: (f"R-{number:02}", YOUNG) for number, name in enumerate(("Альфин", "Бетин", "Гаммин", "Дельтин"), 1)},
    **{name: (f"R-{number:02}", OLDER) for number, name in enumerate(("Эпсилон", "Дзетин", "Этин", "Тетин"), 5)},
}
"""Members and birth dates by the name of the team: two groups of four."""
OLDER_MARKS = {"Эпсилон": FULL, "Дзетин": FULL, "Этин": {**FULL, "A1.01": {"measurement": False}}, "Тетин": NONE}


class Juniors:
    """The championship, with a mentor and a guardian for all."""

    def __init__(self, play: Play) -> None:
        self.play = play
        self.members: dict[str, list[str]] = {}
        """By the name of the team."""

    async def open(self) -> None:
        play = self.play
        play.memory = None
        held = (date(days.AHEAD, 3, 1), date(days.AHEAD, 3, 2))
        name = Text(ru="Юные мастера", en="Young masters")
        play.championship = await championships.open_championship(play.organiser, name, *held, CONTACT, "juniorskills")
        craft = Text(ru="Ремесло", en="Craft")
        play.skill = await championships.add_skill(play.organiser, play.championship, "01", craft, team_size=2)
        self.mentor = await play.person("Наставников")
        self.guardian = await play.person("Родителева")

    async def child(self, family_name: str, born: str = YOUNG) -> str:
        return await self.play.person(family_name, birth_date=born, guardians=[self.guardian])

    async def enter(self, name: str, member: str, born: str = YOUNG) -> str:
        play = self.play
        self.members[name] = [await self.child(f"{name}-{one}", born) for one in ("первый", "второй")]
        entry = await championships.register_team(
            play.organiser, play.skill, name, self.members[name], member, mentor=self.mentor
        )
        play.registrations[name] = entry
        return entry

    async def confirm(self, name: str, *, shows: dict[int, list[str]] | None = None) -> None:
        entry = self.play.registrations[name]
        for at, child in enumerate(self.members[name]):
            await consents.on_paper(self.play.organiser, entry, (shows or {}).get(at), child)
        await championships.confirm(self.play.organiser, entry)

    def of_team(self, name: str, rest: str = "") -> str:
        return f"/registrations/{self.play.registrations[name]}/team{rest}"


@pytest.fixture
async def juniors(play: Play) -> Juniors:
    found = Juniors(play)
    await found.open()
    return found


async def test_a_junior_championship_of_teams(juniors: Juniors, mongo_url: str) -> None:
    play = juniors.play
    for name, (member, born) in TEAMS.items():
        await juniors.enter(name, member, born)
    left, stays = juniors.members["Бетин"]
    came = await juniors.child("Сменщиков")
    became = await play.post(juniors.of_team("Бетин", f"/members/{left}/replacement"), {"subject_id": came})
    assert (became["team"]["members"], became["team"]["captain"]) == ([came, stays], stays)
    juniors.members["Бетин"] = [came, stays]
    entry = play.registrations["Бетин"]
    await consents.on_paper(play.organiser, entry, None, came)
    lacking = await play.post(f"/registrations/{entry}/confirmation", expect=409)
    assert lacking["type"].endswith("/consent-missing"), "of each member"
    for name in juniors.members:
        both = {0: ["name", "place", "score"], 1: ["name", "place", "score"] if name != "Бетин" else ["place"]}
        await juniors.confirm(name, shows=both)
    for account, member, role in (("chief", "R-90", "chief"), ("one", "R-91", "expert"), ("two", "R-92", "expert")):
        await play.appoint(account, member, role)
    await play.bring_scheme()
    await marking.start(play.organiser, play.skill)
    gone = juniors.members["Дельтин"][1]
    reason = {"kind": "absent", "reason": "Не приехал."}
    short = await play.call("PUT", juniors.of_team("Дельтин", f"/members/{gone}/absence"), play.anna(), reason)
    assert short["absence"]["kind"] == "absent", "all of a team start, or it does not"
    assert await _known_members(play, "Дельтин") == juniors.members["Дельтин"][:1], "who is away sees no award of it"
    await play.mark_all()
    for name, marks in OLDER_MARKS.items():
        for code, body in marks.items():
            await play.mark(name, code, body)
    await play.sign_all()
    await play.publish()
    await _told_rightly(juniors)
    await _shown_rightly(juniors)
    async with told_to_the_others(play, mongo_url) as parts:
        await _certified_rightly(parts)


async def _known_members(play: Play, name: str) -> Any:
    """Who is in the team, as the other services are told last."""
    told = [json.loads(one["value"]) for one in await play.told("registrations") if one["topic"].endswith(".person")]
    return max((one for one in told if one["name"] == name), key=lambda one: int(one["version"]))["members"]


async def _told_rightly(juniors: Juniors) -> None:
    """Member, team and mentor get theirs, each once; who was replaced or did not come gets none."""
    play = juniors.play
    told = [json.loads(event["value"]) for event in await play.told("results")]
    teams = {(await play.get(f"/registrations/{id}"))["subject_id"]: name for name, id in play.registrations.items()}
    earned = {
        teams[one["team_id"]]: sorted((each["award"]["code"], each["subject_id"]) for each in one["awards"])
        for one in told
    }
    winner = next(id for id, name in teams.items() if name == "Альфин")
    members = juniors.members["Альфин"]
    assert earned["Альфин"] == sorted(
        [(code, one) for code in ("place-1", "participation") for one in members]
        + [("place-1-team", winner), ("mentor-place-1", juniors.mentor)]
    )
    assert {subject for code, subject in earned["Бетин"] if code == "place-2"} == set(juniors.members["Бетин"])
    steps = {name: {code for code, _ in earned[name]} & {"place-1", "place-2", "place-3"} for name in OLDER_MARKS}
    assert steps == {"Эпсилон": {"place-1"}, "Дзетин": {"place-1"}, "Этин": {"place-2"}, "Тетин": {"place-3"}}
    assert set(earned) == TEAMS.keys() - {"Дельтин"}
    after = await page(play, f"/championships/{play.championship}/publication", play.anna())
    assert f'data-expected="{sum(len(one["awards"]) for one in told)}"' in after, "a certificate for each holder"


async def _shown_rightly(juniors: Juniors) -> None:
    """A team's name is public where each of its members allowed the own; else its number alone."""
    play = juniors.play
    shown = text(await page(play, f"/championships/{play.championship}/scoreboard", {}, language="ru"))
    assert ("Альфин" in shown, "Бетин" in shown, "№ 2" in shown) == (True, False, True)
    assert "Альфин-первый" not in shown


async def _certified_rightly(parts: Parts) -> None:
    """Each holds a certificate of each award once, and hears of the team's result once; verifiers of others accept them."""
    handed_out = await parts.certificates.certificates.find_many({})
    of_alpha = [(one.achievement.code, one.handed_out.name, one.handed_out.team) for one in handed_out]
    assert sorted(one for one in of_alpha if "Альфин" in str(one)) == [
        ("mentor-place-1", "Наставников Вымысел", "Альфин"),
        *(
            (code, f"Альфин-{one} Вымысел", "Альфин")
            for code in ("participation", "place-1")
            for one in ("второй", "первый")
        ),
        ("place-1-team", "Альфин", None),
    ]
    for code in ("place-1-team", "place-1", "mentor-place-1"):
        assert await is_accepted(parts, next(one for one in handed_out if one.achievement.code == code)), code
    told = await parts.notifications.deliveries.find_many({"template": "result_published", "channel": "inbox"})
    heard = [(one.recipient_id, one.about_id, one.team_id) for one in told]
    started = len(TEAMS.keys() - {"Дельтин"})
    own = 2 * len(OLDER_MARKS)  # from 14 on beside the guardian
    assert len(heard) == len(set(heard)) == started * len(("first", "second", "mentor")) + own


async def test_a_team_fits_the_rules_or_is_refused(juniors: Juniors) -> None:
    play = juniors.play
    await juniors.enter("Альфин", "R-01")
    first, second = juniors.members["Альфин"]
    third, older = await juniors.child("Третьяков"), await juniors.child("Старшинов", OLDER)
    body = {"name": "Бета", "captain": third, "member": "R-02", "mentor": juniors.mentor}
    for wrong, where, status in (
        ({"members": [third]}, "/members", 422),
        ({"members": [third, third]}, "/members", 422),
        ({"members": [third, older]}, "/members", 422),
        ({"members": [third, first]}, "/subject_id", 409),
        ({"members": [first, second]}, "/captain", 422),
        ({"members": [third, juniors.mentor]}, "/mentor", 422),
        ({"members": [third, await juniors.child("Четвертак")], "mentor": None}, "/mentor", 422),
    ):
        refused = await play.post(f"/skills/{play.skill}/team-registrations", {**body, **wrong}, expect=status)
        assert refused["errors"][0]["where"] == where, wrong
    alone = {"subject_id": third, "member": "R-02"}
    refused = await play.post(f"/skills/{play.skill}/registrations", alone, expect=422)
    assert refused["type"].endswith("/team-unfit")
    await play.post(juniors.of_team("Альфин", f"/members/{third}/replacement"), {"subject_id": first}, expect=404)
    found = text(await page(play, f"/championships/{play.championship}/entries", play.anna(), language="ru"))
    assert "Альфин" in found


async def test_a_team_is_on_the_site_with_the_last_of_its_members(juniors: Juniors) -> None:
    play = juniors.play
    await juniors.enter("Альфин", "R-01")
    await juniors.confirm("Альфин")
    first, second = juniors.members["Альфин"]
    for member, state in ((first, "confirmed"), (second, "checked_in")):
        here = await play.call("PUT", juniors.of_team("Альфин", f"/members/{member}/check-in"), play.anna())
        assert here["state"] == state
    away = await play.call("DELETE", juniors.of_team("Альфин", f"/members/{first}/check-in"), play.anna())
    assert (away["state"], away["team"]["arrived"]) == ("confirmed", [second])


async def test_the_organiser_enters_and_changes_a_team_by_forms(juniors: Juniors) -> None:
    play = juniors.play
    first, second, third = [await juniors.child(name) for name in ("Первов", "Второв", "Третьяков")]
    new = f"/championships/{play.championship}/entries/new-team"
    typed = {"once": str(unknown()), "name": "Северяне", "skill": play.skill, "member": "R-01"}
    for go, sought, picked in (
        ("member", "Первов", first),
        ("member", "Второв", second),
        ("mentor", "", juniors.mentor),
    ):
        found = await post(play, new, play.anna(), {**typed, "go": "search", "text": sought})
        assert (found.status_code, picked in found.text) == (200, go == "member"), "names stand in no address"
        added = await post(play, new, play.anna(), {**typed, "go": go, "picked": picked})
        typed |= dict(re.findall(r'type="hidden" name="(members-\d|mentor)" value="([0-9a-f-]+)"', added.text))
    left_out = await post(play, new, play.anna(), {**typed, "drop": first})
    assert f'value="{first}"' not in left_out.text
    made = await post(play, new, play.anna(), {**typed, "go": "enter", "captain": second})
    assert made.status_code == 303, text(made.text)
    entry = made.headers["location"]
    shown = text(await page(play, entry, play.anna(), language="en"))
    assert ("Второв Вымысел Captain" in shown, "Mentor: Наставников Вымысел" in shown) == (True, True)
    assert shown.count("Consents are missing Taking part") == 2, "of each member"
    described = {"name": "Южане", "captain": first, "mentor": juniors.mentor}
    assert (await post(play, f"{entry}/team", play.anna(), described)).status_code == 303
    instead = {"once": str(unknown()), "subject_id": third}
    assert (await post(play, f"{entry}/team/members/{second}", play.anna(), instead)).status_code == 303
    shown = text(await page(play, entry, play.anna(), language="en"))
    assert ("Южане" in shown, "Третьяков" in shown, "Второв" in shown) == (True, True, False)
    again = await post(play, f"{entry}/team/members/{second}", play.anna(), instead)
    assert again.status_code == 303, "the same form again changes nothing"
    consent = f"/championships/{play.championship}/consents/{entry.rpartition('/')[2]}?person={third}"
    assert "Третьяков" in await page(play, consent, play.anna())
    export = await play.http.get(f"/championships/{play.championship}/entries.xlsx", headers=play.anna())
    assert "Первов Вымысел, Третьяков Вымысел" in [
        value for row in read_table(export.content) for value in row.cells.values()
    ]


async def test_the_name_of_a_team_goes_with_the_last_of_its_members(juniors: Juniors) -> None:
    play = juniors.play
    await juniors.enter("Альфин", "R-01")
    address = f"/championships/{play.championship}/entries/{play.registrations['Альфин']}"
    first, second = juniors.members["Альфин"]
    subject = (await play.get(f"/registrations/{play.registrations['Альфин']}"))["subject_id"]
    await play.call("DELETE", f"/persons/{first}", play.anna(), expect=204)
    shown = text(await page(play, address, play.anna(), language="en"))
    assert ("Альфин, 01" in shown, "Erased Captain" in shown) == (True, True)
    await play.call("DELETE", f"/persons/{second}", play.anna(), expect=204)
    assert "Erased, 01" in text(await page(play, address, play.anna(), language="en"))
    gone = [event for event in await play.told("registrations") if event.get("value") is None]
    assert [event["key"].decode() for event in gone] == [subject]


async def test_two_who_replace_members_at_once_both_do(juniors: Juniors) -> None:
    """Each read the team as it was before the other; what was said of it meanwhile stands."""
    play = juniors.play
    entry = await juniors.enter("Альфин", "R-01")
    come = [await juniors.child(name) for name in ("Сменщиков", "Заменин")]
    ways = [juniors.of_team("Альфин", f"/members/{one}/replacement") for one in juniors.members["Альфин"]]
    await asyncio.gather(*(play.post(way, {"subject_id": one}) for way, one in zip(ways, come, strict=True)))
    became = (await play.get(f"/registrations/{entry}"))["team"]
    assert became["members"] == come
    assert became["captain"] in come
    places = await play.app.places.get(UUID(play.skill))
    assert places.entries[0].team
    assert [str(one) for one in places.entries[0].team.members] == come
    told = [dict(one["headers"])["ce_type"] for one in await play.told("registrations")]
    assert told.count(b"competitions.registration.ended.v1") == 2, "who left is told, and nobody who stayed"
