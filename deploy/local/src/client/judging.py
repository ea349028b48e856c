"""Who is asked to judge, and what they answer by the link of their letter."""

from client.caller import COMPETITIONS, Caller
from client.people import Person


async def invite(by: Caller, skill: str, subject: str, role: str = "expert") -> None:
    """Writes to one of the organisation's own people."""
    await by.post(f"{COMPETITIONS}/skills/{skill}/invitations", {"subject_id": subject, "role": role})


async def invite_newcomer(by: Caller, skill: str, person: Person, role: str = "expert") -> None:
    """Writes to somebody whom the organisation does not keep yet."""
    await by.post(f"{COMPETITIONS}/skills/{skill}/invitations/newcomers", {**person, "role": role})


async def accept(by: Caller, token: str, member: str) -> None:
    await by.post(f"{COMPETITIONS}/judging/{token}/acceptance", {"member": member, "ties": []})


async def roles(by: Caller, skill: str) -> list[str]:
    """Of those who are on the jury."""
    jury = await by.get(f"{COMPETITIONS}/skills/{skill}/experts")
    return [str(one["role"]) for one in jury["items"]]
