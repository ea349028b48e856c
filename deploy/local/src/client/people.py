"""People, as their organiser enters and erases them."""

from typing import NotRequired, TypedDict

from client.caller import COMPETITIONS, Caller


class Person(TypedDict):
    """What is known of somebody. Dates are `2008-03-14`; `guardians` are subject ids."""

    family_name: str
    given_name: str
    patronymic: NotRequired[str | None]
    birth_date: NotRequired[str | None]
    language: NotRequired[str]
    email: NotRequired[str | None]
    account: NotRequired[str | None]
    guardians: NotRequired[list[str]]


async def enter(by: Caller, person: Person) -> str:
    """The subject id."""
    entered = await by.post(f"{COMPETITIONS}/persons", person)
    return str(entered["subject_id"])


async def invite(by: Caller, subject: str) -> None:
    """Sends a letter with a link, by which the account of who opens it becomes theirs."""
    await by.post(f"{COMPETITIONS}/persons/{subject}/invitation")


async def merge(by: Caller, going: str, staying: str) -> None:
    """`going` becomes an alias of `staying`: two records of one person."""
    known = await by.get(f"{COMPETITIONS}/persons/{staying}")
    address = f"{COMPETITIONS}/persons/{going}/merged-into/{staying}"
    answer = await by.request("PUT", address, {"if-match": f'"{known["version"]}"'})
    answer.raise_for_status()


async def erase(by: Caller, subject: str) -> None:
    await by.delete(f"{COMPETITIONS}/persons/{subject}")
