from dataclasses import replace
from decimal import Decimal
from itertools import chain
from uuid import UUID

import pytest
from hypothesis import given
from tests.competitions.unit.sheets import (
    CHIEF,
    COMPATRIOT,
    GOOD,
    JURY,
    NOON,
    ONE,
    PANEL,
    RULES,
    SHEET,
    STEPS,
    TWO,
    filled,
    judged,
    later,
    newest,
)

from competitions.domain.aspect import Entry, EntryUnfit, Judged, Measured
from competitions.domain.entering.absences import CompetitorAbsent
from competitions.domain.expert import Expert
from competitions.domain.history.refusals import (
    AlreadySigned,
    ConflictOfInterest,
    MarksMissing,
    NotOnTeam,
    Sealed,
    UnknownAspect,
)
from competitions.domain.judgement import ScoresUnfit, SpreadTooWide
from competitions.domain.mark import (
    Dispute,
    JustificationNeeded,
    Mark,
    MarkIdTaken,
    NothingToCorrect,
    ReasonNeeded,
    Record,
    Repeated,
    Withdrawal,
)
from competitions.domain.refusal import Refusal
from competitions.domain.sheet import Sheet
from competitions.domain.signing.sheets import sign

WIDE, AGREED = judged((0, 2, 1)), judged((1, 2, 1), "We looked again at the joint")


def disputed() -> Sheet:
    return SHEET.enter(UUID(int=1), "A1.02", WIDE, ONE, NOON, saw=None, jury=JURY)[0]


def signed() -> Sheet:
    return sign(filled(), ONE, NOON)[0]


def entered(sheet: Sheet, code: str, entry: Entry, by: Expert) -> tuple[Sheet, Mark]:
    changed, mark = sheet.enter(UUID(int=2), code, entry, by, NOON, saw=newest(sheet, code), jury=JURY)
    assert isinstance(mark, Mark)
    return changed, mark


def step(sheet: Sheet, number: int, code: str, entry: Entry, by: Expert, kind: str) -> Sheet:
    """What a command does with a sheet, whatever it is told."""
    try:
        match kind:
            case "enter":
                return sheet.enter(
                    UUID(int=number), code, entry, by, later(number), saw=newest(sheet, code), jury=JURY
                )[0]
            case "withdraw":
                return sheet.withdraw(UUID(int=number), code, by, later(number), "A slip", saw=newest(sheet, code))[0]
            case "correct":
                return sheet.correct(
                    UUID(int=number),
                    code,
                    entry,
                    by,
                    later(number),
                    "Counted again",
                    saw=newest(sheet, code),
                    jury=JURY,
                )[0]
            case _:
                return sign(sheet, by, later(number))[0]
    except Refusal:
        return sheet


@given(STEPS)
def test_whatever_is_entered_the_history_only_grows(steps: list[tuple[int, str, Entry, Expert, str]]) -> None:
    sheet = SHEET
    for one in steps:
        changed = step(sheet, *one)
        assert changed.history[: len(sheet.history)] == sheet.history
        assert len(changed.history) <= len(sheet.history) + 1
        sheet = changed


@given(STEPS)
def test_the_total_is_the_sum_of_the_marks_that_count_and_within_the_maximum(
    steps: list[tuple[int, str, Entry, Expert, str]],
) -> None:
    sheet = SHEET
    for one in steps:
        sheet = step(sheet, *one)
        standing: dict[str, Decimal] = {}
        for entry in sheet.history:
            if isinstance(entry, Mark):
                standing[entry.code] = entry.mark
            elif isinstance(entry, Withdrawal):
                del standing[entry.code]
        assert sheet.total == sum(standing.values())
        assert sheet.entered == len(standing)
        assert 0 <= sheet.total <= sum(rule.maximum for rule in RULES)
        assert all(standing[rule.code] <= rule.maximum for rule in RULES if rule.code in standing)


@given(STEPS)
def test_no_compatriot_ever_measures_judges_or_takes_back(steps: list[tuple[int, str, Entry, Expert, str]]) -> None:
    """Who types what three others have judged is another matter: decision 55."""
    sheet = SHEET
    for one in steps:
        sheet = step(sheet, *one)
    assert COMPATRIOT.subject_id not in chain.from_iterable(map(_decided_by, sheet.history))


