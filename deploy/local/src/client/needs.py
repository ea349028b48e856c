"""What people need in order to take part: said by themselves, answered by a named reader, listed for the venue."""

from collections.abc import Mapping, Sequence
from typing import Any

from client.caller import COMPETITIONS, Caller


async def ask_for(by: Caller, registration: str, needs: Sequence[Mapping[str, str]]) -> None:
    """All of them, each with `need` and, where it helps, `what`."""
    await by.put(f"{COMPETITIONS}/me/registrations/{registration}/needs", {"needs": list(needs)})


async def consent_on_paper(by: Caller, registration: str, giver: str) -> None:
    body = {"giver_id": giver, "purpose": "needs", "decision": "given"}
    await by.put(f"{COMPETITIONS}/registrations/{registration}/consents", body)


async def read(by: Caller, registration: str) -> list[Any]:
    """What is asked for. Recorded, and shown to who asked."""
    found = await by.post(f"{COMPETITIONS}/registrations/{registration}/needs/readings")
    return list(found["needs"])


async def answer(by: Caller, registration: str, need: str, outcome: str, text: str | None = None) -> None:
    body = {"need": need, "outcome": outcome, "text": text}
    await by.put(f"{COMPETITIONS}/registrations/{registration}/needs/answer", body)


async def own(by: Caller, registration: str) -> Any:
    return await by.get(f"{COMPETITIONS}/me/registrations/{registration}/needs")


async def venue_list(by: Caller, championship: str) -> list[Any]:
    """By entry: what is to be there on the day. Recorded too."""
    found = await by.post(f"{COMPETITIONS}/championships/{championship}/needs/venue-lists")
    return list(found["items"])


async def come_along(by: Caller, registration: str, companions: Sequence[Mapping[str, Any]]) -> list[Any]:
    """Names all who come with the entry; each gets the code of a pass."""
    found = await by.put(f"{COMPETITIONS}/me/registrations/{registration}/companions", {"companions": list(companions)})
    return list(found["companions"])


async def check_in_companion(by: Caller, registration: str, code: str) -> None:
    await by.put(f"{COMPETITIONS}/registrations/{registration}/companions/{code}/check-in", None)
