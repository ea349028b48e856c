"""Consents, as an organiser enters what was signed on paper, and asks for what is missing."""

from collections.abc import Sequence
from typing import Any, TypedDict

from client.caller import COMPETITIONS, Caller


class Reminded(TypedDict):
    asked: int
    too_soon: int
    without_guardian: int


async def on_paper(
    by: Caller, registration: str, shows: Sequence[str] | None = None, subject: str | None = None
) -> None:
    """Enters as signed on paper whatever the entry still lacks, from everybody who has to answer.

    `shows`: what may be shown in public, of `name`, `organisation`, `place`, `score`, `photo`; none of them is a no. None: nobody
    answered that. `subject`: which member of a team it is about.
    """
    address = f"{COMPETITIONS}/registrations/{registration}/consents"
    about = {"subject_id": subject} if subject else {}
    known = await by.get(address, **about)
    for voice in known["voices"]:
        for purpose in voice["purposes"]:
            signed: dict[str, Any] = {"giver_id": voice["giver_id"], "purpose": purpose, "decision": "given", **about}
            if purpose in known["lacking"]:
                await by.put(address, signed)
            elif purpose == "publication" and shows is not None:
                await by.put(address, {**signed, "decision": "given" if shows else "refused", "items": list(shows)})


async def withdraw(by: Caller, registration: str, giver: str, purpose: str) -> None:
    """Takes back what `giver` gave, as they asked on paper."""
    body = {"giver_id": giver, "purpose": purpose, "decision": "withdrawn"}
    await by.put(f"{COMPETITIONS}/registrations/{registration}/consents", body)


async def ask(by: Caller, championship: str, *subjects: str) -> Reminded:
    """Writes to everybody whose answer is wanted, of all who are entered or of `subjects`."""
    body = {"subject_ids": list(subjects)} if subjects else {}
    reminded: Reminded = await by.post(f"{COMPETITIONS}/championships/{championship}/consents/requests", body)
    return reminded
