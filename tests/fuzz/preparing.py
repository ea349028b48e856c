"""What stands before the first mark: members, days, files of entrants, invitations, consents and scans, each with its id known."""

from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

import httpx2
from tests.competitions.entering.entrants_file import file, rows
from tests.competitions.scans import made

from client import people
from client.caller import COMPETITIONS
from competitions.queries.judging import JUDGING
from shared.identity import links
from shared.identity.principal import Role
from shared.ids import derive

if TYPE_CHECKING:
    from tests.fuzz.world import World

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
VERA: Final = {"family_name": "Вымысел-Вера", "given_name": "Пример", "email": "vera@example.org"}
ITEM: Final = {
    "name": {"ru": "Открытие", "en": "Opening"},
    "starts_at": "2026-11-20T07:00:00Z",
    "ends_at": "2026-11-20T08:00:00Z",
}


async def prepared(world: "World", championship: str, skill: str) -> None:
    """In a championship that is not marked yet."""
    home = f"{COMPETITIONS}/championships/{championship}"
    for name in ("R-0", "R-01", "R-02", "R-03", "R-90", "R-91"):
        await _made(world, f"{home}/members", {"name": name}, "member_id", championship_id=championship)
    world.known.add("into", *world.known.values["member_id"])
    await _made(world, f"{home}/schedule/items", ITEM, "item_id", championship_id=championship)
    for place in (COMPETITIONS, home):
        body = {"duty": "organiser", **VERA}
        offered = await world.organiser.post(f"{place}/access/invitations", body)
        world.known.add("duty_id", offered["duty_id"])
    world.known.together.append({"championship_id": championship, "duty_id": world.known.values["duty_id"][-1]})
    await _files(world, home)
    await _invite(world, skill)
    await _twins(world)
    await _papers(world, championship)


async def _made(world: "World", path: str, body: Any, name: str, **beside: str) -> None:
    id = (await world.organiser.post(path, body))["id"]
    world.known.add(name, id)
    world.known.together.append({**beside, name: id})


async def _files(world: "World", home: str) -> None:
    """One that is checked, and one that is kept: its people are told when an hour is over, or when that is asked for."""
    for seed in (1, 2):
        content = file([["01", *row[1:]] for row in rows(1, seed)])
        answer = await _sent(world, f"{home}/imports", content, XLSX)
        world.known.add("import_id", answer["id"])
    await world.organiser.post(f"{COMPETITIONS}/imports/{answer['id']}/keeping")


async def _invite(world: "World", skill: str) -> None:
    subject = await world.person("asked", account=None, email="asked@example.org", birth_date="1990-01-01")
    await world.organiser.post(f"{COMPETITIONS}/skills/{skill}/invitations", {"subject_id": subject, "role": "expert"})
    app = world.parts.competitions
    at = {"skill_id": skill, "subject_id": subject}
    world.asks("POST /skills/{skill_id}/invitations/{subject_id}/letters", **at)
    world.asks("DELETE /skills/{skill_id}/invitations/{subject_id}", **at)
    world.asks("POST /persons/{subject_id}/invitation", subject_id=subject)
    for one in (await app.skills.get(UUID(skill))).invitations:
        world.known.add("token", links.token(JUDGING, one.newest.id, app.link_secret))


async def _twins(world: "World") -> None:
    """Records that may be one person's, some that are told apart, and two that were made one."""
    one, other, apart, going = [
        await world.person(f"twin-{n}", family_name="Вымысел-Двойник", account=None, birth_date="1991-01-01")
        for n in range(4)
    ]
    world.known.together.append({"subject_id": one, "staying_id": other})
    await world.organiser.request("PUT", f"{COMPETITIONS}/persons/{one}/apart-from/{apart}")
    await people.merge(world.organiser, going, other)
    world.asks("PUT /persons/{subject_id}/apart-from/{other_id}", subject_id=other, other_id=apart)
    world.asks("DELETE /persons/{subject_id}/apart-from/{other_id}", subject_id=one, other_id=apart)
    world.asks("DELETE /persons/{subject_id}/merged-into", subject_id=going)


async def _papers(world: "World", championship: str) -> None:
    """Of the competitor who is of age, in that championship."""
    subject = world.people["competitor"]
    world.known.add("consents_id", str(derive(UUID(championship), UUID(subject), UUID(subject), "consents")))
    of_championship = f"{COMPETITIONS}/championships/{championship}/registrations"
    async for one in world.organiser.all(of_championship):
        if one["subject_id"] == subject:
            paper = {"giver_id": subject, "purpose": "participation", "decision": "given"}
            await world.organiser.put(f"{COMPETITIONS}/registrations/{one['id']}/consents", paper)
            path = f"{COMPETITIONS}/registrations/{one['id']}/consents/{subject}/participation/scans"
            scan = await _sent(world, path, made.jpeg(), "image/jpeg")
            world.known.add("scan_id", scan["id"])
            names = {"registration_id": one["id"], "giver_id": subject, "purpose": "participation"}
            world.known.together.append(names)
            scans = "/registrations/{registration_id}/consents/{giver_id}/{purpose}/scans"
            world.asks(f"POST {scans}", made.png((70, 90)), kind="image/png", **names)
            world.asks("PUT /registrations/{registration_id}/consents", paper, registration_id=one["id"])
    world.known.files.append(made.png((60, 80)))


async def _sent(world: "World", path: str, content: bytes, kind: str) -> Any:
    by = world.by("competitions", "organiser", Role.ORGANISER)
    answer = await by.request("POST", path, {"content-type": kind}, content=content)
    assert answer.status_code == httpx2.codes.CREATED, answer.text
    return answer.json()
