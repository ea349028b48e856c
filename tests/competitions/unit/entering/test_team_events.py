"""What other services hear of a team when its starters change: their `members` are those who start."""

from uuid import UUID

from tests.competitions.unit.entering.test_teams import AWAY, MENTOR, NOON, A, B, C, entry, team

from competitions.domain.entering.absences import Return
from competitions.domain.entering.rules import TeamRules
from competitions.domain.entering.starting import with_member, without_member
from competitions.domain.registration import Registration
from competitions.team_events import of_starters
from shared.contracts.competitions import TeamChanged

RULES = TeamRules(starters_min=2)


def members_told(before: Registration, after: Registration) -> list[tuple[UUID, ...]]:
    found = [one(after) if callable(one) else one for one in of_starters(before, after, NOON)]
    data = [getattr(one, "data", None) for one in found]
    return [one.members for one in data if isinstance(one, TeamChanged)]


def test_who_does_not_start_is_told_out_and_who_comes_after_all_in_again() -> None:
    whole = entry(team(A, B, C, mentor=MENTOR))
    fewer = without_member(whole, B, AWAY, RULES)
    assert members_told(whole, fewer) == [(A, C)]
    assert members_told(fewer, without_member(fewer, B, AWAY, RULES)) == [], "the same again"
    again = with_member(fewer, B, Return(NOON, None), RULES)
    assert members_told(fewer, again) == [(A, B, C)]
