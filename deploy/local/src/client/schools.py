"""A school's coordinator: the own people alone."""

from typing import NotRequired, TypedDict

from client.caller import COMPETITIONS, Caller


class Guardian(TypedDict):
    family_name: str
    given_name: str
    patronymic: NotRequired[str]
    email: NotRequired[str]


class Pupil(TypedDict):
    """Who is entered. The birth date is `2010-03-14`; the course is a class, such as `9 Б`."""

    family_name: str
    given_name: str
    patronymic: NotRequired[str]
    birth_date: str
    course: NotRequired[str]
    guardian: NotRequired[Guardian]


async def enter(by: Caller, championship: str, skill: str, pupil: Pupil) -> str:
    """The registration's id."""
    made = await by.post(f"{COMPETITIONS}/championships/{championship}/school/entries", {**pupil, "skill_id": skill})
    return str(made["id"])
