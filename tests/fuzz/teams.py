"""Teams: one that may be changed in every way, and one that enters itself."""

from typing import TYPE_CHECKING, Final

from tests.fuzz.ahead import ahead

from client import championships, consents
from client.caller import COMPETITIONS

if TYPE_CHECKING:
    from tests.fuzz.world import World

YES: Final = [{"purpose": "participation", "decision": "given"}]
BORN: Final = "2000-05-17"
NEW: Final = {
    "family_name": "Вымысел-Новый",
    "given_name": "Пример",
    "birth_date": BORN,
    "email": "new@people.example",
}
MENTOR: Final = {"family_name": "Вымысел-Наставин", "given_name": "Пример", "email": "mentor@people.example"}
ABSENT: Final = {"kind": "absent", "reason": "Не приехал"}
TEAM: Final = "/registrations/{registration_id}/team"
MEMBER: Final = TEAM + "/members/{subject_id}"


async def teamed(world: "World") -> None:
    held, skill = await ahead(world, team_size=2)
    mates = [await world.person(f"mate-{n}", birth_date=BORN) for n in range(10)]
    await _change(world, skill, mates)
    await _fill(world, skill, mates)
    await championships.announce(world.organiser, held)
    mine = {"family_name": "Вымысел-Капитан", "given_name": "Пример", "birth_date": BORN, "email": "c@people.example"}
    body = {"skill_id": skill, "member": "R-02", "name": "Метель", "part": "captain", "people": [NEW]}
    own = {"applicant": mine, "answers": YES}
    world.asks("POST /championships/{championship_id}/entering/teams", {**body, **own}, championship_id=held)


async def _change(world: "World", skill: str, mates: list[str]) -> None:
    """Confirmed teams: nothing is marked of one, and all of another, in whose place others come."""
    chief = world.people["chief"]
    full = await _confirmed(world, skill, [mates[0], chief])
    marked = await _confirmed(world, skill, mates[1:3])
    people = f"{COMPETITIONS}/registrations/{marked}/team/members"
    await world.organiser.put(f"{people}/{mates[1]}/absence", ABSENT)
    await world.organiser.put(f"{people}/{mates[2]}/check-in", {})
    at = {"registration_id": full, "subject_id": mates[0]}
    world.asks(f"PUT {TEAM}", {"name": "Буран", "captain": chief}, registration_id=full)
    world.asks(f"POST {MEMBER}/replacement", {"subject_id": mates[4]}, **at)
    world.asks(f"POST {MEMBER}/leaving", registration_id=full, subject_id=chief)
    world.asks(f"PUT {MEMBER}/absence", ABSENT, registration_id=marked, subject_id=mates[2])
    world.asks(f"PUT {MEMBER}/check-in", {}, registration_id=marked, subject_id=mates[2])
    world.asks(f"DELETE {MEMBER}/absence", registration_id=marked, subject_id=mates[1])
    world.asks(f"DELETE {MEMBER}/check-in", registration_id=marked, subject_id=mates[2])


async def _fill(world: "World", skill: str, mates: list[str]) -> None:
    """Teams in which a place is free: the organiser puts somebody in that of one, the competitor in that of the team they lead."""
    led = await with_a_free_place(world, skill, world.people["competitor"], "mate-3")
    other = await with_a_free_place(world, skill, mates[8], "mate-9")
    world.asks(f"POST {TEAM}/newcomers", NEW, registration_id=led)
    world.asks(f"POST {TEAM}/members", {"subject_id": mates[5]}, registration_id=other)
    new = {"name": "Вьюга", "captain": mates[6], "members": mates[6:8], "member": "R-03"}
    world.asks("POST /skills/{skill_id}/team-registrations", new, skill_id=skill)


async def mentored(world: "World") -> tuple[str, str]:
    """A championship of children, and a team in it: its mentor is the chief expert of others, a guardian leads it for its captain."""
    held, skill = await ahead(world, "juniorskills", team_size=2)
    await championships.list_member(world.organiser, held, "R-01", [])
    other = await world.person("pupil", birth_date="2013-06-01", guardians=[world.people["guardian"]])
    entry = await _team(world, skill, [world.people["child"], other], mentor=world.people["chief"])
    await championships.announce(world.organiser, held)
    said = {"answer": "agreed"}
    world.asks("PUT /me/registrations/{registration_id}/mentoring", said, registration_id=entry)
    world.asks(f"POST {TEAM}/mentor", MENTOR, registration_id=entry)
    return held, entry


async def with_a_free_place(world: "World", skill: str, captain: str, leaving: str) -> str:
    entry = await _team(world, skill, [captain, world.people[leaving]])
    path = f"{COMPETITIONS}/registrations/{entry}/team/members/{world.people[leaving]}/leaving"
    await world.by("competitions", leaving).request("POST", path)
    return entry


async def _confirmed(world: "World", skill: str, members: list[str]) -> str:
    entry = await _team(world, skill, members)
    for one in members:
        await consents.on_paper(world.organiser, entry, subject=one)
    await championships.confirm(world.organiser, entry)
    return entry


async def _team(world: "World", skill: str, members: list[str], **more: str) -> str:
    entry = await championships.register_team(world.organiser, skill, "Вьюга", members, "R-01", **more)
    world.known.add("registration_id", entry)
    return entry