def _decided_by(record: Record) -> tuple[UUID, ...]:
    if isinstance(record, Dispute):
        return record.judges
    if isinstance(record, Mark) and isinstance(record.entry, Judged):
        return record.entry.judges
    return (record.author,)


@given(STEPS)
def test_after_sign_off_only_the_chief_adds_and_always_with_a_reason(
    steps: list[tuple[int, str, Entry, Expert, str]],
) -> None:
    sheet = signed()
    before = len(sheet.history)
    for one in steps:
        sheet = step(sheet, *one)
    assert all(
        isinstance(entry, Mark) and entry.author == CHIEF.subject_id and entry.reason
        for entry in sheet.history[before:]
    )
    assert [one.by for one in sheet.signing.signatures] == [ONE.subject_id]


def test_a_mark_knows_its_author_and_its_time() -> None:
    sheet, mark = SHEET.enter(UUID(int=1), "A1.03", Measured("3"), ONE, NOON, saw=None)
    assert mark == Mark(UUID(int=1), "A1.03", Decimal("0.38"), Measured("3"), ONE.subject_id, NOON)
    assert sheet.history == (mark,)


def test_the_same_entry_sent_twice_is_one_mark() -> None:
    sheet, mark = entered(SHEET, "A1.01", Measured(True), ONE)
    assert sheet.enter(mark.id, "A1.01", Measured(True), ONE, later(1), saw=None) == (sheet, Repeated(mark))


def test_one_key_does_not_stand_for_two_entries() -> None:
    sheet, _ = SHEET.enter(UUID(int=1), "A1.01", Measured(True), ONE, NOON, saw=None)
    with pytest.raises(MarkIdTaken):
        sheet.enter(UUID(int=1), "A1.01", Measured(False), ONE, NOON, saw=None)


def test_an_aspect_of_another_form_is_refused_with_those_that_are_there() -> None:
    with pytest.raises(UnknownAspect) as refused:
        SHEET.enter(UUID(int=1), "B1.01", Measured(True), ONE, NOON, saw=None)
    assert refused.value.known == ("A1.01", "A1.02", "A1.03")


@pytest.mark.parametrize(("code", "entry"), [("A1.01", judged((1, 1, 1))), ("A1.02", Measured("2"))])
def test_a_measurement_is_no_judgement(code: str, entry: Entry) -> None:
    with pytest.raises(EntryUnfit):
        SHEET.enter(UUID(int=1), code, entry, ONE, NOON, saw=None)


def test_a_compatriot_may_mark_only_where_the_ruleset_allows_it() -> None:
    with pytest.raises(ConflictOfInterest):
        SHEET.enter(UUID(int=1), "A1.01", Measured(True), COMPATRIOT, NOON, saw=None)
    allowed = replace(SHEET, compatriots_may_mark=True)
    assert entered(allowed, "A1.01", Measured(True), COMPATRIOT)[1].mark == 1


def test_only_the_marking_team_marks_and_signs() -> None:
    sheet = replace(SHEET, team=(TWO.subject_id,))
    with pytest.raises(NotOnTeam):
        sheet.enter(UUID(int=1), "A1.01", Measured(True), ONE, NOON, saw=None)
    with pytest.raises(NotOnTeam):
        sign(replace(filled(), team=(TWO.subject_id,)), ONE, NOON)
    assert sheet.enter(UUID(int=1), "A1.01", Measured(True), TWO, NOON, saw=None)


def test_after_too_wide_a_spread_the_next_scores_need_a_justification() -> None:
    with pytest.raises(JustificationNeeded):
        disputed().enter(UUID(int=2), "A1.02", judged((1, 2, 1), "  "), ONE, NOON, saw=UUID(int=1), jury=JURY)
    sheet, mark = entered(disputed(), "A1.02", AGREED, ONE)
    assert mark.mark == Decimal("0.89")
    assert not sheet.is_disputed("A1.02")


def test_scores_too_far_apart_are_recorded_once_and_are_no_mark() -> None:
    sheet, dispute = SHEET.enter(UUID(int=1), "A1.02", WIDE, ONE, NOON, saw=None, jury=JURY)
    assert dispute == Dispute(UUID(int=1), "A1.02", WIDE.scores, ONE.subject_id, NOON, judges=PANEL)
    assert sheet.enter(UUID(int=2), "A1.02", WIDE, ONE, later(1), saw=None, jury=JURY) == (sheet, Repeated(dispute))
    assert sheet.history == (dispute,)
    assert sheet.marks == {}
    assert not sheet.is_complete


