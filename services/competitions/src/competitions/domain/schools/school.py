"""The people of one member, or of several, whom somebody coordinates in a championship."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from competitions.domain.championship import Championship, Stage
from competitions.domain.entering.period import EntryPeriod, NotTakingEntries
from competitions.domain.member import normal_form
from competitions.domain.preparation.members import MemberList
from competitions.domain.refusal import Refusal
from competitions.domain.registration import Registration


@dataclass(eq=False)
class NotOwnMember(Refusal):
    """A coordinator enters people for the own member alone."""

    written: str
    own: Sequence[str]


@dataclass(frozen=True, slots=True)
class School:
    championship: Championship
    names: tuple[str, ...]
    """Under which people are entered: of the organiser's list where one is kept."""
    spellings: frozenset[str]
    """Under which entries stand: a name that the organiser corrects this moment is found by both."""

    @property
    def title(self) -> str:
        return ", ".join(self.names)

    @property
    def forms(self) -> frozenset[str]:
        return frozenset(normal_form(one) for one in self.spellings)

    def has(self, entry: Registration) -> bool:
        return entry.championship_id == self.championship.id and entry.member in self.spellings

    def named(self, written: str | None) -> str:
        """For whom somebody is entered; where there is one alone, nothing needs to be written. Raises NotOwnMember."""
        if not written and len(self.names) == 1:
            return self.names[0]
        form = normal_form(written or "")
        if found := next((one for one in self.names if normal_form(one) == form), None):
            return found
        raise NotOwnMember(written or "", self.names)

    def entry_period(self, at: datetime) -> EntryPeriod:
        """When its people are entered: between the organiser's days, also where people do not enter themselves."""
        held = self.championship
        if held.stage is Stage.CANCELLED:
            return EntryPeriod.CANCELLED
        if held.stage is Stage.EMBARGO and held.opens_later(at):
            return EntryPeriod.LATER
        is_open = held.stage is Stage.EMBARGO and at < held.starts_at and held.takes_entries(at)
        return EntryPeriod.OPEN if is_open else EntryPeriod.OVER

    def must_take_entries(self, at: datetime) -> None:
        """Raises NotTakingEntries."""
        period, held = self.entry_period(at), self.championship
        if period is not EntryPeriod.OPEN:
            over = held.entries_closed_at or held.deadlines.entries_close or held.starts_at
            moment = held.deadlines.entries_open if period is EntryPeriod.LATER else over
            raise NotTakingEntries(period, moment, held.time_zone)


def school_of(
    championship: Championship, named: Iterable[str], listed: MemberList, spellings: Collection[str]
) -> School | None:
    """What somebody coordinates by duties that name these members. None: the organiser's list knows none of them.

    `spellings`: under which anybody is entered in the championship.
    """
    if listed.members:
        known = {member.id: member for one in named if (member := listed.recognise(one))}
        forms = {form for member in known.values() for form in member.forms}
        names = [member.name for member in known.values()]
    else:
        by_form = {normal_form(one): one for one in named}
        forms, names = {*by_form}, [*by_form.values()]
    if not names:
        return None
    own = {one for one in spellings if normal_form(one) in forms}
    return School(championship, tuple(sorted(names, key=normal_form)), frozenset({*own, *names}))
