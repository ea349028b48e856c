"""A team enters itself: its captain writes the others down, each says yes for themselves, one gives way and another leaves."""

from dataclasses import replace
from typing import Any, Final
from uuid import UUID, uuid4

from tests.competitions.entering.self_entry import YES, announced, born, by, change_skill
from tests.competitions.playing import V1, Play

MINE: Final = {
    "family_name": "Альфин",
    "given_name": "Вымысел",
    "birth_date": "2000-05-17",
    "email": "captain@people.example",
}
GUARDIAN: Final = {"family_name": "Бетина", "given_name": "Опекана", "email": "guardian@people.example"}
MINOR: Final = {
    "family_name": "Бетин",
    "given_name": "Вымысел",
    "birth_date": born(15),
    "email": "minor@people.example",
    "guardian": GUARDIAN,
}
THIRD: Final = {**MINE, "family_name": "Гаммин", "email": "third@people.example"}
MENTOR: Final = {"family_name": "Наставин", "given_name": "Вымысел", "email": "mentor@people.example"}
FOURTH: Final = {**MINE, "family_name": "Дельтин", "email": "fourth@people.example"}


async def opened(play: Play) -> None:
    await announced(play)
    await change_skill(play, team_size=3)


async def send(
    play: Play, path: str, body: Any = None, *, account: str = "captain", expect: int = 200, key: str = ""
) -> Any:
    headers = {**by(play, account), "idempotency-key": key or str(uuid4())}
    answer = await play.http.post(f"{V1}{path}", json=body, headers=headers)
    assert answer.status_code == expect, answer.text
    return answer.json() if answer.content else None


async def entered(play: Play, *, expect: int = 201, key: str = "", account: str = "captain", **changed: Any) -> Any:
    body = {
        "skill_id": play.skill,
        "member": "R-01",
        "name": "Вьюга",
        "part": "captain",
        "applicant": MINE,
        "people": [MINOR, THIRD],
        "answers": YES,
        **changed,
    }
    at = f"/championships/{play.championship}/entering/teams"
    return await send(play, at, body, account=account, expect=expect, key=key)


async def letters(play: Play) -> set[str]:
    """To whom questions about consents went."""
    asked = [one for one in await play.app.consents.find_many({}) if one.asked]
    people = await play.app.people.by_id(one.giver_id for one in asked)
    return {one.email or "" for one in people.values()}


async def say_yes(play: Play, family_name: str, about: str) -> None:
    people = {one.family_name: one for one in await play.app.people.find_many({})}
    giver, subject = people[family_name], people[about]
    await play.app.people.save(replace(giver, account=family_name))
    entry = (await play.app.registrations.find_many({}))[0]
    given = [{"purpose": purpose, "decision": "given"} for purpose in ("participation", "permission")]
    answers = given if giver is not subject else given[:1]
    answer = await play.http.put(
        f"{V1}/me/registrations/{entry.id}/consents", json={"answers": answers}, headers=by(play, family_name)
    )
    assert answer.status_code == 200, answer.text


async def test_a_captain_enters_a_team_one_gives_way_and_another_leaves(play: Play) -> None:
    await opened(play)
    key = str(uuid4())
    made = await entered(play, key=key)
    assert (await entered(play, key=key))["id"] == made["id"], "sent twice, entered once"
    team, entry = made["team"], f"/registrations/{made['id']}"
    assert (made["state"], team["name"], len(team["members"])) == ("entered", "Вьюга", 3)
    assert await letters(play) == {"minor@people.example", "guardian@people.example", "third@people.example"}
    await play.post(f"{entry}/confirmation", expect=409)

    third = team["members"][2]
    body = {**FOURTH, "instead_of": third}
    became = await send(play, f"{entry}/team/newcomers", body, key=key)
    assert await send(play, f"{entry}/team/newcomers", body, key=key) == became
    assert third not in became["team"]["members"]
    assert "fourth@people.example" in await letters(play)
    assert await play.app.erasures.find(play.app.erasures.id_of(UUID(play.championship), UUID(third)))

    for giver, about in (("Бетин", "Бетин"), ("Бетина", "Бетин"), ("Дельтин", "Дельтин")):
        await say_yes(play, giver, about)
    await play.post(f"{entry}/confirmation")

    fourth = became["team"]["members"][2]
    await send(play, f"{entry}/team/members/{fourth}/leaving", account="stranger", expect=403)
    for _ in range(2):
        await send(play, f"{entry}/team/members/{fourth}/leaving", account="Дельтин", expect=204, key=key)
    left = await play.get(entry, by=by(play, "captain"))
    assert (left["state"], left["team"]["vacant"], len(left["team"]["members"])) == ("entered", 1, 2)
    short = await play.post(f"{entry}/confirmation", expect=409)
    assert short["type"].endswith("too-few-members")
    again = await send(play, f"{entry}/team/newcomers", {**THIRD, "given_name": "Другой"})
    assert (again["team"]["vacant"], len(again["team"]["members"])) == (0, 3)
    await send(play, f"{entry}/team/newcomers", {**THIRD, "given_name": "Лишний", "email": "x@x.example"}, expect=409)


async def test_what_does_not_fit_keeps_nobody_and_tells_of_nobody(play: Play) -> None:
    await opened(play)
    await play.person("Гаммин", birth_date="2000-05-17", email="known@people.example")
    known = await play.app.people.collection.count_documents({})
    child = {**MINOR, "birth_date": born(12), "email": None}
    for changed, where in (
        ({"people": [MINOR]}, "/members"),
        ({"people": [MINOR, {**MINOR, "email": "other@people.example"}]}, "/members"),
        ({"people": [{**MINOR, "guardian": None}, THIRD]}, "/people/0/guardian/family_name"),
        ({"people": [MINOR, {**THIRD, "email": None}]}, "/people/1/email"),
        ({"people": [{**MINOR, "guardian": {**GUARDIAN, "email": MINOR["email"]}}, THIRD]}, "/people/0/guardian/email"),
        ({"people": [{**child, "guardian": {**GUARDIAN, "email": MINE["email"]}}, THIRD]}, "/people/0/guardian/email"),
        ({"people": [MINOR, {**THIRD, "email": MINE["email"]}]}, "/people/1/email"),
        ({"mentor": MENTOR}, "/mentor"),
        ({"part": "mentor"}, "/members"),
    ):
        refused = await entered(play, expect=422, **changed)
        assert refused["errors"][0]["where"] == where, refused
    assert await play.app.people.collection.count_documents({}) == known
    made = await entered(play)  # one who is kept already is entered as whoever is not
    assert all(UUID(one) for one in made["team"]["members"])
    assert await play.app.people.collection.count_documents({}) == known + 4
