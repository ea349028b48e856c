"""When people can enter themselves, and leave."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from competitions.domain.championship import Championship, Stage
from competitions.domain.refusal import Refusal


class EntryPeriod(StrEnum):
    """Whether people can enter themselves now."""

    OFF = "off"
    """The organiser alone enters people."""
    LATER = "later"
    OPEN = "open"
    OVER = "over"
    CANCELLED = "cancelled"
    """The championship is not held."""


@dataclass(eq=False)
class NotTakingEntries(Refusal):
    """Nobody can enter themselves now."""

    period: EntryPeriod
    moment: datetime | None
    """When entries open, or closed."""
    time_zone: str
    """Of the championship, as in the next."""


@dataclass(eq=False)
class WithdrawalOver(Refusal):
    """People gave their places back until then; now the organiser does it."""

    until: datetime
    time_zone: str


def period_of(championship: Championship, at: datetime) -> EntryPeriod:
    """Of an announced championship. When it begins entries are over, whether or not a deadline was set."""
    if championship.stage is Stage.CANCELLED:
        return EntryPeriod.CANCELLED
    if not championship.self_entry:
        return EntryPeriod.OFF
    if championship.stage is not Stage.EMBARGO or at >= championship.starts_at:
        return EntryPeriod.OVER
    if championship.takes_entries(at):
        return EntryPeriod.OPEN
    return EntryPeriod.LATER if championship.opens_later(at) else EntryPeriod.OVER


def must_be_open(championship: Championship, at: datetime) -> None:
    """Raises NotTakingEntries."""
    period, deadlines = period_of(championship, at), championship.deadlines
    if period is not EntryPeriod.OPEN:
        over = championship.entries_closed_at or deadlines.entries_close or championship.starts_at
        moment = deadlines.entries_open if period is EntryPeriod.LATER else over
        raise NotTakingEntries(period, moment, championship.time_zone)


def must_take_back(championship: Championship, at: datetime) -> None:
    """Places, from people themselves. Raises WithdrawalOver."""
    until = championship.deadlines.withdrawal
    if until and at >= until:
        raise WithdrawalOver(until, championship.time_zone)
