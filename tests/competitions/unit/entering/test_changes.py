"""An entry that becomes another: places go along or stay, and what was confirmed is confirmed anew."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from competitions.domain.entering.changes import Change
from competitions.domain.entering.listed import Newcomer
from competitions.domain.entering.places import NoPlaceFree, Places
from competitions.domain.preparation.quotas import Quota
from competitions.domain.registration import EntryEnded, Registration, State, Step

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
HERE, THERE = UUID(int=1), UUID(int=2)
CHANGE = Change(UUID(int=77), NOON + timedelta(hours=1), "anna")


def newcomer(number: int, member: str = "R-01") -> Newcomer:
    return Newcomer(UUID(int=number), UUID(int=1000 + number), member)


def entered(skill: UUID, quota: Quota, *numbers: int) -> Places:
    return Places(skill, UUID(int=9)).enter([newcomer(n) for n in numbers], quota, NOON, "anna")


def holders(places: Places) -> list[int]:
    return [entry.registration_id.int for entry in places.entries if entry.has_place]


def test_who_holds_a_place_comes_over_to_one_that_is_free_or_stays() -> None:
    there = entered(THERE, Quota(2), 11)
    come = there.come_over(newcomer(1), CHANGE, HERE, Quota(2), holds_place=True)
    assert holders(come) == [11, 1]
    assert UUID(int=1) in come.unsettled
    assert come.come_over(newcomer(1), CHANGE, HERE, Quota(2), holds_place=True) is come, "a repeat"
    with pytest.raises(NoPlaceFree) as refused:
        come.come_over(newcomer(2), CHANGE, HERE, Quota(2), holds_place=True)
    assert refused.value.lacks == "places"
    with pytest.raises(NoPlaceFree) as refused:
        there.come_over(newcomer(2), CHANGE, HERE, Quota(2, 1), holds_place=True)
    assert refused.value.lacks == "member"
    waiting = come.come_over(newcomer(2), CHANGE, HERE, Quota(2), holds_place=False)
    assert waiting.place_of(UUID(int=2)) == 1


def test_where_it_was_the_place_goes_to_the_next_but_not_of_who_came_back_later() -> None:
    here = entered(HERE, Quota(1), 1, 2)
    left = here.gone(UUID(int=1), CHANGE.at, Quota(1))
    assert holders(left) == [2]
    back = Change(UUID(int=78), CHANGE.at + timedelta(minutes=1), "anna")
    again = left.come_over(newcomer(1), back, THERE, Quota(2), holds_place=True)
    assert again.gone(UUID(int=1), CHANGE.at, Quota(2)) is again


def test_another_members_entry_keeps_its_place_and_frees_that_of_the_first_member() -> None:
    quota = Quota(3, 1)
    places = Places(HERE, UUID(int=9)).enter(
        [newcomer(1, "R-01"), newcomer(2, "R-01"), newcomer(3, "R-02")], quota, NOON, "anna"
    )
    assert holders(places) == [1, 3]
    named = places.settled(places).of_member(UUID(int=1), "R-02", CHANGE, quota)
    assert holders(named) == [1, 2, 3], "over the quota of its new member, as a place is kept"
    assert set(named.unsettled) == {UUID(int=1), UUID(int=2)}
    assert named.of_member(UUID(int=1), "R-02", CHANGE, quota) is named


def test_what_was_confirmed_is_confirmed_anew_and_keeps_its_place() -> None:
    places = entered(THERE, Quota(1), 1)
    listed = places.entry(UUID(int=1))
    assert listed
    entrant = Registration(UUID(int=1), UUID(int=9), HERE, UUID(int=1001), "R-01", badge_at=NOON)
    confirmed = entrant.confirm(NOON, "anna")
    became = confirmed.become(CHANGE, listed.whereabouts(THERE))
    assert (became.state, became.skill_id, became.badge_at, became.was_confirmed) == (State.ENTERED, THERE, None, True)
    assert became.moved_up_at is None
    assert became.become(CHANGE, listed.whereabouts(THERE)) is became
    assert became.changes == 1
    with pytest.raises(EntryEnded):
        confirmed.end(Step(State.WITHDRAWN, NOON)).become(CHANGE, listed.whereabouts(THERE))


def test_another_name_is_confirmed_anew_once_and_where_nothing_was_confirmed_nothing_changes() -> None:
    entrant = Registration(UUID(int=1), UUID(int=9), HERE, UUID(int=1001), "R-01")
    assert entrant.renamed(CHANGE) is entrant
    renamed = entrant.confirm(NOON).renamed(CHANGE)
    assert renamed.state is State.ENTERED
    again = renamed.confirm(NOON)
    assert again.renamed(CHANGE) is again, "a repeat of the same change"
