"""Somebody coordinates a region's people: let in by a letter, and with one pupil entered, whose guardian has still to answer."""

from datetime import date
from typing import Final

from client import duties, people, schools
from client.caller import COMPETITIONS
from client.waiting import until
from demo.season.letters import link
from demo.stage import Stage
from localstack.mail.smtp import MailSink

COORDINATOR: Final = "vera"
MEMBER: Final = "Приозёрье"
SKILL: Final = "R02"


def _pupil() -> schools.Pupil:
    return {
        "family_name": "Сотова",
        "given_name": "Пелагея",
        "patronymic": "Ульевна",
        "birth_date": date(date.today().year - 15, 3, 14).isoformat(),  # noqa: DTZ011 - a calendar's day, not a moment
        "course": "9 Б",
        "guardian": {"family_name": "Сотова", "given_name": "Мелисса", "email": "melissa.sotova@pochta.example"},
    }


async def let_in(stage: Stage, championship: str, sink: MailSink) -> None:
    known = stage.cast.people[COORDINATOR].record
    email = str(known["email"])
    named: people.Person = {"family_name": known["family_name"], "given_name": known["given_name"], "email": email}
    await stage.sign_in(COORDINATOR)
    await duties.invite_to_school(stage.organiser, named, MEMBER, f"/championships/{championship}")

    async def is_written() -> bool:
        return bool(link(sink, email, "invitation"))

    await until(is_written, "the invitation to a school's coordinator", seconds=60)
    vera = stage.callers[COORDINATOR]
    await duties.accept(vera, link(sink, email, "invitation"))
    skills = (await stage.organiser.get(f"{COMPETITIONS}/championships/{championship}/skills"))["items"]
    skill = next(one["id"] for one in skills if one["number"] == SKILL)
    await schools.enter(vera, championship, skill, _pupil())
    seen = await vera.get(f"{COMPETITIONS}/championships/{championship}/school/entries")
    members = {one["registration"]["member"] for one in seen["items"]}
    stage.checks.expect("whose entries a school's coordinator sees", members, {MEMBER})
