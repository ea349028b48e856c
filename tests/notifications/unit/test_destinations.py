"""Who refuses us is left alone for a while."""

from datetime import timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st
from tests.notifications.people import DAY

from notifications.domain.destinations import ENOUGH, LONGEST_PAUSE, Destination

MINUTES = timedelta(minutes=15)
SECOND = timedelta(seconds=1)


def new() -> Destination:
    return Destination(UUID(int=1), DAY)


def refused_by(readers: int) -> Destination:
    one = new()
    for reader in range(readers):
        one = one.refuse(UUID(int=reader), "example.org", DAY)
    return one


def test_one_reader_who_is_refused_again_and_again_pauses_nobody() -> None:
    one = new()
    for _ in range(50):
        one = one.refuse(UUID(int=7), "example.org", DAY)
    assert not one.is_paused
    assert one.held_until(DAY) is None


def test_a_domain_that_refuses_reader_after_reader_is_paused() -> None:
    assert not refused_by(ENOUGH - 1).is_paused
    paused = refused_by(ENOUGH)
    assert paused.held_until(DAY) == paused.held_until(DAY + MINUTES - SECOND) == DAY + MINUTES
    assert paused.held_until(DAY + MINUTES) is None


def test_a_domain_that_may_be_a_persons_own_is_not_named() -> None:
    assert refused_by(ENOUGH - 1).name is None
    assert refused_by(ENOUGH).name == "example.org"


def test_refusals_of_what_was_on_its_way_make_no_pause_longer() -> None:
    assert refused_by(ENOUGH + 20).paused_until == DAY + MINUTES


def test_after_a_pause_one_letter_finds_out_and_the_others_wait_for_it() -> None:
    at = DAY + MINUTES
    probed = refused_by(ENOUGH).probe(at, timedelta(seconds=60))
    assert probed.held_until(at) == at + timedelta(seconds=60)
    assert probed.held_until(at + timedelta(seconds=60)) is None


def test_each_pause_is_twice_as_long_up_to_4_hours() -> None:
    one, at, lengths = refused_by(ENOUGH), DAY, []
    for _ in range(7):
        assert one.paused_until is not None
        lengths.append((one.paused_until - at).total_seconds() / 60)
        at = one.paused_until
        one = one.probe(at, SECOND).refuse(UUID(int=1), "example.org", at)
    assert lengths == [15, 30, 60, 120, 240, 240, 240]


def test_without_a_clear_answer_the_next_letter_asks_after_a_quarter_of_an_hour() -> None:
    at = DAY + MINUTES
    unsure = refused_by(ENOUGH).probe(at, SECOND).unsure(at)
    assert (unsure.held_until(at), unsure.pauses) == (at + MINUTES, 1)
    assert refused_by(ENOUGH).unsure(DAY) == refused_by(ENOUGH)
    assert new().unsure(at) == new()


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 100_000)), max_size=200))
def test_no_wait_is_longer_than_the_longest_pause(refusals: list[tuple[int, int]]) -> None:
    one, at = new(), DAY
    for reader, seconds in refusals:
        at += timedelta(seconds=seconds)
        one = one.refuse(UUID(int=reader), "example.org", at)
        held = one.held_until(at)
        assert held is None or at < held <= at + LONGEST_PAUSE
        assert len(one.refused) <= ENOUGH
