"""With whom a team starts: on the day members are missing, or come after all."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from competitions.domain.entering.absences import Absence, AbsenceUnexplained, Return
from competitions.domain.entering.rules import TeamRules
from competitions.domain.entering.teams import Missing, NotInTeam, Team, TooFewMembers
from competitions.domain.registration import NotConfirmed, Registration


def must_be_enough(entry: Registration, rules: TeamRules) -> None:
    """Raises TooFewMembers. A person is always enough."""
    if not _is_enough(entry, rules) and entry.team:
        raise TooFewMembers(rules.needed(entry.team.size))


def _is_enough(entry: Registration, rules: TeamRules) -> bool:
    return entry.team is None or len(entry.team.starters) >= rules.needed(entry.team.size)


def without_member(entry: Registration, subject_id: UUID, absence: Absence, rules: TeamRules) -> Registration:
    """`absence`: of the team, where too few are left. Who is missing already changes nothing.

    Raises NotInTeam, NotConfirmed, AbsenceUnexplained.
    """
    if entry.team is None:
        raise NotInTeam(subject_id)
    if not entry.is_competitor:
        raise NotConfirmed(entry.id)
    if not absence.reason.strip():
        raise AbsenceUnexplained
    fewer = entry.team.without(Missing(subject_id, absence.at, absence.by))
    if fewer is entry.team:
        return entry
    left = replace(entry, team=fewer)
    return left if _is_enough(left, rules) or left.absence else left.miss(absence)


def with_member(entry: Registration, subject_id: UUID, back: Return, rules: TeamRules) -> Registration:
    """Raises NotInTeam."""
    if entry.team is None:
        raise NotInTeam(subject_id)
    more = entry.team.with_again(subject_id)
    if more is entry.team:
        return entry
    again = replace(entry, team=more)
    is_short = again.absence is not None and again.absence.is_short
    return again.come_back(back) if is_short and _is_enough(again, rules) else again


def with_arrived(entry: Registration, subject_id: UUID, at: datetime, by: str, *, is_here: bool) -> Registration:
    """The entry is checked in while everybody who starts is on the site. Raises NotInTeam, NotConfirmed, EntryEnded."""
    if entry.team is None:
        raise NotInTeam(subject_id)
    others = [one for one in entry.team.arrived if one != subject_id]
    here = entry.team.with_here([*others, *([subject_id] if is_here else [])])
    checked = entry.check_in(at, by) if here.is_here else entry.check_out(at, by)
    if not checked.is_competitor:
        raise NotConfirmed(entry.id)
    return entry if (here, checked) == (entry.team, entry) else replace(checked, team=here)


def all_arrived(entry: Registration) -> Registration:
    """Who starts is on the site. A person's entry says so itself."""
    return entry if entry.team is None else _here(entry, entry.team, entry.team.starters)


def none_arrived(entry: Registration) -> Registration:
    return entry if entry.team is None else _here(entry, entry.team, ())


def _here(entry: Registration, team: Team, arrived: tuple[UUID, ...]) -> Registration:
    here = team.with_here(arrived)
    return entry if here == team else replace(entry, team=here)
