"""Championships with their skills, juries, marking schemes and registrations."""

from collections.abc import Sequence
from datetime import date
from typing import Final, TypedDict

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
    by: Caller, name: Text, starts_on: date, ends_on: date, contact: Contact, ruleset: str = "worldskills"
) -> str:
    """The championship's id."""
    days = {"starts_on": starts_on.isoformat(), "ends_on": ends_on.isoformat()}
    body = {"name": name, "ruleset": ruleset, "contact": contact, **days}
    opened = await by.post(f"{COMPETITIONS}/championships", body)
    return str(opened["id"])


async def add_skill(by: Caller, championship: str, number: str, name: Text) -> str:
    """The skill's id."""
    added = await by.post(f"{COMPETITIONS}/championships/{championship}/skills", {"number": number, "name": name})
    return str(added["id"])


async def announce(by: Caller, championship: str) -> str:
    """When it was announced."""
    announced = await by.post(f"{COMPETITIONS}/championships/{championship}/announcement")
    return str(announced["announced_at"])


async def appoint(by: Caller, skill: str, subject: str, member: str, *, chief: bool = False) -> None:
    body = {"subject_id": subject, "member": member, "role": "chief" if chief else "expert"}
    await by.post(f"{COMPETITIONS}/skills/{skill}/experts", body)


async def import_scheme(by: Caller, skill: str, workbook: bytes) -> Imported:
    imported: Imported = await by.upload(f"{COMPETITIONS}/skills/{skill}/marking-scheme", workbook, XLSX)
    return imported


async def register(by: Caller, skill: str, subject: str, member: str) -> str:
    """The id of the registration, which is an entrant's until it is confirmed."""
    body = {"subject_id": subject, "member": member}
    registered = await by.post(f"{COMPETITIONS}/skills/{skill}/registrations", body)
    return str(registered["id"])


async def confirm(by: Caller, registration: str) -> None:
    await by.post(f"{COMPETITIONS}/registrations/{registration}/confirmation")


async def enter_competitor(
    by: Caller, skill: str, subject: str, member: str, shows: Sequence[str] | None = None
) -> str:
    """Registers, enters the consents that were signed on paper, and confirms. The registration's id. `shows` as `on_paper`."""
    registration = await register(by, skill, subject, member)
    await consents.on_paper(by, registration, shows)
    await confirm(by, registration)
    return registration
