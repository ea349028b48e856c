"""What the service tells of a championship that takes place otherwise than was said, or not at all."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from competitions.domain.championship import Championship
from competitions.domain.schedule.changes import Change
from competitions.domain.schedule.groups import Group
from competitions.domain.schedule.items import Schedule
from competitions.domain.skill import Skill
from competitions.event_shapes import championship_shape, skill_shape, text_shape
from shared.contracts import competitions as contract
from shared.events import Event, event
from shared.ids import derive
from shared.text import Text

MOST_TOLD: Final = 200
"""People in one event. Who hears of it writes some letters for each, before it goes on to the next event."""


def of_cancellation(
    championship: Championship, told: Iterable[tuple[Group, Text | None]]
) -> list[Event[contract.ChampionshipCancelled]]:
    """Everybody once: each event names at most MOST_TOLD of those for whom the same would have taken place."""
    known = championship.cancelled
    if known is None:
        return []
    at = known.completed_at or known.at
    return [
        event(
            contract.ChampionshipCancelled(
                championship=championship_shape(championship),
                cause=contract.CancellationCause(known.cause.value),
                subjects=subjects,
                calendar=_calendar(calendar),
                cancelled_at=known.at,
            ),
            id=derive(championship.id, contract.ChampionshipCancelled.type, str(subjects[0])),
            at=at,
        )
        for group, calendar in told
        for subjects in _some_at_a_time(group.subjects)
    ]


def of_schedule(
    schedule: Schedule,
    championship: Championship,
    skills: Mapping[UUID, Skill],
    told: Iterable[tuple[Group, Sequence[Change], Text | None]],
    at: datetime,
) -> list[Event[contract.ChampionshipRescheduled]]:
    """Everybody once, with what concerns them. `schedule`: as it was when it was told, whose version names the events."""
    return [
        event(
            contract.ChampionshipRescheduled(
                championship=championship_shape(championship),
                time_zone=championship.time_zone,
                subjects=subjects,
                changes=tuple(_change(change, skills) for change in changes),
                is_start_changed=any(change.is_urgent for change in changes),
                calendar=_calendar(calendar),
            ),
            id=derive(championship.id, contract.ChampionshipRescheduled.type, str(schedule.version), str(subjects[0])),
            at=at,
        )
        for group, changes, calendar in told
        for subjects in _some_at_a_time(group.subjects)
    ]


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


def _some_at_a_time(subjects: Sequence[UUID]) -> list[tuple[UUID, ...]]:
    return [tuple(subjects[start : start + MOST_TOLD]) for start in range(0, len(subjects), MOST_TOLD)]


def _calendar(calendar: Text | None) -> contract.Calendar | None:
    return contract.Calendar(ru=calendar.ru, en=calendar.en) if calendar else None
