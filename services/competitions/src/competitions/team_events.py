"""What the service tells of teams, and of who joins and leaves one."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from competitions import events
from competitions.domain.categories.told import AS_PLANNED
from competitions.domain.entering.changes import Change
from competitions.domain.entering.teams import Team
from competitions.domain.own.mentors import asking_id
from competitions.domain.registration import Registration
from shared.contracts import competitions as contract
from shared.events import Event, Outgoing, Tombstone, event, tombstone
from shared.ids import derive

Told = Outgoing | Callable[[Registration], Outgoing]


def team_changed(team: Team, at: datetime) -> Callable[[Registration], Event[contract.TeamChanged]]:
    """The event about the team of an entry as it is stored: with the version that consumers go by."""
    return lambda stored: _team_changed(stored, team, at)


def _team_changed(entry: Registration, team: Team, at: datetime) -> Event[contract.TeamChanged]:
    data = contract.TeamChanged(
        subject_id=entry.subject_id,
        version=entry.version,
        name=team.name,
        members=team.starters,
        mentor_id=team.standing_mentor,
    )
    return event(data, id=derive(entry.subject_id, data.type, str(entry.version)), at=at)


def of_new(entry: Registration, *, is_quiet: bool) -> tuple[Told, ...]:
    """Nothing of a person's entry. `is_quiet`: people are told later."""
    if entry.team is None:
        return ()
    at = entry.history[0].at
    return (team_changed(entry.team, at), *(() if is_quiet else of_asked(entry, at)))


def of_asked(entry: Registration, at: datetime) -> tuple[Told, ...]:
    """Whoever is named as mentor is asked, unless they have said already that they are."""
    team = entry.team
    if team is None or team.mentor is None or team.mentor_said:
        return ()
    return (of_mentor(entry, team.mentor, at),)


def of_starters(before: Registration, after: Registration, at: datetime) -> tuple[Told, ...]:
    """Who does not start is not in the team as others know it: no award of it is theirs to see."""
    is_other = after.team and before.team and after.team.starters != before.team.starters
    return (team_changed(after.team, at),) if after.team and is_other else ()


def of_members(before: Team, after: Team, became: Registration, change: Change) -> tuple[Told, ...]:
    """Who joined is told of the entry, and who left that it is over for them; the others hear of neither.

    Where a member left by themselves, who leads and who prepared it hear that the team is short.
    """
    joined = [one for one in after.captain_first if one not in before.members]
    left = [one for one in before.captain_first if one not in after.members]
    is_own = after.vacant > before.vacant
    return (
        team_changed(after, change.at),
        *((_short(became, after, change),) if is_own else ()),
        *(told for one in joined for told in _joined(became, one, change)),
        *(_left(became, one, change, is_own=is_own) for one in left),
    )


def _joined(entry: Registration, member: UUID, change: Change) -> tuple[Outgoing, ...]:
    """They hear as well how the category is held, where the others were told."""
    facts = events.facts_of(entry, members=(member,), mentor_id=None)
    entered = contract.RegistrationEntered(**facts)
    told = event(entered, id=derive(change.id, entered.type, str(member)), at=change.at)
    if entry.holding == AS_PLANNED:
        return (told,)
    held = contract.RegistrationRegrouped(**facts, how=contract.HowHeld(entry.holding.way.value))
    return told, event(held, id=derive(change.id, held.type, str(member)), at=change.at)


def _left(entry: Registration, member: UUID, change: Change, *, is_own: bool) -> Event[contract.RegistrationEnded]:
    facts = events.facts_of(entry, members=(member,), mentor_id=None)
    how = contract.RegistrationEnd.LEFT if is_own else contract.RegistrationEnd.REPLACED
    data = contract.RegistrationEnded(**facts, how=how)
    return event(data, id=derive(change.id, data.type, str(member)), at=change.at)


def _short(entry: Registration, team: Team, change: Change) -> Event[contract.RegistrationShortened]:
    data = contract.RegistrationShortened(**events.facts_of(entry, members=(team.captain,)))
    return event(data, id=derive(change.id, data.type), at=change.at)


def of_mentor(entry: Registration, mentor: UUID, at: datetime) -> Callable[[Registration], Outgoing]:
    """Whoever is named again after somebody else is asked again."""

    def told(stored: Registration) -> Event[contract.MentorNamed]:
        facts = events.facts_of(entry, members=(), mentor_id=mentor)
        data = contract.MentorNamed(**facts, asking_id=asking_id(entry.id, mentor))
        return event(data, id=derive(entry.id, data.type, str(mentor), str(stored.version)), at=at)

    return told


def of_refusal(entry: Registration, team: Team, mentor: UUID, at: datetime) -> Callable[[Registration], Outgoing]:
    """Who leads the team hears that its mentor declined, each time anew."""

    def told(stored: Registration) -> Event[contract.MentorDeclined]:
        data = contract.MentorDeclined(**events.facts_of(entry, members=(team.captain,), mentor_id=None))
        return event(data, id=derive(entry.id, data.type, str(mentor), str(stored.version)), at=at)

    return told


def team_gone(subject_id: UUID, at: datetime) -> Tombstone:
    return tombstone(contract.TeamChanged, subject_id, id=derive(subject_id, "erased"), at=at)
