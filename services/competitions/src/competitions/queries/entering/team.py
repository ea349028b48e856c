"""A team's entry as its organiser, its jury and its own people look at it: who is in it, and what each lacks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from competitions.domain.championship import Championship
from competitions.domain.consents.records import Purpose
from competitions.domain.entering.rules import Mentoring
from competitions.domain.entering.teams import Team, must_be_replaceable
from competitions.domain.preparation.plan import zone_of
from competitions.domain.refusal import Refusal
from competitions.domain.registration import Registration
from competitions.queries.consents import entered_people
from competitions.wiring import App


@dataclass(frozen=True, slots=True)
class ShownMember:
    subject_id: UUID
    name: str | None
    """None of who is erased."""
    born_on: date | None
    is_captain: bool
    is_missing: bool
    """Does not start."""
    has_arrived: bool
    lacking: tuple[Purpose, ...] | None
    """Consents that are required and not there; None for who may not know that."""


@dataclass(frozen=True, slots=True)
class ShownMembers:
    team: Team
    members: Sequence[ShownMember]
    """The captain first."""
    mentor: str | None
    """Their name."""
    mentoring: Mentoring
    """Whether a team has one."""
    needed: int
    """So many of them the team starts with at least."""
    replaceable_until: date
    may_replace: bool
    """Whether that day is not over."""
    is_enough: bool
    """Whether it could start with those who are in it."""


async def members_of(
    app: App, championship: Championship, entry: Registration, *, with_consents: bool
) -> ShownMembers | None:
    """None of a person's entry."""
    team = entry.team
    if team is None:
        return None
    people = await app.people.by_id(team.concerned)
    rows = await entered_people(app, championship, team.members) if with_consents and not entry.has_ended else []
    lacking = {row.person.id: row.lacking for row in rows}
    shown = [
        ShownMember(
            id,
            people[id].full_name if id in people else None,
            people[id].birth_date if id in people else None,
            id == team.captain,
            id not in team.starters,
            id in team.arrived,
            lacking.get(id, ()) if with_consents else None,
        )
        for id in team.captain_first
    ]
    rules = app.rulesets[championship.ruleset].team
    mentor = people.get(team.mentor) if team.mentor else None
    until = rules.replaceable_until(championship.starts_on)
    is_in_time = is_replaceable(app, championship)
    needed = rules.needed(team.size)
    is_enough = len(team.starters) >= needed
    name = mentor.full_name if mentor else None
    return ShownMembers(team, shown, name, rules.mentor, needed, until, is_in_time, is_enough)


def is_replaceable(app: App, championship: Championship) -> bool:
    today = app.now().astimezone(zone_of(championship.time_zone)).date()
    try:
        must_be_replaceable(app.rulesets[championship.ruleset].team, championship.starts_on, today)
    except Refusal:
        return False
    return True
