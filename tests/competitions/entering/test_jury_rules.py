"""A skill has one chief, teams go round, and nobody marks the own region where that can be avoided."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competitions.domain.expert import Duty, Expert
from competitions.domain.judging.jury import (
    ChiefNeeded,
    ChiefTaken,
    appointed,
    chief_of,
    dismissed,
    proposed_teams,
    with_chief,
)
from competitions.domain.skill import NotOnJury, Skill
from shared.text import Text

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
CODES = ("A1", "A2", "B1", "B2")


def expert(number: int, member: str, duty: Duty = Duty.EXPERT) -> Expert:
    return Expert(UUID(int=number), member, duty)


CHIEF, SECOND, THIRD = expert(1, "R-01", Duty.CHIEF), expert(2, "R-02"), expert(3, "R-03")
SKILL = Skill(UUID(int=100), UUID(int=200), "01", Text("Ремесло", "Craft"), experts=(CHIEF, SECOND, THIRD))


def test_there_is_one_chief_and_another_takes_over() -> None:
    with pytest.raises(ChiefTaken):
        appointed(SKILL, expert(4, "R-04", Duty.CHIEF))
    changed = with_chief(SKILL, SECOND.subject_id)
    assert [one.duty for one in changed.experts] == [Duty.EXPERT, Duty.CHIEF, Duty.EXPERT]
    assert with_chief(changed, SECOND.subject_id) is changed
    with pytest.raises(NotOnJury):
        with_chief(SKILL, UUID(int=9))


def test_who_is_dismissed_leaves_the_teams_and_a_chief_not_in_the_middle() -> None:
    manned = SKILL.with_teams({"A1": (SECOND.subject_id, THIRD.subject_id), "A2": (SECOND.subject_id,)})
    left = dismissed(manned, SECOND.subject_id)
    assert (left.experts, left.teams) == ((CHIEF, THIRD), {"A1": (THIRD.subject_id,)})
    assert dismissed(left, SECOND.subject_id) is left
    with pytest.raises(ChiefNeeded):
        dismissed(replace(SKILL, marking_started_at=NOON), CHIEF.subject_id)
    assert chief_of(dismissed(SKILL, CHIEF.subject_id)) is None


def test_nobody_marks_the_own_region_and_the_chief_comes_last() -> None:
    experts = [CHIEF, SECOND, THIRD, expert(4, "R-04"), expert(5, "r-05")]
    teams = proposed_teams(experts, CODES, ["R-05"])
    assert {who for team in teams.values() for who in team} == {SECOND.subject_id, THIRD.subject_id, UUID(int=4)}
    assert {len(team) for team in teams.values()} == {3}


def test_a_fourth_stands_in_where_one_could_not_mark_everybody() -> None:
    experts = [SECOND, THIRD, expert(4, "R-04"), expert(5, "R-05")]
    teams = proposed_teams(experts, CODES, ["R-04", "R-05"])
    assert {len(team) for team in teams.values()} == {4}
    assert proposed_teams([], CODES, ["R-01"]) == dict.fromkeys(CODES, ())


EXPERTS = st.lists(st.sampled_from(["R-01", "R-02", "R-03", "R-04"]), max_size=9)


@given(EXPERTS, st.sets(st.sampled_from(["R-01", "R-02"])))
def test_every_sub_criterion_has_a_team_as_large_as_there_are_experts_for(members: list[str], own: set[str]) -> None:
    experts = [expert(number, member) for number, member in enumerate(members, 1)]
    teams = proposed_teams(experts, CODES, own)
    free = [one.subject_id for one in experts if one.member not in own]
    load = Counter(who for team in teams.values() for who in team)
    for team in teams.values():
        assert len(set(team)) == len(team) >= min(3, len(experts))
        assert len(team) <= 4
        if len(free) >= 3:
            assert set(team) <= set(free)
    if len(free) >= 3 and len({one.member for one in experts if one.member not in own}) == len(free):
        assert max(load[who] for who in free) - min(load[who] for who in free) <= 1, "each as often as the others"
