"""What the service tells of a championship that takes place otherwise than was said, or not at all."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from competitions.domain.championship import Championship
from competitions.domain.preparation.cancellation import Cancellation
from competitions.domain.schedule.changes import Change
from competitions.domain.schedule.groups import Group
from competitions.domain.schedule.items import Schedule
from competitions.domain.skill import Skill
from competitions.event_shapes import championship_shape, skill_shape, text_shape
from competitions.queries.scheduling.schedules import Planned
from shared.contracts import competitions as contract
from shared.events import Event, event
from shared.ids import derive
from shared.text import Text


def of_cancellation(
    championship: Championship, known: Cancellation, group: Group, calendar: Text | None, at: datetime
) -> Event[contract.ChampionshipCancelled]:
    """For all for whom the same would have taken place."""
    return event(
        contract.ChampionshipCancelled(
            championship=championship_shape(championship),
            cause=contract.CancellationCause(known.cause.value),
            calendar=_calendar(calendar),
            cancelled_at=known.at,
        ),
        id=derive(championship.id, contract.ChampionshipCancelled.type, *map(str, group.skills)),
        at=at,
    )


def of_schedule(
    schedule: Schedule, found: Planned, group: Group, changes: Sequence[Change], calendar: Text | None, at: datetime
) -> Event[contract.ChampionshipRescheduled]:
    """With what concerns those of the group. `schedule`: as it was when they were told, whose version names the event."""
    championship = found.championship
    return event(
        contract.ChampionshipRescheduled(
            championship=championship_shape(championship),
            changes=tuple(_change(change, found.skills) for change in changes),
            is_start_changed=any(change.is_urgent for change in changes),
            calendar=_calendar(calendar),
        ),
        id=derive(
            championship.id, contract.ChampionshipRescheduled.type, str(schedule.version), *map(str, group.skills)
        ),
        at=at,
    )


def of_audience(
    news: Event[contract.ChampionshipCancelled] | Event[contract.ChampionshipRescheduled], subjects: Sequence[UUID]
) -> Event[contract.AudienceNamed]:
    """Some of those whom the news concern. An id is derived of the first: each is told once."""
    data = contract.AudienceNamed(news_id=news.id, championship_id=news.data.championship.id, subjects=tuple(subjects))
    return event(data, id=derive(news.id, data.type, str(subjects[0])), at=news.time)


def _change(change: Change, skills: Mapping[UUID, Skill]) -> contract.ScheduleChange:
    plan, skill = change.plan, skills.get(change.plan.skill_id) if change.plan.skill_id else None
    return contract.ScheduleChange(
        kind=contract.ScheduleChangeKind(change.kind.value),
        name=text_shape(plan.name),
        skill=skill_shape(skill) if skill else None,
        starts_at=plan.starts_at,
        ends_at=plan.ends_at,
        place=plan.place,
        began_at=change.before.starts_at if change.before else None,
    )


def _calendar(calendar: Text | None) -> contract.Calendar | None:
    return contract.Calendar(ru=calendar.ru, en=calendar.en) if calendar else None
