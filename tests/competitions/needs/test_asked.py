"""What is asked for, what came of it, and what of it the venue hears."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from competitions.domain.needs.asked import (
    KEPT_FOR,
    AnswerUnexplained,
    Ask,
    AskedTwice,
    Given,
    Needs,
    NeedUnexplained,
    NotAskedFor,
    Outcome,
    WhyErased,
    over_ground,
)
from competitions.domain.needs.venue import line_of
from competitions.domain.needs.words import SAID, Need
from competitions.domain.registration import Registration
from competitions.domain.skill import Skill
from shared.text import Text

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
SECRET = "почему"
words = st.text("абв", min_size=1, max_size=5)
asks = st.builds(Ask, st.sampled_from(Need), words)
answers = st.builds(
    Given, st.sampled_from(Outcome), st.just(NOW), st.just("rita"), words, st.none() | st.integers(1, 90)
)


def asked(*needs: Need, what: str | None = SECRET) -> Needs:
    return Needs(uuid4(), uuid4(), uuid4(), uuid4()).ask([Ask(need, what) for need in needs], NOW)


def granted(text: str | None = None, minutes: int | None = None, outcome: Outcome = Outcome.GRANTED) -> Given:
    return Given(outcome, NOW, "rita", text, minutes)


def answered(needs: Needs, need: Need, given: Given) -> Needs:
    return needs.answer(need, given)[0]


def test_what_stays_as_it_was_keeps_its_answer_and_the_rest_is_answered_anew() -> None:
    needs = answered(answered(asked(Need.STEP_FREE, Need.LIGHT), Need.STEP_FREE, granted()), Need.LIGHT, granted())
    assert needs.open == 0
    changed = needs.ask([Ask(Need.LIGHT, "иначе"), Ask(Need.STEP_FREE, SECRET), Ask(Need.BRAILLE)], NOW)
    assert [ask.need for ask in changed.asks] == [Need.STEP_FREE, Need.LIGHT, Need.BRAILLE], "in the order of the words"
    assert [ask.given is not None for ask in changed.asks] == [True, False, False]
    assert changed.open == 2
    assert changed.ask([Ask(ask.need, ask.what) for ask in reversed(changed.asks)], NOW) is changed


def test_what_says_nothing_by_itself_is_described() -> None:
    for need in Need:
        if need in SAID:
            with pytest.raises(NeedUnexplained):
                asked(need, what=None)
        else:
            assert asked(need, what=None).asks
    with pytest.raises(AskedTwice):
        asked(Need.LIGHT, Need.LIGHT)


@pytest.mark.parametrize(
    ("need", "given", "is_enough"),
    [
        (Need.LIGHT, granted(), True),
        (Need.LIGHT, granted(outcome=Outcome.INSTEAD), False),
        (Need.LIGHT, granted(outcome=Outcome.DECLINED), False),
        (Need.LIGHT, granted("лампа", outcome=Outcome.INSTEAD), True),
        (Need.MORE_TIME, granted(), False),
        (Need.MORE_TIME, granted(minutes=30), True),
        (Need.MORE_TIME, granted("перерывы"), True),
        (Need.LIGHT, granted(minutes=30, outcome=Outcome.DECLINED), False),
        (Need.DIET, granted(), False),
        (Need.DIET, granted("без мяса"), True),
    ],
)
def test_an_answer_says_what_will_be_there_or_why_not(need: Need, given: Given, is_enough: bool) -> None:
    needs = asked(need)
    if is_enough:
        assert answered(needs, need, given).asks[0].given == given
    else:
        with pytest.raises(AnswerUnexplained):
            needs.answer(need, given)


def test_the_same_answer_again_changes_nothing_and_another_takes_its_place() -> None:
    needs = answered(asked(Need.LIGHT), Need.LIGHT, granted())
    assert needs.answer(Need.LIGHT, Given(Outcome.GRANTED, NOW + timedelta(hours=1), "other")) == (needs, None)
    assert answered(needs, Need.LIGHT, granted("лампа", outcome=Outcome.INSTEAD)).open == 0
    with pytest.raises(NotAskedFor):
        needs.answer(Need.BRAILLE, granted())


def test_of_several_answers_the_first_is_told_and_the_last_and_one_that_comes_later() -> None:
    needs = asked(Need.STEP_FREE, Need.LIGHT, Need.BRAILLE, Need.SOUND)
    told = []
    for minute, need in ((0, Need.STEP_FREE), (5, Need.LIGHT), (60, Need.BRAILLE), (65, Need.SOUND), (70, Need.LIGHT)):
        given = Given(Outcome.INSTEAD, NOW + timedelta(minutes=minute), "rita", f"{minute}")
        needs, happened = needs.answer(need, given)
        told.append(happened is not None)
    assert told == [True, False, True, True, True]


def test_what_is_erased_leaves_the_first_act_and_of_an_erased_person_not_whose_it_was() -> None:
    gone = asked(Need.LIGHT).forget(NOW, WhyErased.TAKEN_BACK)
    assert (gone.asks, gone.subject_id is None) == ((), False)
    later = gone.forget(NOW + timedelta(days=1), WhyErased.PERSON)
    assert later.forgotten == gone.forgotten
    assert later.subject_id is None
    again = gone.ask([Ask(Need.BRAILLE)], NOW)
    assert (again.forgotten, again.open) == (None, 1)


def test_it_is_kept_for_30_days_after_the_results() -> None:
    ends = NOW
    assert over_ground(NOW, ends, NOW + KEPT_FOR - timedelta(seconds=1)) is None
    assert over_ground(NOW, ends, NOW + KEPT_FOR) is WhyErased.PUBLISHED
    assert over_ground(None, ends, NOW + timedelta(days=179)) is None
    assert over_ground(None, ends, NOW + timedelta(days=180)) is WhyErased.OVER


@settings(max_examples=50)
@given(st.lists(st.tuples(asks, st.none() | answers), max_size=8, unique_by=lambda one: one[0].need))
def test_the_venue_hears_what_will_be_there_and_nothing_that_the_person_said(
    chosen: list[tuple[Ask, Given | None]],
) -> None:
    needs = Needs(uuid4(), uuid4(), uuid4(), uuid4()).ask([ask for ask, _ in chosen], NOW)
    for ask, answer in chosen:
        if answer:
            needs = answered(needs, ask.need, answer)
    entry = Registration(needs.id, needs.championship_id, uuid4(), uuid4(), "R-01", sequence=7)
    line = line_of(entry, Skill(uuid4(), needs.championship_id, "01", Text("А", "A")), needs)
    told = {(thing.need, thing.text, thing.minutes) for thing in line.things}
    expected = {
        (ask.need if answer.outcome is Outcome.GRANTED else None, answer.text, answer.minutes)
        for ask, answer in chosen
        if answer and answer.outcome is not Outcome.DECLINED
    }
    assert told == expected