def test_scores_too_far_apart_are_neither_a_mark_nor_recorded_after_sign_off() -> None:
    with pytest.raises(SpreadTooWide):
        signed().correct(UUID(int=5), "A1.02", WIDE, CHIEF, NOON, "Seen again", saw=None)


def test_scores_that_are_none_are_refused_before_their_spread_is_looked_at() -> None:
    with pytest.raises(ScoresUnfit):
        SHEET.enter(UUID(int=1), "A1.02", judged((0, 4, 1)), ONE, NOON, saw=None)


def test_an_incomplete_sheet_cannot_be_signed() -> None:
    with pytest.raises(MarksMissing):
        sign(SHEET, ONE, NOON)


def test_a_second_signature_changes_nothing() -> None:
    sheet = signed()
    assert sign(sheet, TWO, later(5)) == (sheet, None)


def test_after_sign_off_an_expert_changes_nothing() -> None:
    sheet = signed()
    with pytest.raises(AlreadySigned):
        sheet.enter(UUID(int=5), "A1.01", Measured(False), ONE, NOON, saw=None)
    with pytest.raises(AlreadySigned):
        sheet.correct(UUID(int=5), "A1.01", Measured(False), ONE, NOON, "Counted again", saw=None)


def test_after_sign_off_the_chief_corrects_with_a_reason() -> None:
    sheet = signed()
    with pytest.raises(ReasonNeeded):
        sheet.correct(UUID(int=5), "A1.01", Measured(False), CHIEF, NOON, " ", saw=None)
    corrected, mark = sheet.correct(
        UUID(int=5), "A1.01", Measured(False), CHIEF, later(9), "Counted again", saw=UUID(int=900)
    )
    assert isinstance(mark, Mark)
    assert (mark.mark, mark.reason, corrected.marks["A1.01"]) == (Decimal(0), "Counted again", mark)
    assert corrected.total == sheet.total - 1


def test_before_sign_off_there_is_nothing_to_correct() -> None:
    with pytest.raises(NothingToCorrect):
        filled().correct(UUID(int=5), "A1.01", Measured(False), CHIEF, NOON, "Counted again", saw=None)


def test_once_results_are_out_not_even_the_chief_changes_a_mark() -> None:
    sealed = replace(signed(), sealed=True)
    with pytest.raises(Sealed):
        sealed.correct(UUID(int=5), "A1.01", Measured(False), CHIEF, NOON, "Counted again", saw=None)


def test_a_repetition_after_sign_off_is_still_answered() -> None:
    """A tablet that lost the answer sends the mark again, when the team has signed."""
    sheet = signed()
    assert sheet.enter(UUID(int=900), "A1.01", GOOD["A1.01"], ONE, later(3), saw=None)[0] is sheet


def test_who_may_mark_sign_and_correct_a_sheet() -> None:
    sheet = replace(SHEET, team=(ONE.subject_id, COMPATRIOT.subject_id))
    experts = (ONE, TWO, CHIEF, COMPATRIOT)
    assert [sheet.may_be_signed_by(one) for one in experts] == [True, False, True, True]
    assert [sheet.may_be_marked_by(one) for one in experts] == [True, False, True, False]
    assert [replace(sheet, compatriots_may_mark=True).may_be_marked_by(one) for one in experts] == [
        True, False, True, True,
    ]  # fmt: skip
    for state, open_to in ((sheet, [True, False, True, False]), (signed(), [False, False, True, False])):
        assert [state.is_open_to(one) for one in experts] == open_to
    assert not any(replace(signed(), sealed=True).is_open_to(one) for one in experts)


@pytest.mark.parametrize("by", [ONE, CHIEF])
def test_who_does_not_start_takes_no_marks(by: Expert) -> None:
    out = replace(SHEET, absent=True)
    with pytest.raises(CompetitorAbsent) as refused:
        out.enter(UUID(int=1), "A1.01", GOOD["A1.01"], by, NOON, saw=None)
    assert refused.value.registration_id == SHEET.competitor.registration_id
    signed, _ = sign(filled(), ONE, NOON)
    with pytest.raises(CompetitorAbsent):
        replace(signed, absent=True).correct(UUID(int=1), "A1.01", GOOD["A1.01"], CHIEF, NOON, "Looked again", saw=None)
    assert not out.is_open_to(by)
    assert SHEET.is_open_to(by)
