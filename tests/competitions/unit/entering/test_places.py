"""Who has a place, who waits, and who moves up: in the order of the numbers, by the quotas, each once."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from competitions.domain.entering.listed import Newcomer
from competitions.domain.entering.places import MOST_ENTRIES, Places, SkillFull
from competitions.domain.preparation.quotas import Quota
from competitions.domain.registration import AlreadyRegistered

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
EMPTY = Places(UUID(int=1), UUID(int=2))


def newcomer(number: int, member: str = "R-01", category: str | None = None) -> Newcomer:
    return Newcomer(UUID(int=number), UUID(int=1000 + number), member, category)


def entered(quota: Quota, *members: str) -> Places:
    return EMPTY.enter([newcomer(n, member) for n, member in enumerate(members, 1)], quota, NOON, "anna")


def holders(places: Places) -> list[int]:
    return [entry.sequence for entry in places.entries if entry.has_place]


def test_who_comes_first_has_a_place_and_the_others_wait_in_order() -> None:
    places = entered(Quota(2), "R-01", "R-02", "R-03", "R-04")
    assert holders(places) == [1, 2]
    assert [places.place_of(UUID(int=n)) for n in (1, 3, 4, 9)] == [None, 1, 2, None]
    assert set(places.unsettled) == {UUID(int=n) for n in (1, 2, 3, 4)}


def test_a_place_that_is_given_back_goes_to_the_first_who_waits() -> None:
    places = entered(Quota(2), "R-01", "R-02", "R-03", "R-04").leave({UUID(int=1)}, Quota(2))
    assert holders(places) == [2, 3]
    assert places.place_of(UUID(int=4)) == 1
    assert places.leave({UUID(int=1)}, Quota(2)) is places, "a repeat"


def test_who_left_and_comes_again_is_last() -> None:
    places = entered(Quota(1), "R-01", "R-02").leave({UUID(int=1)}, Quota(1))
    again = places.enter([Newcomer(uuid4(), newcomer(1).subject_id, "R-01")], Quota(1), NOON, "anna")
    assert [(entry.sequence, entry.has_place) for entry in again.entries] == [(2, True), (3, False)]


def test_a_member_without_room_is_passed_over_and_keeps_its_turn() -> None:
    quota = Quota(3, 1)
    places = entered(quota, "Приозёрье", "приозерье", "R-02")
    assert holders(places) == [1, 3], "one spelt in two ways"
    assert holders(places.leave({UUID(int=1)}, quota)) == [2, 3]


def test_nobody_loses_a_place_when_a_quota_is_lowered_and_those_who_wait_get_new_ones() -> None:
    places = entered(Quota(2), "R-01", "R-02", "R-03", "R-04")
    assert places.filled(Quota(1)) is places
    more = places.settled(places).filled(Quota(3))
    assert (holders(more), more.unsettled) == ([1, 2, 3], (UUID(int=3),))


def test_nobody_is_there_twice_and_a_repeat_changes_nothing() -> None:
    places = entered(Quota(1), "R-01", "R-02")
    assert places.enter([newcomer(1), newcomer(2, "R-02")], Quota(1), NOON, "anna") is places
    with pytest.raises(AlreadyRegistered):
        places.enter([Newcomer(uuid4(), newcomer(2).subject_id, "R-02")], Quota(1), NOON, "anna")


def test_somebody_else_takes_place_and_number_over() -> None:
    places = entered(Quota(1), "R-01", "R-02")
    for number in (1, 2):
        taken = places.replace(UUID(int=number), newcomer(9, "R-09"), NOON, "anna")
        entry = taken.entry(UUID(int=9))
        assert entry
        assert (entry.sequence, entry.has_place, entry.instead_of) == (number, number == 1, UUID(int=number))
        assert taken.replace(UUID(int=number), newcomer(9, "R-09"), NOON, "anna") is taken
    with pytest.raises(AlreadyRegistered):
        places.replace(UUID(int=1), Newcomer(uuid4(), newcomer(2).subject_id, "R-02"), NOON, "anna")


def test_who_moved_up_since_is_not_settled_by_what_was_seen_before() -> None:
    """A worker that looked before a place became free does not say that this was told."""
    seen = entered(Quota(1), "R-01", "R-02")
    later = seen.leave({UUID(int=1)}, Quota(1))
    assert later.settled(seen).unsettled == (UUID(int=2),)
    assert later.settled(later).unsettled == ()


def test_a_skill_has_room_for_so_many() -> None:
    full = EMPTY.enter([newcomer(n) for n in range(MOST_ENTRIES)], Quota(1), NOON, "anna")
    with pytest.raises(SkillFull):
        full.enter([newcomer(MOST_ENTRIES)], Quota(1), NOON, "anna")


def test_a_category_has_places_and_a_waiting_list_of_its_own() -> None:
    quota = Quota(4, None, {"art": 1})
    coming = [(1, "art"), (2, "art"), (3, "craft"), (4, None), (5, "art"), (6, "craft"), (7, "craft")]
    places = EMPTY.enter([newcomer(n, category=code) for n, code in coming], quota, NOON, "anna")
    assert holders(places) == [1, 3, 4, 6]
    assert [places.place_of(UUID(int=n)) for n in (2, 5, 7)] == [1, 2, 1], (
        "nobody of the craft is behind who waits for art"
    )
    assert (places.would_wait("R-01", Quota(9, None, {"art": 1}), "art"), places.numbers_in("art")) == (
        "category",
        (1, 2),
    )
    assert places.would_wait("R-01", Quota(9, None, {"art": 1}), "craft") is None
    assert holders(places.leave({UUID(int=3)}, quota)) == [1, 4, 6, 7], "art is full, so the craft goes on"
    assert holders(places.leave({UUID(int=1)}, quota)) == [2, 3, 4, 6], "in the order of the numbers"
    more = places.filled(Quota(5, None, {"art": 2}))
    assert (holders(more), more.place_of(UUID(int=5))) == ([1, 2, 3, 4, 6], 1)
    assert places.filled(Quota(4, None, {})).full == (), "without a limit of its own it waits with the others"


COMES = st.sampled_from([True, True, False])
CODES = st.sampled_from(["art", "art", "craft", None])
MEMBERS = st.sampled_from(["R-01", "R-02", "R-03"])
STEPS = st.lists(st.tuples(COMES, st.integers(1, 6), MEMBERS, CODES), min_size=6, max_size=30)
"""More people come than leave, and many of them for one category, so that each quota is reached."""


@given(STEPS, st.integers(0, 6), st.integers(1, 3), st.integers(1, 2))
def test_whatever_happens_places_are_kept_within_the_quotas_and_nobody_who_fits_waits(
    steps: list[tuple[bool, int, str, str | None]], in_all: int, a_member: int, of_art: int
) -> None:
    quota, places, numbers = Quota(in_all, a_member, {"art": of_art}), EMPTY, 0
    for comes, number, member, code in steps:
        held = {entry.registration_id for entry in places.entries if entry.has_place}
        if comes:
            numbers += 1
            places = places.enter([newcomer(100 + numbers, member, code)], quota, NOON, "anna")
        elif len(places.entries) >= number:
            gone = places.entries[number - 1].registration_id
            places, held = places.leave({gone}, quota), held - {gone}
        holding = [entry for entry in places.entries if entry.has_place]
        assert held <= {entry.registration_id for entry in holding}, "a place is kept until it is given back"
        assert len(holding) <= in_all
        counts = {key: [e.member for e in holding].count(key) for key in ("R-01", "R-02", "R-03")}
        assert max(counts.values()) <= a_member
        in_art = [e.category for e in holding].count("art")
        assert in_art <= of_art
        for entry in places.waiting:
            is_full = entry.category == "art" and in_art == of_art
            assert len(holding) == in_all or counts[entry.member] == a_member or is_full
        for queue in (True, False):  # each is numbered from 1, in the order of arrival
            waiting = [e for e in places.waiting if (e.category in places.full) is queue]
            assert [places.place_of(e.registration_id) for e in waiting] == [*range(1, len(waiting) + 1)]
        sequences = [entry.sequence for entry in places.entries]
        assert sequences == sorted(set(sequences))


def test_quotas_go_by_the_name_that_the_organisers_list_has() -> None:
    quota = Quota(None, 1)
    places = entered(quota, "г. Приозёрск", "Заречье")
    named = places.respelt({"г. Приозёрск": "Приозёрье"})
    assert named.respelt({"г. Приозёрск": "Приозёрье"}) is named
    later = named.enter([newcomer(3, "Приозерье")], quota, NOON, "anna")
    assert holders(later) == [1, 2], "the third is of the first one's region"
