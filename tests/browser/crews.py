"""A team for the pages of entries, one that has a mentor, and the certificate of one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Final
from uuid import UUID, uuid4

from tests import days
from tests.browser.needing import CONTACT
from tests.browser.world import DRAFTS, LONG_NAMED, PUBLIC, WITH_GUARDIAN, Championship, World
from tests.settings import settings_of

from certificates.commands.issuing import certificate_id
from client import championships, people
from client.certificates import certificates
from client.waiting import until
from competitions.domain.own.mentors import asking_id
from competitions.queries.own.mentors import MENTORING
from demo.people import OFFICER, ORGANISER
from shared.contracts import Award, Earned, Text
from shared.contracts.competitions import ResultPublished, ResultStatus, TeamChanged
from shared.events import event, to_record
from shared.identity import links
from shared.messaging.kafka import Producer
from shared.settings import ServiceSettings

NAME: Final = "Сборная младших классов Приозёрья и Заречья «Северные дрозды»"

AWARD: Final = Award(
    id=uuid4(),
    code="team-first",
    version=1,
    title=Text(ru="Диплом I степени команде", en="First degree diploma of a team"),
    criteria=Text(ru="Первое место команды.", en="First place of the team."),
    scored=True,
    for_taking_part=False,
    whom="team",
)


@dataclass(frozen=True, slots=True)
class Crew:
    entry: str
    """The address of its entry."""
    of_school: str
    """The same for the coordinator of its region."""
    captain: str


async def crew_of(world: World, held: Championship) -> Crew:
    """In the skill of the championship in which teams compete."""
    organiser = await world.caller(ORGANISER)
    skills = (await organiser.get(f"{DRAFTS}/{held.id}/skills"))["items"]
    skill = next(one["id"] for one in skills if one["team_size"] > 1)
    pair = [world.subject(account) for account in (WITH_GUARDIAN, PUBLIC)]
    why = {"age_reason": "Участники старше: показательное выступление."}
    entry = await championships.register_team(organiser, skill, NAME, pair, "Приозёрье", **why)
    below = f"entries/{entry}"
    return Crew(f"/championships/{held.id}/{below}", f"/championships/{held.id}/school/{below}", pair[0])


async def certificate_of_team(world: World, held: Championship) -> str:
    """The address of a certificate of somebody's team in a championship that was published.

    Told of as competitions tells, by events: to hold a championship of teams takes longer than to look.
    """
    at, team = datetime.now(UTC), uuid4()
    told = TeamChanged(subject_id=team, version=1, name=NAME, members=(UUID(world.subject(LONG_NAMED)),))
    result = ResultPublished(
        result_id=uuid4(),
        championship_id=UUID(held.id),
        championship_edition=1,
        skill_id=UUID(held.skill),
        skill_edition=1,
        total=Decimal("91.50"),
        scale_score=742,
        scale_policy="ws700",
        medal_policy="within-2-points",
        awards=(Earned(subject_id=team, award=AWARD),),
        published_at=at,
        status=ResultStatus.OFFICIAL,
        revision=1,
        skill_head="5e" * 32,
        team_id=team,
    )
    producer = Producer(settings_of(ServiceSettings, kafka_bootstrap=world.stack.backbone.kafka.bootstrap))
    await producer.send([to_record(event(data, id=uuid4(), at=at)) for data in (told, result)])
    await producer.stop()
    made = str(certificate_id(result.result_id, team, AWARD.id))

    async def is_issued() -> bool:
        return made in [one["id"] async for one in certificates(await world.caller(OFFICER))]

    await until(is_issued, "the team's certificate")
    return f"/certificates/{made}"


CALLED: Final = "Команда Приозёрского дворца детского творчества «Северные дрозды»"
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
        typed = {"name": CALLED}
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
    name = championships.Text(ru="Юные мастера Приозёрья", en="Young masters of Priozerye")
    held = await championships.open_championship(
        organiser, name, first, first + timedelta(days=1), CONTACT, "juniorskills"
    )
    craft = championships.Text(ru="Сборка метеостанций вдвоём", en="Weather stations by two")
    skill = await championships.add_skill(organiser, held, "J01", craft, team_size=2)
    await championships.announce(organiser, held)
    mentor = await people.enter(organiser, {"family_name": "Наставин-Приозёрский", "given_name": "Апполинарий"})
    young: people.Person = {"family_name": "Вознесенский", "given_name": "Проба", "birth_date": days.of_age(15)}
    pair = [world.subject(WITH_GUARDIAN), await people.enter(organiser, young)]
    entry = await championships.register_team(organiser, skill, CALLED, pair, "Приозёрье", mentor=mentor)
    token = links.token(MENTORING, asking_id(UUID(entry), UUID(mentor)), world.stack.layout.secrets.link.encode())
    return Juniors(held, skill, f"/championships/{held}/entries/{entry}", f"/{MENTORING}/{token}")
