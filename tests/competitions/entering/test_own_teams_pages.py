"""A team enters itself by `/enter/{championship}`, without scripts: typed, checked, sent, and changed by its own people."""

from http import HTTPStatus
from typing import Final
from uuid import UUID, uuid4

from tests.competitions.entering.self_entry import Walker, announced, born, by, change_skill, fields, wrong
from tests.competitions.entering.test_own_teams import entered, opened
from tests.competitions.pages.reading import heading, page, post, text
from tests.competitions.pages.test_entering_oneself import ME, YES
from tests.competitions.playing import Play

PEOPLE: Final = {
    **fields("people-0", family_name="Бетин", given_name="Вымысел", birth_date=born(15), email="minor@people.example"),
    **fields("people-0-guardian", family_name="Бетина", given_name="Опекана", email="guardian@people.example"),
    **fields("people-1", family_name="Гаммин", given_name="Вымысел", birth_date=born(20), email="third@people.example"),
}
COMES: Final = {
    "family_name": "Дельтин",
    "given_name": "Вымысел",
    "birth_date": born(20),
    "email": "fourth@people.example",
}


async def test_a_captain_walks_to_the_teams_own_page(play: Play) -> None:
    await opened(play)
    walker = Walker(play)
    assert "A team that I lead" in text((await walker.open("whom")).text)
    await walker.go("whom", {"whom": "captain"}, "who")
    await walker.go("who", ME, "skill")
    await walker.go("skill", {"skill_id": play.skill}, "team")
    assert "a team of 3" in text((await walker.open("team")).text)
    without = {name: value for name, value in PEOPLE.items() if name != "people-0-guardian-email"}
    refused = await walker.send("team", {"name": "Вьюга", **without})
    assert (refused.status_code, wrong(refused.text)) == (HTTPStatus.UNPROCESSABLE_ENTITY, ["people-0-guardian-email"])
    alone = {name: value for name, value in PEOPLE.items() if not name.startswith("people-1")}
    assert wrong((await walker.send("team", {"name": "Вьюга", **alone})).text) == ["people-0-family_name"]
    await walker.go("team", {"name": "Вьюга", **PEOPLE}, "consents")
    await walker.go("consents", YES, "check")
    shown = text((await walker.open("check")).text)
    assert all(said in shown for said in ("Вьюга", "Бетин Вымысел", "guardian@people.example", "Гаммин Вымысел"))
    before = dict(walker.cookies)
    sent = await walker.send("check")
    assert sent.status_code == HTTPStatus.SEE_OTHER, text(sent.text)
    walker.cookies = before  # a second click
    assert (await walker.send("check")).headers["location"] == sent.headers["location"]


async def test_its_people_change_the_team_on_its_page(play: Play) -> None:
    await opened(play)
    made = await entered(play)
    by_captain = {**by(play, "captain"), "accept": "text/html"}
    entry = f"/championships/{play.championship}/entries/{made['id']}"
    (stored,) = await play.app.registrations.find_many({})
    assert stored.team
    own = await page(play, entry, by_captain, language="en")
    assert heading(own).startswith("Вьюга")
    assert "Consents are missing" in text(own)
    place = f"{entry}/members/{stored.team.members[2]}"
    assert place + "/replacement" in own
    full = await page(play, f"{entry}/members/new", by_captain, language="en")
    assert "Every place of the team is taken" in text(full)
    once = str(uuid4())
    for _ in range(2):
        done = await post(play, f"{place}/replacement", by_captain, {**COMES, "once": once})
        assert done.status_code == HTTPStatus.SEE_OTHER, text(done.text)
    stranger = by(play, "stranger")
    gone = f"{entry}/members/{stored.team.members[1]}/leaving"
    assert (await post(play, gone, stranger, {"once": once})).status_code == HTTPStatus.FORBIDDEN

    shown = await page(play, f"{entry}/members/{stored.team.members[0]}/leaving", by_captain, language="en")
    assert "What becomes of the team" in text(shown)
    left = await post(play, f"{entry}/members/{stored.team.members[0]}/leaving", by_captain, {"once": str(uuid4())})
    assert left.headers["location"] == "/me?left#outcome"
    after = await play.app.registrations.get(UUID(entry.rpartition("/")[2]))
    assert after.team
    assert (after.team.captain, after.team.vacant) == (stored.team.members[1], 1)
    held = await page(play, entry, play.anna(), language="en")
    assert "1 member left the team." in text(held)
    assert "/team/vacancy" in held
    found = await play.person("Эпсилон", birth_date="2000-05-17", email="e@people.example")
    filled = await post(play, f"{entry}/team/vacancy", play.anna(), {"subject_id": found, "once": str(uuid4())})
    assert filled.status_code == HTTPStatus.SEE_OTHER, text(filled.text)


async def test_a_mentor_is_asked_for_no_birth_date_and_no_consent(play: Play) -> None:
    await announced(play, ruleset="juniorskills")
    await change_skill(play, team_size=2)
    walker = Walker(play, "mentor")
    await walker.go("whom", {"whom": "mentor"}, "who")
    assert "birth_date" not in (await walker.open("who")).text
    mine = {name: value for name, value in ME.items() if name != "applicant-birth_date"}
    await walker.go("who", mine, "skill")
    await walker.go("skill", {"skill_id": play.skill}, "team")
    both = {
        **PEOPLE,
        **fields("people-1", birth_date=born(12)),
        **fields("people-1-guardian", family_name="Гаммина", given_name="Опекана", email="g@people.example"),
    }
    refused = await walker.send("team", {"name": "Вьюга", **both})
    assert "different categories" in text(refused.text)
    both["people-1-birth_date"] = born(15)
    await walker.go("team", {"name": "Вьюга", **both}, "consents")
    await walker.go("consents", {}, "check")
    assert (await walker.send("check")).status_code == HTTPStatus.SEE_OTHER
    (stored,) = await play.app.registrations.find_many({})
    assert stored.team
    assert stored.team.mentor
    assert len(stored.team.members) == 2
