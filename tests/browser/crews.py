"""A team for the pages of entries, and the certificate of one."""

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Final
from uuid import UUID, uuid4

from tests.browser.world import DRAFTS, LONG_NAMED, PUBLIC, WITH_GUARDIAN, Championship, World
from tests.settings import settings_of

from certificates.commands.issuing import certificate_id
from client import championships
from client.certificates import certificates
from client.waiting import until
from demo.people import OFFICER, ORGANISER
from shared.contracts import Award, Earned, Text
from shared.contracts.competitions import ResultPublished, ResultStatus, TeamChanged
from shared.events import event, to_record
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
