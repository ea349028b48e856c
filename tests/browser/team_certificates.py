"""A team's certificate, told of as competitions tells: by events, since to hold a championship of teams takes longer than to look."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Final
from uuid import UUID, uuid4

from tests.browser.crews import NAME
from tests.browser.world import LONG_NAMED, Championship, World
from tests.settings import settings_of

from certificates.commands.issuing import certificate_id
from client.certificates import certificates
from client.waiting import until
from demo.people import OFFICER
from shared.contracts import Award, Earned, Text
from shared.contracts.competitions import ResultPublished, TeamChanged
from shared.events import event, to_record
from shared.messaging.kafka import Producer
from shared.settings import ServiceSettings

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


async def certificate_of_team(world: World, held: Championship) -> str:
    """The address of a certificate of somebody's team in a championship that was published."""
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
