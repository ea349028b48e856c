"""A skill has one chief, teams go round, and nobody marks the own region where that can be avoided."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competitions.domain.expert import CloseTo, Duty, Expert, Tie
from competitions.domain.judging.jury import (
    ChiefNeeded,
    ChiefTaken,
    DeputyTaken,
    appointed,
    chief_of,
    dismissed,
    with_chief_away,
    with_duty,
)
from competitions.domain.judging.teams import TeamReasonNeeded, compatriots, proposed_teams, with_teams, with_ties
from competitions.domain.skill import ChiefMissing, NotOnJury, Skill
from shared.text import Text

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
CODES = ("A1", "A2", "B1", "B2")


def expert(number: int, member: str, duty: Duty = Duty.EXPERT) -> Expert:
    return Expert(UUID(int=number), member, duty)


CHIEF, SECOND, THIRD = expert(1, "R-01", Duty.CHIEF), expert(2, "R-02"), expert(3, "R-03")
SKILL = Skill(UUID(int=100), UUID(int=200), "01", Text("Ремесло", "Craft"), experts=(CHIEF, SECOND, THIRD))


LETTER = UUID(int=300)


def leave(skill: Skill, who: Expert) -> Skill:
    return dismissed(skill, who.subject_id, LETTER, NOON, "anna", "Заболел")[0]


def leading(skill: Skill) -> list[UUID]:
    return [one.subject_id for one in skill.experts if one.leads]


def test_there_is_one_chief_and_another_takes_over() -> None:
    with pytest.raises(ChiefTaken):
        appointed(SKILL, expert(4, "R-04", Duty.CHIEF))
    changed = with_duty(SKILL, SECOND.subject_id, Duty.CHIEF, NOON)
    assert [one.duty for one in changed.experts] == [Duty.EXPERT, Duty.CHIEF, Duty.EXPERT]
    assert with_duty(changed, SECOND.subject_id, Duty.CHIEF, NOON) is changed
    with pytest.raises(NotOnJury):
        with_duty(SKILL, UUID(int=9), Duty.CHIEF, NOON)


def test_the_deputy_leads_exactly_while_there_is_no_chief_who_is_there() -> None:
    deputised = with_duty(SKILL, SECOND.subject_id, Duty.DEPUTY, NOON)
    with pytest.raises(DeputyTaken):
        with_duty(deputised, THIRD.subject_id, Duty.DEPUTY, NOON)
    assert leading(deputised) == [CHIEF.subject_id]
    away = with_chief_away(deputised, NOON, is_away=True)
    assert leading(away) == [CHIEF.subject_id, SECOND.subject_id]
    assert with_chief_away(away, NOON, is_away=True) is away
    assert leading(with_chief_away(away, NOON, is_away=False)) == [CHIEF.subject_id]
    alone = leave(replace(deputised, marking_started_at=NOON), CHIEF)
    assert leading(alone) == [SECOND.subject_id]
    assert alone.expert(SECOND.subject_id).acting_since == NOON
    assert leading(with_duty(alone, THIRD.subject_id, Duty.CHIEF, NOON)) == [THIRD.subject_id]
    with pytest.raises(ChiefMissing):
        with_chief_away(alone, NOON, is_away=True)


def test_who_is_dismissed_leaves_the_teams_and_a_chief_not_in_the_middle() -> None:
    manned = with_teams(SKILL, {"A1": (SECOND.subject_id, THIRD.subject_id), "A2": (SECOND.subject_id,)}, NOON, "anna")
    left = leave(manned, SECOND)
    assert (left.experts, left.teams) == ((CHIEF, THIRD), {"A1": (THIRD.subject_id,)})
    assert [(one.expert, one.reason, one.by) for one in left.dismissals] == [(SECOND, "Заболел", "anna")]
    assert leave(left, SECOND) is left
    with pytest.raises(ChiefNeeded):
        leave(replace(SKILL, marking_started_at=NOON), CHIEF)
    assert chief_of(leave(SKILL, CHIEF)) is None


def test_once_marking_has_begun_teams_change_with_a_reason_that_stays() -> None:
    manned = with_teams(SKILL, {"A1": (SECOND.subject_id, THIRD.subject_id)}, NOON, "anna")
    begun = replace(manned, marking_started_at=NOON)
    assert with_teams(begun, {"A1": (THIRD.subject_id, SECOND.subject_id)}, NOON, "anna") is begun
    with pytest.raises(TeamReasonNeeded):
        with_teams(begun, {"A1": (CHIEF.subject_id,)}, NOON, "anna", " ")
    changed = with_teams(begun, {"A1": (CHIEF.subject_id,)}, NOON, "anna", "Заболел")
    assert changed.teams == {"A1": (CHIEF.subject_id,)}
    assert [(one.reason, one.before) for one in changed.team_changes] == [
        ("Заболел", {"A1": (SECOND.subject_id, THIRD.subject_id)})
    ]
    emptied = leave(begun, SECOND)
    assert emptied.team_changes[-1].before == {"A1": (SECOND.subject_id, THIRD.subject_id)}


def test_who_has_declared_ties_marks_only_where_it_cannot_be_avoided() -> None:
    entrant, other = UUID(int=50), UUID(int=51)
    tied = replace(SECOND, ties=(Tie.RELATIVE,))
    assert with_ties([CHIEF, tied], [other]) == {SECOND.subject_id}, "it is not said yet with whom"
    named = tied.declare((CloseTo(entrant, Tie.RELATIVE),))
    assert with_ties([named], [other]) == frozenset()
    assert with_ties([named], [other, entrant]) == {SECOND.subject_id}
    experts = [tied, THIRD, expert(4, "R-04"), expert(5, "R-05")]
    teams = proposed_teams(experts, CODES, with_ties(experts, [entrant]))
    assert SECOND.subject_id not in {who for team in teams.values() for who in team}


def test_after_a_dismissal_those_without_a_conflict_stay_and_another_comes() -> None:
    experts = [CHIEF, THIRD, expert(4, "R-04"), expert(5, "R-05")]
    standing = {"A1": (THIRD.subject_id, UUID(int=4)), "A2": (THIRD.subject_id, UUID(int=4), UUID(int=5))}
    teams = proposed_teams(experts, ["A1", "A2"], frozenset(), standing)
    assert teams == {**standing, "A1": (THIRD.subject_id, UUID(int=4), UUID(int=5))}


def test_nobody_marks_the_own_region_and_the_chief_comes_last() -> None:
    experts = [CHIEF, SECOND, THIRD, expert(4, "R-04"), expert(5, "r-05")]
    teams = proposed_teams(experts, CODES, compatriots(experts, ["R-05"]))
    assert {who for team in teams.values() for who in team} == {SECOND.subject_id, THIRD.subject_id, UUID(int=4)}
    assert {len(team) for team in teams.values()} == {3}


def test_a_fourth_stands_in_where_one_could_not_mark_everybody() -> None:
    experts = [SECOND, THIRD, expert(4, "R-04"), expert(5, "R-05")]
    teams = proposed_teams(experts, CODES, compatriots(experts, ["R-04", "R-05"]))
    assert {len(team) for team in teams.values()} == {4}
    assert proposed_teams([], CODES, frozenset()) == dict.fromkeys(CODES, ())


EXPERTS = st.lists(st.sampled_from(["R-01", "R-02", "R-03", "R-04"]), max_size=9)


@given(EXPERTS, st.sets(st.sampled_from(["R-01", "R-02"])))
def test_every_sub_criterion_has_a_team_as_large_as_there_are_experts_for(members: list[str], own: set[str]) -> None:
    experts = [expert(number, member) for number, member in enumerate(members, 1)]
    teams = proposed_teams(experts, CODES, compatriots(experts, own))
    free = [one.subject_id for one in experts if one.member not in own]
    load = Counter(who for team in teams.values() for who in team)
    for team in teams.values():
        assert len(set(team)) == len(team) >= min(3, len(experts))
        assert len(team) <= 4
        if len(free) >= 3:
            assert set(team) <= set(free)
    if len(free) >= 3 and len({one.member for one in experts if one.member not in own}) == len(free):
        assert max(load[who] for who in free) - min(load[who] for who in free) <= 1, "each as often as the others"
