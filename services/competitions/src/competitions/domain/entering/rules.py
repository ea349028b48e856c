"""What programmes decide about entering."""

from dataclasses import dataclass
from datetime import timedelta


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
