"""Consents, as an organiser enters what was signed on paper, and asks for what is missing."""

from typing import TypedDict

from client.caller import COMPETITIONS, Caller


class Reminded(TypedDict):
    asked: int
    too_soon: int
    without_guardian: int


async def on_paper(by: Caller, registration: str) -> None:
    """Enters as signed on paper whatever the entry still lacks, from everybody who has to answer."""
    address = f"{COMPETITIONS}/registrations/{registration}/consents"
    known = await by.get(address)
    for voice in known["voices"]:
        for purpose in voice["purposes"]:
            if purpose in known["lacking"]:
                signed = {"giver_id": voice["giver_id"], "purpose": purpose, "decision": "given"}
                await by.put(address, signed)


async def ask(by: Caller, championship: str, *subjects: str) -> Reminded:
    """Writes to everybody whose answer is wanted, of all who are entered or of `subjects`."""
    body = {"subject_ids": list(subjects)} if subjects else {}
    reminded: Reminded = await by.post(f"{COMPETITIONS}/championships/{championship}/consents/requests", body)
    return reminded
