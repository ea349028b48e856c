"""A junior championship for the pages of teams with a mentor: one is entered, and its mentor has not answered yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from tests import days
from tests.browser.needing import CONTACT
from tests.browser.world import WITH_GUARDIAN, World

from client import championships, people
from client.championships import Text
from competitions.domain.own.mentors import asking_id
from competitions.queries.own.mentors import MENTORING
from demo.people import ORGANISER
from shared.identity import links

NAME: Final = "Команда Приозёрского дворца детского творчества «Северные дрозды»"
GUARDIAN_OF: Final = {
    "guardian-family_name": "Долгополова-Вознесенская",
    "guardian-given_name": "Апполинария",
    "guardian-email": "apollinaria.dolgopolova@pochta.example",
}


@dataclass(frozen=True, slots=True)
class Juniors:
    id: str
    skill: str
    entry: str
    """The address of the team's entry."""
    asked: str
    """Where the link in the mentor's letter leads."""

    def steps(self) -> Sequence[tuple[str, Mapping[str, str]]]:
        """What a mentor who enters a team has sent before the last step."""
        who = {"family_name": "Наставин", "given_name": "Вымысел", "email": "nastavin@pochta.example"}
        typed = {"name": NAME}
        for number, (family_name, email) in enumerate((("Долгополов", "dolgopolov"), ("Вознесенский", "voznesensky"))):
            person = {"family_name": family_name, "given_name": "Апполинарий", "birth_date": days.of_age(15)}
            own = {**person, "email": f"{email}@pochta.example", **GUARDIAN_OF}
            typed |= {f"people-{number}-{field}": said for field, said in own.items()}
        sent: dict[str, Mapping[str, str]] = {
            "whom": {"whom": "mentor"},
            "who": {**{f"applicant-{field}": said for field, said in who.items()}, "member": "Приозёрье"},
            "skill": {"skill_id": self.skill},
            "team": typed,
            "consents": {},
        }
        return [(f"/enter/{self.id}/{step}", form) for step, form in sent.items()]


async def juniors_of(world: World) -> Juniors:
    organiser = await world.caller(ORGANISER)
    first = date.today() + timedelta(days=60)  # noqa: DTZ011 - a calendar's day, not a moment
    name = Text(ru="Юные мастера Приозёрья", en="Young masters of Priozerye")
    held = await championships.open_championship(
        organiser, name, first, first + timedelta(days=1), CONTACT, "juniorskills"
    )
    craft = Text(ru="Сборка метеостанций вдвоём", en="Weather stations by two")
    skill = await championships.add_skill(organiser, held, "J01", craft, team_size=2)
    await championships.announce(organiser, held)
    mentor = await people.enter(organiser, {"family_name": "Наставин-Приозёрский", "given_name": "Апполинарий"})
    young: people.Person = {"family_name": "Вознесенский", "given_name": "Проба", "birth_date": days.of_age(15)}
    pair = [world.subject(WITH_GUARDIAN), await people.enter(organiser, young)]
    entry = await championships.register_team(organiser, skill, NAME, pair, "Приозёрье", mentor=mentor)
    token = links.token(MENTORING, asking_id(UUID(entry), UUID(mentor)), world.stack.layout.secrets.link.encode())
    return Juniors(held, skill, f"/championships/{held}/entries/{entry}", f"/{MENTORING}/{token}")
