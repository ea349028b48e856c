"""No mark is superseded unseen: an entry names what it saw, and a difference is a question."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import permutations
from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.competitions.unit.sheets import CHIEF, GOOD, JURY, NOON, ONE, RULES, SHEET, TWO, filled, judged, later

from competitions.domain.aspect import Entry, Measured, Rule
from competitions.domain.expert import Expert
from competitions.domain.history.refusals import AlreadySigned, MarksMissing
from competitions.domain.mark import (
    Dispute,
    Entered,
    JustificationNeeded,
    Mark,
    MarkIdTaken,
    NothingToWithdraw,
    Overtaken,
    ReasonNeeded,
    Repeated,
    Withdrawal,
)
from competitions.domain.measurement import Choice, NumberCompleted, Option, RegularDifference
from competitions.domain.sheet import Sheet
from competitions.domain.signing.sheets import sign

COUNT = RULES[2].code
TEN = Decimal(10)
WIDE = judged((0, 2, 1))


def enter(
    sheet: Sheet, id: int, code: str, entry: Entry, saw: int | None, by: Expert = ONE, at: datetime = NOON
) -> Sheet:
    return sheet.enter(UUID(int=id), code, entry, by, at, saw=None if saw is None else UUID(int=saw), jury=JURY)[0]


def test_a_mark_that_was_not_seen_is_a_question_with_its_facts() -> None:
    sheet = enter(SHEET, 1, COUNT, Measured("3"), None, TWO, later(4))
    for saw in (None, 9):
        with pytest.raises(Overtaken) as asked:
            enter(sheet, 2, COUNT, Measured("4"), saw)
        newest = asked.value.newest
        assert isinstance(newest, Mark)
        assert (newest.id, newest.entry, newest.author, newest.at) == (
            UUID(int=1), Measured("3"), TWO.subject_id, later(4),
        )  # fmt: skip
    assert enter(sheet, 2, COUNT, Measured("4"), 1).marks[COUNT].entry == Measured("4")


def test_what_is_said_to_be_seen_where_nothing_was_entered_is_a_question_too() -> None:
    with pytest.raises(Overtaken) as asked:
        enter(SHEET, 1, COUNT, Measured("3"), 9)
    assert asked.value.newest is None


def test_a_record_of_another_aspect_is_not_one_that_was_seen_here() -> None:
    sheet = enter(enter(SHEET, 1, COUNT, Measured("3"), None), 2, "A1.01", Measured(True), None)
    with pytest.raises(Overtaken):
        enter(sheet, 3, COUNT, Measured("4"), 2)


def test_the_same_entry_of_somebody_else_is_a_confirmation() -> None:
    sheet = enter(SHEET, 1, COUNT, Measured("3"), None, TWO)
    for saw in (None, 1, 9):
        changed, happened = sheet.enter(
            UUID(int=2), COUNT, Measured("3"), ONE, NOON, saw=None if saw is None else UUID(int=saw)
        )
        assert changed is sheet
        assert happened == Repeated(sheet.history[0])


def test_the_same_scores_too_far_apart_are_recorded_once() -> None:
    sheet = enter(SHEET, 1, "A1.02", WIDE, None, TWO)
    assert enter(sheet, 2, "A1.02", WIDE, None) is sheet
    with pytest.raises(Overtaken) as asked:
        enter(sheet, 2, "A1.02", judged((0, 3, 0)), None)
    assert isinstance(asked.value.newest, Dispute)
    with pytest.raises(Overtaken):
        enter(sheet, 3, "A1.02", judged((1, 1, 1)), None)
    with pytest.raises(JustificationNeeded):
        enter(sheet, 3, "A1.02", judged((1, 1, 1)), 1)


@pytest.mark.parametrize(
    ("rule", "one", "other", "is_same"),
    [
        (Rule("A", "M", RULES[0].maximum, RegularDifference(TEN, TEN, TEN)), "12.5", "12,50", True),
        (Rule("A", "M", RULES[0].maximum, NumberCompleted(4)), "3", "03", True),
        (Rule("A", "M", RULES[0].maximum, NumberCompleted(4)), "3", "4", False),
        (Rule("A", "M", RULES[0].maximum, Choice((Option("1", RULES[0].maximum),))), "1", "1.0", False),
        (Rule("A", "M", RULES[0].maximum), True, False, False),
    ],
)
def test_entries_are_the_same_by_what_they_say(rule: Rule, one: str, other: str, is_same: bool) -> None:
    assert rule.is_same(Measured(one), Measured(other)) is is_same
    assert rule.is_same(Measured(other), Measured(one)) is is_same
    assert not rule.is_same(Measured(one), judged((1, 1, 1)))


def test_another_justification_of_the_same_scores_is_another_entry() -> None:
    rule = RULES[1]
    assert rule.is_same(judged((1, 1, 1)), judged((1, 1, 1), " "))
    assert not rule.is_same(judged((1, 1, 1)), judged((1, 1, 1), "Seen again"))


@dataclass(frozen=True)
class Proposed:
    id: int
    code: str
    entry: Entry
    by: Expert

    def on(self, sheet: Sheet) -> tuple[Sheet, "Entered | None"]:
        """The sheet after it, and the record that it is a question about."""
        try:
            return enter(sheet, self.id, self.code, self.entry, None, self.by), None
        except Overtaken as asked:
            return sheet, asked.newest


def parallel(entries: list[Proposed]) -> tuple[Sheet, dict[int, Entered]]:
    """What comes of entries whose experts all saw an empty form."""
    sheet, questions = SHEET, {}
    for one in entries:
        sheet, newest = one.on(sheet)
        if newest:
            questions[one.id] = newest
    return sheet, questions


VALUES: dict[str, list[Entry]] = {
    "A1.01": [Measured(True), Measured(False)],
    "A1.02": [judged((2, 2, 3)), judged((1, 1, 1)), WIDE],
    "A1.03": [Measured("3"), Measured("4")],
}
PARALLEL = st.lists(
    st.sampled_from(sorted(VALUES)).flatmap(
        lambda code: st.builds(
            Proposed, st.just(0), st.just(code), st.sampled_from(VALUES[code]), st.sampled_from([ONE, TWO])
        )
    ),
    max_size=5,
).map(lambda found: [Proposed(n, one.code, one.entry, one.by) for n, one in enumerate(found, 1)])


@given(PARALLEL, st.randoms())
def test_of_parallel_entries_one_an_aspect_stands_and_every_other_one_agrees_or_is_asked(
    entries: list[Proposed], random: Random
) -> None:
    order = list(entries)
    random.shuffle(order)
    sheet, questions = parallel(order)
    assert len(sheet.history) == len({one.code for one in entries})
    first = {record.code: record for record in sheet.history}
    for one in entries:
        kept = first[one.code]
        said = kept.scores == getattr(one.entry, "scores", None) if isinstance(kept, Dispute) else None
        agrees = said if said is not None else kept.entry == one.entry  # type: ignore[union-attr]
        assert (one.id in questions) is not agrees
        assert questions.get(one.id, kept) == kept


def test_entries_of_different_aspects_are_the_same_form_in_any_order() -> None:
    entries = [Proposed(n, code, entry, ONE) for n, (code, entry) in enumerate(GOOD.items(), 1)]
    found = [parallel(list(order)) for order in permutations(entries)]
    assert all(questions == {} for _, questions in found)
    assert len({(sheet.total, sheet.entered, frozenset(sheet.history)) for sheet, _ in found}) == 1


def test_the_same_two_entries_in_either_order_are_the_same_question() -> None:
    one, other = Proposed(1, COUNT, Measured("3"), ONE), Proposed(2, COUNT, Measured("4"), TWO)
    for first, second in ((one, other), (other, one)):
        sheet, questions = parallel([first, second])
        assert sheet.marks[COUNT].entry == first.entry
        assert [record.id for record in questions.values()] == [UUID(int=first.id)]


@given(PARALLEL)
def test_whatever_is_sent_again_finds_its_effect(entries: list[Proposed]) -> None:
    sheet, questions = parallel(entries)
    again, asked = parallel([*entries, *entries])
    assert again == sheet
    assert asked == questions


def withdrawn(sheet: Sheet, id: int, code: str, saw: int, reason: str = "A slip", by: Expert = ONE) -> Sheet:
    return sheet.withdraw(UUID(int=id), code, by, NOON, reason, saw=UUID(int=saw))[0]


def test_a_mark_is_taken_back_with_a_reason_and_stays_in_the_history() -> None:
    sheet = filled()
    after = withdrawn(sheet, 1, COUNT, 902)
    assert after.history == (
        *sheet.history, Withdrawal(UUID(int=1), COUNT, UUID(int=902), ONE.subject_id, NOON, "A slip"),
    )  # fmt: skip
    assert COUNT not in after.marks
    assert (after.entered, after.total) == (2, sheet.total - sheet.marks[COUNT].mark)
    with pytest.raises(MarksMissing):
        sign(after, ONE, NOON)
    again = enter(after, 2, COUNT, Measured("3"), 1)
    assert (again.entered, again.total) == (3, sheet.total)


def test_taking_back_sent_twice_or_by_two_is_done_once() -> None:
    after = withdrawn(filled(), 1, COUNT, 902)
    assert withdrawn(after, 1, COUNT, 902) is after
    assert withdrawn(after, 2, COUNT, 902, by=TWO) is after
    with pytest.raises(MarkIdTaken):
        withdrawn(filled(), 901, COUNT, 902)
    with pytest.raises(MarkIdTaken):
        enter(after, 1, COUNT, Measured("3"), 1)


def test_what_cannot_be_taken_back() -> None:
    with pytest.raises(NothingToWithdraw):
        SHEET.withdraw(UUID(int=1), COUNT, ONE, NOON, "A slip", saw=None)
    with pytest.raises(NothingToWithdraw):
        withdrawn(enter(SHEET, 1, "A1.02", WIDE, None), 2, "A1.02", 1)
    with pytest.raises(ReasonNeeded):
        withdrawn(filled(), 1, COUNT, 902, "  ")
    signed = sign(filled(), ONE, NOON)[0]
    for expert in (ONE, CHIEF):
        with pytest.raises(AlreadySigned):
            withdrawn(signed, 1, COUNT, 902, by=expert)


def test_a_mark_is_not_taken_back_unseen_and_a_withdrawal_is_not_overwritten_unseen() -> None:
    sheet = enter(filled(), 1, COUNT, Measured("4"), 902, TWO)
    with pytest.raises(Overtaken):
        withdrawn(sheet, 2, COUNT, 902)
    with pytest.raises(Overtaken) as asked:
        enter(withdrawn(sheet, 2, COUNT, 1), 3, COUNT, Measured("4"), 1)
    assert isinstance(asked.value.newest, Withdrawal)


def test_taking_a_mark_back_takes_no_dispute_with_it() -> None:
    """Else scores that were too far apart could be agreed on without a word."""
    sheet = enter(SHEET, 1, "A1.02", WIDE, None)
    sheet = enter(sheet, 2, "A1.02", judged((1, 1, 1), "Seen again"), 1)
    assert not sheet.is_disputed("A1.02")
    sheet = withdrawn(sheet, 3, "A1.02", 2)
    assert sheet.is_disputed("A1.02")
    with pytest.raises(JustificationNeeded):
        enter(sheet, 4, "A1.02", judged((1, 1, 1)), 3)
    first = enter(SHEET, 1, "A1.02", judged((1, 1, 1)), None)
    assert not withdrawn(first, 2, "A1.02", 1).is_disputed("A1.02")
