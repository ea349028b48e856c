"""The life of a delivery."""

from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from tests.notifications.people import DAY, notice, person

from notifications.domain.deliveries import Delivery, Ended, NotSending, NotWaiting, Outcome, Reason, State
from notifications.domain.notices import begin
from notifications.domain.preferences import Category, Channel, Choice, Preferences, QuietHours

TERM = timedelta(seconds=60)


def new(channel: Channel = Channel.EMAIL) -> Delivery:
    who = uuid4()
    return notice(who).delivery(uuid4(), who, channel, DAY)


def test_a_message_in_the_inbox_has_arrived_when_it_is_stored() -> None:
    reader = person()
    arrived = begin(new(Channel.INBOX), reader, Preferences(reader.id))
    assert (arrived.state, arrived.ended_at) == (State.SENT, DAY)


@pytest.mark.parametrize(
    ("given", "reason"),
    [({"erased": True}, Reason.ERASED), ({"email": None}, Reason.NO_ADDRESS), ({"email": ""}, Reason.NO_ADDRESS)],
)
def test_what_cannot_be_sent_is_suppressed_with_the_reason(given: dict[str, object], reason: Reason) -> None:
    reader = person(**given)
    begun = begin(new(), reader, Preferences(reader.id))
    assert (begun.state, begun.reason) == (State.SUPPRESSED, reason)


def test_what_is_switched_off_is_suppressed_on_that_channel_alone() -> None:
    reader = person()
    off = Preferences(reader.id, off=(Choice(Category.RESULTS, Channel.EMAIL),))
    assert begin(new(Channel.EMAIL), reader, off).reason is Reason.UNWANTED
    assert begin(new(Channel.INBOX), reader, off).state is State.SENT


def test_quiet_hours_delay_the_letter_and_not_the_inbox() -> None:
    reader = person()
    quiet = Preferences(reader.id, quiet_hours=QuietHours(10, 15))  # 9:30 UTC is 12:30 in Moscow.
    letter = begin(new(Channel.EMAIL), reader, quiet)
    assert letter.not_before - DAY == timedelta(hours=2, minutes=30)
    assert letter.first_due == letter.not_before
    assert begin(new(Channel.INBOX), reader, quiet).ended_at == DAY


def test_a_delivery_is_not_claimed_before_its_hour() -> None:
    with pytest.raises(NotWaiting):
        new().due(DAY + timedelta(seconds=1)).claim("a", DAY, TERM)


def test_a_held_delivery_is_claimed_by_nobody_until_its_lease_ends() -> None:
    held = new().claim("a", DAY, TERM)
    with pytest.raises(NotWaiting):
        held.claim("b", DAY + TERM - timedelta(milliseconds=1), TERM)
    again = held.claim("b", DAY + TERM, TERM)
    assert [one.worker for one in again.attempts] == ["a", "b"]
    assert again.attempts[0].outcome is Outcome.OPEN


def test_a_5xx_is_final_at_the_first_attempt() -> None:
    failed = new().claim("a", DAY, TERM).refused(DAY, 550)
    assert (failed.state, failed.reason, failed.attempts[-1].code) == (State.FAILED, Reason.REFUSED, 550)


def test_a_delivery_that_is_deferred_for_a_day_expires() -> None:
    late = new().claim("a", DAY + timedelta(hours=23, minutes=59, seconds=56), TERM)
    ended = late.deferred(DAY + timedelta(hours=24), Reason.DEFERRED, 451)
    assert (ended.state, ended.reason) == (State.FAILED, Reason.EXPIRED)


def test_a_refusal_of_us_is_not_the_end_of_a_letter() -> None:
    waiting = new().claim("a", DAY, TERM).blocked(DAY, 550)
    assert (waiting.state, waiting.reason, waiting.attempts[-1].code) == (State.QUEUED, Reason.BLOCKED, 550)
    assert waiting.not_before == DAY + timedelta(minutes=15)


def test_a_claim_that_is_held_is_no_attempt_and_ends_after_5_days() -> None:
    until = DAY + timedelta(hours=4)
    held = new().claim("a", DAY, TERM).held(DAY, until)
    assert (held.state, held.reason, held.attempts, held.not_before) == (State.QUEUED, Reason.BLOCKED, (), until)
    late = DAY + timedelta(days=5)
    ended = held.claim("a", late, TERM).held(late, late + TERM)
    assert (ended.state, ended.reason) == (State.FAILED, Reason.EXPIRED)


