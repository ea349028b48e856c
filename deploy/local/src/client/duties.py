"""Who may do what: people are invited, programs let in."""

from http import HTTPStatus

from client.caller import COMPETITIONS, Caller, Refused
from client.people import Person


async def invite(by: Caller, duty: str, family_name: str, given_name: str, email: str, place: str = "") -> str:
    """The invitation's id. `place`: nothing for the organisation, or `/championships/{id}`."""
    body = {"duty": duty, "family_name": family_name, "given_name": given_name, "email": email}
    made = await by.post(f"{COMPETITIONS}{place}/access/invitations", body)
    return str(made["duty_id"])


async def invite_to_school(by: Caller, person: Person, member: str, place: str = "") -> str:
    """As `invite`: to enter the people of one member."""
    made = await by.post(f"{COMPETITIONS}{place}/access/invitations", {"duty": "school", "member": member, **person})
    return str(made["duty_id"])


async def accept(by: Caller, token: str) -> None:
    """By the link in the letter, as its page does. Raises Refused."""
    answer = await by.request("POST", f"/invitation/{token}", {"accept": "text/html"})
    if answer.status_code != HTTPStatus.SEE_OTHER:
        raise Refused(answer)


async def admit(by: Caller, duty: str, name: str, account: str, place: str = "") -> str:
    """The duty's id."""
    body = {"duty": duty, "name": name, "account": account}
    return str((await by.post(f"{COMPETITIONS}{place}/access/programs", body))["duty_id"])
