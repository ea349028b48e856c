"""Every request that makes something under its key is sent again after a crash has lost its answer: nothing is made twice.

It is sent a third time when the championship is over, where whatever is not there yet would be refused: what is looked for first
is the effect.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import uuid4

from fastapi import FastAPI
from fastapi.routing import APIRoute
from tests.competitions.playing import CONTACT, V1, Play

from shared.web.idempotency import new_id

ELSEWHERE: Final = {
    f"PUT {V1}/sheets/{{sheet_id}}/marks/{{code}}": "api/test_what_was_seen.py",
    f"POST {V1}/sheets/{{sheet_id}}/marks/{{code}}/withdrawal": "api/test_what_was_seen.py",
    f"POST {V1}/registrations/{{registration_id}}/consents/{{giver_id}}/{{purpose}}/scans": "scans/test_scans.py",
    f"POST {V1}/championships/{{championship_id}}/entering": "entering/test_own_entries.py",
    f"POST {V1}/championships/{{championship_id}}/entering/teams": "entering/test_own_teams.py",
    f"POST {V1}/registrations/{{registration_id}}/team/newcomers": "entering/test_own_teams.py",
    f"POST {V1}/registrations/{{registration_id}}/team/members/{{subject_id}}/leaving": "entering/test_own_teams.py",
    f"POST {V1}/registrations/{{registration_id}}/team/mentor": "teams/test_mentors.py",
    f"POST {V1}/registrations/{{registration_id}}/team/members": "entering/test_own_teams.py",
    f"POST {V1}/championships/{{championship_id}}/imports": "entering/test_imports.py",
    f"POST {V1}/awards": "awards/test_one.py",
    f"POST {V1}/award-tables": "awards/test_tables.py",
    f"POST {V1}/skills/{{skill_id}}/protests": "results/test_lifecycle.py",
    f"POST {V1}/sheets/{{sheet_id}}/reopenings": "signing/test_signing.py",
    f"POST {V1}/skills/{{skill_id}}/team-registrations": "rulesets/test_teams.py",
    f"POST {V1}/registrations/{{registration_id}}/team/members/{{subject_id}}/replacement": "rulesets/test_teams.py",
    f"POST {V1}/championships/{{championship_id}}/school/entries": "schools/test_entering.py",
    f"POST {V1}/championships/{{championship_id}}/school/entries/{{registration_id}}/replacement": "schools/test_entering.py",
    f"POST {V1}/championships/{{championship_id}}/school/teams": "schools/test_teams.py",
    f"POST {V1}/championships/{{championship_id}}/school/entries/{{registration_id}}/members": "schools/test_teams.py",
    f"POST {V1}/championships/{{championship_id}}/school/entries/{{registration_id}}/mentor": "schools/test_teams.py",
    f"POST {V1}/championships/{{championship_id}}/school/reminders": "schools/test_school.py",
    f"POST {V1}/championships/{{championship_id}}/consents/requests": "pages/test_consents.py",
    f"POST {V1}/championships/{{championship_id}}/school/entries/{{registration_id}}/members/{{subject_id}}/replacement": (
        "schools/test_teams.py"
    ),
    f"POST {V1}/championships/{{championship_id}}/school/entries/{{registration_id}}/people/{{subject_id}}/correction": (
        "schools/test_correcting.py"
    ),
}
"""Repeats of these need another world, and have their tests in it."""
NAME: Final = {"ru": "Второе дело", "en": "Second trade"}


@dataclass(frozen=True, slots=True)
class Sent:
    route: str
    path: str
    body: Any
    expect: int = 201
    version: str = ""


def named(dependant: Any) -> Iterator[Any]:
    for one in dependant.dependencies:
        yield one.call
        yield from named(one)


def routes(among: list[Any], prefix: str = "") -> set[str]:
    """Those that name what they make after the key."""
    found: set[str] = set()
    for route in among:
        if isinstance(route, APIRoute):
            if new_id in named(route.dependant):
                found |= {f"{method} {prefix}{route.path}" for method in route.methods or ()}
        elif hasattr(route, "original_router"):
            found |= routes(route.original_router.routes, prefix + route.include_context.prefix)
    return found


async def requests(play: Play) -> list[Sent]:
    home, skill = f"/championships/{play.championship}", f"/skills/{play.skill}"
    over, under = "/championships/{championship_id}", "/skills/{skill_id}"
    starts = play.app.now().replace(microsecond=0) - timedelta(days=7)
    item = {"name": NAME, "starts_at": starts.isoformat(), "ends_at": (starts + timedelta(hours=1)).isoformat()}
    other = await play.post(f"{home}/skills", {"number": "09", "name": NAME}, expect=201)
    letter = {"given_name": "Вымысел", "email": "somebody@example.org"}
    invited = await play.person("Званый", email="invited@example.org")
    await play.post(f"{skill}/invitations", {"subject_id": invited}, expect=201)
    judge, late = await play.person("Судьин", email="judge@example.org"), await play.person("Дельтин")
    plan = {"name": NAME, "ruleset": "worldskills", "contact": dict(CONTACT)}
    days = {"starts_on": starts.date().isoformat(), "ends_on": starts.date().isoformat()}
    held = await play.get(home)
    kept = {name: held[name] for name in ("name", "ruleset", "starts_on", "ends_on", "contact")}
    version = (await play.app.championships.find_many({}))[0].version
    left, moved = play.registrations["Бетин"], play.registrations["Гаммин"]
    return [
        Sent("/championships", "/championships", {**plan, **days}),
        Sent(over, home, {**kept, "name": NAME}, 200, f'"{version}"'),
        Sent(f"{over}/copies", f"{home}/copies", {"starts_on": "2027-09-01"}),
        Sent(f"{over}/skills", f"{home}/skills", {"number": "08", "name": NAME}),
        Sent(f"{over}/schedule/items", f"{home}/schedule/items", item),
        Sent(f"{over}/access/invitations", f"{home}/access/invitations", {**letter, "family_name": "Первый", "duty": "reader"}),
        Sent(f"{over}/access/programs", f"{home}/access/programs", {"duty": "organiser", "name": "Табло", "account": "p-1"}),
        Sent("/access/invitations", "/access/invitations", {**letter, "family_name": "Второй", "duty": "reader"}),
        Sent("/access/programs", "/access/programs", {"duty": "organiser", "name": "Табло", "account": "p-2"}),
        Sent("/persons", "/persons", {"family_name": "Новикова", "given_name": "Вымысел"}),
        Sent("/persons/{subject_id}", f"/persons/{late}", {"family_name": "Иначин", "given_name": "Вымысел"}, 200, '"1"'),
        Sent("/persons/{subject_id}/invitation", f"/persons/{judge}/invitation", None, 202),
        Sent(f"{under}/invitations", f"{skill}/invitations", {"subject_id": judge}),
        Sent(f"{under}/invitations/newcomers", f"{skill}/invitations/newcomers", {**letter, "family_name": "Третий"}),
        Sent(f"{under}/invitations/{{subject_id}}/letters", f"{skill}/invitations/{invited}/letters", None),
        Sent(f"{under}/experts/{{subject_id}}/dismissal", f"{skill}/experts/{play.experts['two']}/dismissal", {"reason": "x"}, 204),
        Sent(f"{under}/registrations", f"{skill}/registrations", {"subject_id": late, "member": "R-04"}),
        Sent("/registrations/{registration_id}/replacement", f"/registrations/{left}/replacement", {"subject_id": judge, "member": "R-05"}),
        Sent("/registrations/{registration_id}/change", f"/registrations/{moved}/change", {"skill_id": other["id"], "member": "R-03"}, 200),
        Sent(f"{over}/members", f"{home}/members", {"name": "Заречье"}),
        Sent("/me/calendar", "/me/calendar", None, 200),
    ]  # fmt: skip


async def test_what_is_sent_again_is_made_once(api: FastAPI, play: Play) -> None:
    await play.open()
    for account, member, role in (("chief", "R-91", "chief"), ("one", "R-92", "expert"), ("two", "R-93", "expert")):
        await play.appoint(account, member, role)
    for family_name, member in (("Бетин", "R-02"), ("Гаммин", "R-03")):
        await play.compete(family_name, member, confirmed=False)
    sent = await requests(play)
    methods = {"PUT": {"/championships/{championship_id}", "/persons/{subject_id}", "/me/calendar"}}
    told = {f"{'PUT' if one.route in methods['PUT'] else 'POST'} {V1}{one.route}" for one in sent}
    assert told | ELSEWHERE.keys() == routes(list(api.routes))
    keys = [str(uuid4()) for _ in sent]

    async def send(one: Sent, key: str) -> Any:
        method = "PUT" if one.route in methods["PUT"] else "POST"
        more = {"if_match": one.version} if one.version else {}
        answer = await play.call(
            method, one.path, play.anna(), one.body, expect=one.expect, idempotency_key=key, **more
        )
        await play.app.database["idempotency"].delete_many({})
        return answer

    first = [await send(one, key) for one, key in zip(sent, keys, strict=True)]
    before = await _all(play)
    assert [await send(one, key) for one, key in zip(sent, keys, strict=True)] == first
    assert await _all(play) == before
    await play.post(f"/championships/{play.championship}/announcement")
    await play.post(f"/championships/{play.championship}/cancellation", {"cause": "venue", "reason": "Нет мастерской"})
    for one, key in zip(sent, keys, strict=True):
        await send(one, key)


async def _all(play: Play) -> dict[str, list[dict[str, Any]]]:
    """Everything that is stored."""
    database = play.app.database
    found = {}
    for name in sorted(await database.list_collection_names()):
        if name != "idempotency":
            found[name] = [one async for one in database[name].find({}).sort("_id")]
    return found