def test_a_claim_that_is_postponed_is_no_attempt_and_a_day_of_tries_begins_after_it() -> None:
    later = DAY + timedelta(hours=10)
    postponed = new().claim("a", DAY, TERM).postponed(later)
    assert (postponed.state, postponed.attempts, postponed.lease) == (State.QUEUED, (), None)
    assert (postponed.first_due, postponed.not_before) == (later, later)
    tried = new().claim("a", DAY, TERM).deferred(DAY, Reason.DEFERRED, 451).claim("a", DAY + TERM, TERM)
    again = tried.postponed(later)
    assert ([one.code for one in again.attempts], again.first_due) == ([451], DAY)


def test_what_has_ended_does_not_wait() -> None:
    ended = new().claim("a", DAY, TERM).accepted(DAY, 250)
    assert ended.waiting_until(DAY + TERM) == ended


def test_erasing_leaves_nothing_that_was_said() -> None:
    erased, happened = new().erase(DAY)
    assert happened == Ended("suppressed", Reason.ERASED, DAY)
    assert (erased.state, erased.reason, erased.details, erased.path) == (State.SUPPRESSED, Reason.ERASED, {}, "/")
    sent, happened = new().claim("a", DAY, TERM).accepted(DAY, 250).erase(DAY + TERM)
    assert happened is None, "it ended before"
    assert (sent.state, sent.ended_at, sent.details) == (State.SENT, DAY, {})


def test_a_claim_that_ends_without_sending_is_no_attempt() -> None:
    tried = new().claim("a", DAY, TERM).deferred(DAY, Reason.DEFERRED, 451)
    ended = tried.claim("a", DAY + TERM, TERM).suppressed(DAY + TERM, Reason.UNWANTED)
    assert [one.code for one in ended.attempts] == [451]


def test_the_first_reading_counts() -> None:
    read = new(Channel.INBOX).read(DAY)
    assert read.read(DAY + TERM) == read


class Life(RuleBasedStateMachine):
    """Whatever happens in whatever order: a delivery ends once, and what has ended stays as it is."""

    def __init__(self) -> None:
        super().__init__()
        self.delivery = new()
        self.now = DAY
        self.end: Delivery | None = None

    def step(self, after: Delivery) -> None:
        if after.state.is_end and self.end is None:
            self.end = after
        self.delivery = after

    @rule(seconds=st.integers(0, 20_000))
    def time_passes(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @precondition(lambda self: self.delivery.is_due(self.now))
    @rule(worker=st.sampled_from("ab"))
    def claim(self, worker: str) -> None:
        self.step(self.delivery.claim(worker, self.now, TERM))

    @precondition(lambda self: not self.delivery.is_due(self.now))
    @rule()
    def what_is_not_due_is_not_claimed(self) -> None:
        with pytest.raises(NotWaiting):
            self.delivery.claim("c", self.now, TERM)

    @precondition(lambda self: self.delivery.state is State.SENDING)
    @rule(answer=st.sampled_from(["accepted", "refused", "deferred", "blocked", "held"]))
    def answer(self, answer: str) -> None:
        steps = {
            "accepted": lambda: self.delivery.accepted(self.now, 250),
            "refused": lambda: self.delivery.refused(self.now, 550),
            "deferred": lambda: self.delivery.deferred(self.now, Reason.DEFERRED, 451),
            "blocked": lambda: self.delivery.blocked(self.now, 550),
            "held": lambda: self.delivery.held(self.now, self.now + TERM),
        }
        self.step(steps[answer]())

    @precondition(lambda self: self.delivery.state is not State.SENDING)
    @rule()
    def no_answer_where_nothing_is_sent(self) -> None:
        for step in (self.delivery.accepted, self.delivery.refused):
            with pytest.raises(NotSending):
                step(self.now, 250)

    @precondition(lambda self: not self.delivery.state.is_end)
    @rule()
    def suppress(self) -> None:
        self.step(self.delivery.suppressed(self.now, Reason.UNWANTED))

    @invariant()
    def an_end_is_for_ever(self) -> None:
        if self.end is not None:
            assert self.delivery == self.end
            ended = self.delivery.end
            assert ended is not None
            assert (ended.outcome, ended.at) == (self.delivery.state.value, self.delivery.ended_at)

    @invariant()
    def only_what_ended_has_an_outcome(self) -> None:
        assert (self.delivery.ended_at is not None) == self.delivery.state.is_end
        assert (self.delivery.end is not None) == self.delivery.state.is_end

    @invariant()
    def a_lease_exists_only_while_sending(self) -> None:
        assert (self.delivery.lease is not None) == (self.delivery.state is State.SENDING)

    @invariant()
    def a_success_has_an_accepted_attempt(self) -> None:
        outcomes = [one.outcome for one in self.delivery.attempts]
        assert outcomes.count(Outcome.ACCEPTED) == (self.delivery.state is State.SENT)


TestLife = Life.TestCase
