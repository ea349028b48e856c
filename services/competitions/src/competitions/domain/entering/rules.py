"""What programmes decide about entering."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class EnteringRules:
    """Of a ruleset. The numbers are proposals of ours [U]: programmes publish no such rules, or differ."""

    entries_each: int = 3
    """So many entries of one person in one championship, where people enter themselves."""
    decline_hours: int = 48
    """For so long who moved up from the waiting list may say no to the place."""

    @property
    def time_to_decline(self) -> timedelta:
        return timedelta(hours=self.decline_hours)


USUAL_ENTERING = EnteringRules()


class Mentoring(StrEnum):
    """Whether somebody who prepared a team stands beside it."""

    NO = "no"
    OPTIONAL = "optional"
    REQUIRED = "required"


@dataclass(frozen=True, slots=True)
class TeamRules:
    """Of a ruleset."""

    size: int = 1
    """Proposed for a new skill; each skill says its own."""
    starters_min: int | None = None
    """So many members it takes to start. None: all."""
    mentor: Mentoring = Mentoring.NO
    replace_until_days: int = 3
    """Before the first day: the last one on which a member is replaced."""

    def needed(self, members: int) -> int:
        return members if self.starters_min is None else min(self.starters_min, members)

    def replaceable_until(self, starts_on: date) -> date:
        return starts_on - timedelta(days=self.replace_until_days)


USUAL_TEAMS = TeamRules()
