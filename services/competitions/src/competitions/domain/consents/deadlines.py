"""Until when a place waits for the consents that are required, and when those who have not answered are reminded."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from competitions.domain.refusal import Refusal


@dataclass(eq=False)
class AnswerTooLate(Refusal):
    """The link's right to give ends with the deadline; to see and to take back it goes on."""

    due_at: datetime


@dataclass(eq=False)
class NothingAskedAnyMore(Refusal):
    """The person's entries have ended: the link shows what was said, and takes back."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How long a programme waits. Without a date of the championship and without days of its own it waits for ever."""

    days_after_entry: int | None = None
    """Until when consents are due where the championship names no date: so many days after the place was given [U]."""
    days_at_least: int = 0
    """So many days everybody has, whoever has a place or a letter late."""
    remind_days_before: tuple[int, ...] = ()
    """So many days before they are due who has not answered is reminded: once for each."""

    erase_after_days: int | None = 14
    """So many days after the consents were due who never consented is erased, if nothing else keeps them. None: never by itself."""

    valid_years: int = 5
    """Where nobody takes it back, a consent ends so many years after the championship, as the shipped texts say [U]."""
    proof_years: int = 3
    """So long after a consent ended its record and the scan are kept as proof; then they go [S]."""

    def ends(self, over: datetime) -> datetime:
        """A consent that stands. `over`: when the championship was."""
        return later(over, self.valid_years)

    def is_kept_no_more(self, ended: datetime, at: datetime) -> bool:
        return later(ended, self.proof_years) <= at

    def erase_at(self, due: datetime) -> datetime:
        """For programmes that erase."""
        return due + timedelta(days=self.erase_after_days or 0)

    @property
    def at_least(self) -> timedelta:
        return timedelta(days=self.days_at_least)

    def due(self, planned: datetime | None, placed_at: datetime) -> datetime | None:
        """When the consents of an entry are due that has its place since `placed_at`. None: never.

        `planned`: the date that the championship names.
        """
        if planned is not None:
            return max(planned, placed_at + self.at_least)
        if self.days_after_entry is None:
            return None
        return placed_at + max(timedelta(days=self.days_after_entry), self.at_least)

    def due_of(self, due: datetime, written_at: datetime | None, at: datetime) -> datetime:
        """For one giver: not before they have had the letter for `days_at_least`. `written_at`: None where there is none yet."""
        return max(due, (written_at or at) + self.at_least) if self.days_at_least else due

    def reminder(self, due: datetime, at: datetime, *, is_written: bool) -> int | None:
        """How many days before the deadline the reminder is for that is to go now. None: none yet.

        Who had no letter at all gets one in time, whatever the file says.
        """
        moments = {*self.remind_days_before} if is_written else {*self.remind_days_before, self.days_at_least}
        return next((days for days in sorted(moments) if due - timedelta(days=days) <= at), None)

    @property
    def longest_notice(self) -> timedelta:
        """Nothing is to be done earlier than so long before a deadline."""
        return timedelta(days=max([*self.remind_days_before, self.days_at_least]))


def later(moment: datetime, years: int) -> datetime:
    """The same day so many years on; 1 March where it has no 29 February."""
    try:
        return moment.replace(year=moment.year + years)
    except ValueError:
        return moment.replace(year=moment.year + years, month=3, day=1)
