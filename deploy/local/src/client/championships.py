"""Championships with their skills, juries, marking schemes and registrations."""

from collections.abc import AsyncIterator, Sequence
from datetime import date
from typing import Any, Final, TypedDict

from client import consents
from client.caller import COMPETITIONS, Caller

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Text(TypedDict):
    ru: str
    en: str


class Contact(TypedDict):
    """Whom the public may ask."""

    name: str
    email: str


class Imported(TypedDict):
    """Counts of a marking scheme; marks are decimals such as "100.00"."""

    aspects: int
    measurements: int
    judgements: int
    sub_criteria: int
    total: str
    variation: str


async def open_championship(
    by: Caller,
    name: Text,
    starts_on: date,
    ends_on: date,
    contact: Contact,
    ruleset: str = "worldskills",
    **plan: Any,
) -> str:
    """The championship's id. `plan`: venues, deadlines and what else the API takes."""
    days = {"starts_on": starts_on.isoformat(), "ends_on": ends_on.isoformat()}
    body = {"name": name, "ruleset": ruleset, "contact": contact, **days, **plan}
    opened = await by.post(f"{COMPETITIONS}/championships", body)
    return str(opened["id"])


async def add_skill(by: Caller, championship: str, number: str, name: Text, **plan: Any) -> str:
    """The skill's id. `plan`: room, quota and what else the API takes."""
    body = {"number": number, "name": name, **plan}
    added = await by.post(f"{COMPETITIONS}/championships/{championship}/skills", body)
    return str(added["id"])


async def list_member(by: Caller, championship: str, name: str, spellings: list[str]) -> None:
    """A region or organisation that entries go by from now on."""
    await by.post(f"{COMPETITIONS}/championships/{championship}/members", {"name": name, "spellings": spellings})


async def announce(by: Caller, championship: str) -> str:
    """When it was announced."""
    announced = await by.post(f"{COMPETITIONS}/championships/{championship}/announcement")
    return str(announced["announced_at"])


async def appoint(by: Caller, skill: str, subject: str, member: str, *, chief: bool = False) -> None:
    """One of the organisation's own people, who has agreed to it."""
    body = {"subject_id": subject, "member": member, "role": "chief" if chief else "expert", "has_agreed": True}
    await by.post(f"{COMPETITIONS}/skills/{skill}/experts", body)


async def import_scheme(by: Caller, skill: str, workbook: bytes) -> Imported:
    imported: Imported = await by.upload(f"{COMPETITIONS}/skills/{skill}/marking-scheme", workbook, XLSX)
    return imported


async def register(by: Caller, skill: str, subject: str, member: str, **said: Any) -> str:
    """The id of the registration, which is an entrant's until it is confirmed. `said`: status, category and what else the API takes."""
    body = {"subject_id": subject, "member": member, **said}
    registered = await by.post(f"{COMPETITIONS}/skills/{skill}/registrations", body)
    return str(registered["id"])


async def register_team(by: Caller, skill: str, name: str, members: Sequence[str], member: str, **more: str) -> str:
    """The same for a team, whose captain is the first of `members`. `more`: its mentor, and what else the API takes."""
    team = {"name": name, "captain": members[0], "members": list(members), "member": member, **more}
    registered = await by.post(f"{COMPETITIONS}/skills/{skill}/team-registrations", team)
    return str(registered["id"])


async def registration(by: Caller, registration: str) -> Any:
    """One entry, as it is now."""
    return await by.get(f"{COMPETITIONS}/registrations/{registration}")


async def confirm(by: Caller, registration: str) -> None:
    await by.post(f"{COMPETITIONS}/registrations/{registration}/confirmation")


async def enter_competitor(
    by: Caller, skill: str, subject: str, member: str, shows: Sequence[str] | None = None, **said: Any
) -> str:
    """Registers, enters the consents that were signed on paper, and confirms. The registration's id. `shows` as `on_paper`."""
    registration = await register(by, skill, subject, member, **said)
    await consents.on_paper(by, registration, shows)
    await confirm(by, registration)
    return registration


async def registrations(by: Caller, championship: str) -> AsyncIterator[Any]:
    """Every entry, the newest first."""
    async for one in by.all(f"{COMPETITIONS}/championships/{championship}/registrations"):
        yield one


async def reject(by: Caller, registration: str, reason: str) -> None:
    await by.post(f"{COMPETITIONS}/registrations/{registration}/rejection", {"reason": reason})


async def withdraw(by: Caller, registration: str) -> None:
    await by.post(f"{COMPETITIONS}/registrations/{registration}/withdrawal", {})


async def replace(by: Caller, registration: str, subject: str, member: str) -> str:
    """The id of the registration that takes the place over."""
    body = {"subject_id": subject, "member": member}
    replacing = await by.post(f"{COMPETITIONS}/registrations/{registration}/replacement", body)
    return str(replacing["id"])


async def check_in(by: Caller, registration: str) -> None:
    await by.put(f"{COMPETITIONS}/registrations/{registration}/check-in", None)


async def mark_absent(by: Caller, registration: str, kind: str, reason: str) -> None:
    """`kind`: absent, withdrawn, disqualified or out_of_competition."""
    await by.put(f"{COMPETITIONS}/registrations/{registration}/absence", {"kind": kind, "reason": reason})
