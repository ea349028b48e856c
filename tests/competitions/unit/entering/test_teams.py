"""Who is in a team, with whom it starts, and who is in a skill by two entries: never anybody."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competitions.domain.entering.absences import Absence, AbsenceKind, Return
from competitions.domain.entering.changes import Change, Whereabouts
from competitions.domain.entering.listed import Newcomer
from competitions.domain.entering.places import Places
from competitions.domain.entering.rules import Mentoring, TeamRules
from competitions.domain.entering.starting import must_be_enough, with_arrived, with_member, without_member
from competitions.domain.entering.teams import (
    LastOfTeam,
    NoRoomInTeam,
    NotInTeam,
    ReplacingOver,
    Team,
    TeamUnfit,
    TooFewMembers,
    Unfit,
    must_be_replaceable,
)
from competitions.domain.own.mentors import MentorSaid, NotTheMentor
from competitions.domain.preparation.quotas import Quota
from competitions.domain.registration import AlreadyRegistered, NotConfirmed, Registration, State
from competitions.domain.results.awards import Whom
from competitions.domain.results.holders import StartedTeam, holders

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
A, B, C, D, MENTOR = (UUID(int=n) for n in range(1, 6))
AWAY = Absence(AbsenceKind.ABSENT, "Не приехал.", NOON, None, is_short=True)


def team(*members: UUID, mentor: UUID | None = None) -> Team:
    return Team("Проба", members[0], members, mentor)


def entry(crew: Team, state: State = State.CONFIRMED) -> Registration:
    return Registration(UUID(int=50), UUID(int=51), UUID(int=52), UUID(int=53), "R-01", state=state, team=crew)


def newcomer(number: int, crew: Team) -> Newcomer:
    return Newcomer(UUID(int=number), UUID(int=1000 + number), "R-01", team=crew)


@pytest.mark.parametrize(
    ("crew", "size", "mentoring", "what"),
    [
        (team(A, B), 1, Mentoring.NO, Unfit.TOGETHER),
        (team(A, B), 3, Mentoring.NO, Unfit.SIZE),
        (team(A, A), 2, Mentoring.NO, Unfit.TWICE),
        (Team("Проба", C, (A, B)), 2, Mentoring.NO, Unfit.CAPTAIN),
        (team(A, B), 2, Mentoring.REQUIRED, Unfit.NO_MENTOR),
        (team(A, B, mentor=MENTOR), 2, Mentoring.NO, Unfit.MENTOR),
        (team(A, B, mentor=B), 2, Mentoring.OPTIONAL, Unfit.MENTOR_COMPETES),
    ],
)
def test_what_is_wrong_with_a_team(crew: Team, size: int, mentoring: Mentoring, what: Unfit) -> None:
    with pytest.raises(TeamUnfit) as refused:
        crew.must_fit(size, TeamRules(mentor=mentoring))
    assert refused.value.what is what


def test_the_next_member_leads_where_the_captain_leaves() -> None:
    became = team(A, B, C).with_instead(A, D)
    assert (became.members, became.captain, became.captain_first) == ((D, B, C), B, (B, D, C))
    assert team(A).with_instead(A, D).captain == D
    with pytest.raises(NotInTeam):
        team(A, B).with_instead(C, D)
    for comes in (B, MENTOR):
        with pytest.raises(TeamUnfit):
            team(A, B, mentor=MENTOR).with_instead(A, comes)


@given(st.lists(st.sampled_from([A, B, C, D])))
def test_who_leaves_makes_room_for_one_and_no_more(gone: list[UUID]) -> None:
    found = team(A, B, C, D)
    for one in gone:
        if one not in found.members:
            with pytest.raises(NotInTeam):
                found.left_by(one)
        elif len(found.members) == 1:
            with pytest.raises(LastOfTeam):
                found.left_by(one)
        else:
            found = found.left_by(one)
        assert found.captain in found.members
        assert (found.size, found.vacant) == (4, 4 - len(found.members))
        found.must_fit(4, TeamRules())
    for one in (each for each in (A, B, C, D) if each not in found.members):
        found = found.joined_by(one)
    with pytest.raises(NoRoomInTeam):
        found.joined_by(MENTOR)


def test_members_are_replaced_until_the_day_that_the_rules_say() -> None:
    rules, first = TeamRules(replace_until_days=3), date(2027, 3, 4)
    must_be_replaceable(rules, first, date(2027, 3, 1))
    with pytest.raises(ReplacingOver):
        must_be_replaceable(rules, first, date(2027, 3, 2))


@given(st.integers(1, 4), st.lists(st.sampled_from([A, B, C, D])))
def test_a_team_starts_with_enough_of_its_members_whatever_comes_and_goes(least: int, changed: list[UUID]) -> None:
    rules, found = TeamRules(starters_min=least), entry(team(A, B, C, D))
    missing: set[UUID] = set()
    for one in changed:
        if one in missing:
            found, missing = with_member(found, one, Return(NOON, None), rules), missing - {one}
        else:
            found, missing = without_member(found, one, AWAY, rules), missing | {one}
        assert found.team
        assert set(found.team.starters) == {A, B, C, D} - missing
        assert found.is_starter is (len(found.team.starters) >= least)


def test_who_was_out_for_another_reason_stays_out_and_too_few_do_not_start() -> None:
    rules = TeamRules()
    out = entry(team(A, B)).miss(Absence(AbsenceKind.DISQUALIFIED, "Подсказки.", NOON, None))
    assert not with_member(without_member(out, A, AWAY, rules), A, Return(NOON, None), rules).is_starter
    with pytest.raises(TooFewMembers):
        must_be_enough(without_member(entry(team(A, B)), A, AWAY, rules), rules)
    with pytest.raises(NotConfirmed):
        without_member(entry(team(A, B), State.ENTERED), A, AWAY, rules)


def test_a_team_is_here_with_the_last_who_starts() -> None:
    found = without_member(entry(team(A, B, C)), C, AWAY, TeamRules(starters_min=2))
    found = with_arrived(found, A, NOON, "anna", is_here=True)
    assert found.state is State.CONFIRMED
    found = with_arrived(found, B, NOON, "anna", is_here=True)
    assert found.state is State.CHECKED_IN
    assert with_arrived(found, B, NOON, "anna", is_here=True) is found
    assert with_arrived(found, A, NOON, "anna", is_here=False).state is State.CONFIRMED
    with pytest.raises(NotConfirmed):
        with_arrived(entry(team(A, B), State.WAITING), A, NOON, "anna", is_here=True)


def test_nobody_is_in_a_skill_twice_by_a_team_or_alone() -> None:
    places = Places(UUID(int=60), UUID(int=61)).enter([newcomer(1, team(A, B))], Quota(), NOON, "anna")
    for other in (
        newcomer(2, team(B, C)),
        Newcomer(UUID(int=2), A, "R-02"),
        Newcomer(UUID(int=2), C, "R-02", others=(B,)),
    ):
        with pytest.raises(AlreadyRegistered):
            places.enter([other], Quota(), NOON, "anna")
    both = places.enter([newcomer(2, team(C, D))], Quota(), NOON, "anna")
    change = Change(UUID(int=70), NOON, "anna")
    with pytest.raises(AlreadyRegistered):
        both.of_team(newcomer(1, team(A, C)), change)
    became = places.of_team(newcomer(1, team(A, C)), change)
    assert became.subjects == {UUID(int=1001), A, C}
    assert became.of_team(newcomer(1, team(A, D)), change) is became, "the same change again"


def test_a_change_of_region_keeps_what_was_said_of_the_team_and_new_members_are_asked() -> None:
    as_entered = team(A, B)
    renamed = replace(entry(replace(as_entered, name="Другие", captain=B)), is_asked=True)
    change = Change(UUID(int=71), NOON, "anna")
    moved = renamed.become(change, Whereabouts(renamed.skill_id, "R-02", 1, has_place=True, team=as_entered))
    assert (moved.team, moved.member, moved.is_asked) == (renamed.team, "R-02", True)
    other = as_entered.with_instead(A, C)
    became = renamed.become(change, Whereabouts(renamed.skill_id, "R-01", 1, has_place=True, team=other))
    assert became.team == replace(other, name="Другие", captain=B), "what it was called since stays so"
    assert not became.is_asked


def test_each_holder_gets_what_is_for_them() -> None:
    started = StartedTeam((A, B), MENTOR, 1)
    assert [holders(C, started, whom) for whom in Whom] == [(A, B), (C,), (MENTOR,)]
    assert [holders(C, None, whom) for whom in Whom] == [(C,), (), ()]
    assert holders(C, StartedTeam((A,), None, 1), Whom.MENTOR) == ()


def test_a_mentor_speaks_for_themselves_and_whoever_comes_after_is_asked_anew() -> None:
    named = team(A, B).prepared_by(MENTOR, UUID(int=50), is_new=True)
    assert (named.standing_mentor, named.agreed_mentor, named.concerned) == (MENTOR, None, (A, B, MENTOR))
    said = named.with_word(MENTOR, MentorSaid.AGREED)
    assert said.agreed_mentor == MENTOR
    assert said.with_word(MENTOR, MentorSaid.AGREED) is said
    assert said.prepared_by(MENTOR, UUID(int=50)) is said, "a word stands while nobody else is named"
    declined = said.with_word(MENTOR, MentorSaid.DECLINED)
    assert (declined.standing_mentor, declined.concerned) == (None, (A, B))
    with pytest.raises(NotTheMentor):
        declined.with_word(A, MentorSaid.AGREED)
    other = declined.prepared_by(C, UUID(int=50))
    assert (other.mentor_said, other.is_mentor_new, other.mentor_asking != named.mentor_asking) == (None, False, True)
    gone = other.prepared_by(None, UUID(int=50))
    assert (gone.mentor, gone.mentor_asking) == (None, None)
