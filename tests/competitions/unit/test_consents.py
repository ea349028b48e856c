"""Who has a say, and what the answers come to."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from uuid import UUID

import pytest

from competitions.consent_texts import read_all
from competitions.domain.consents.records import (
    Answer,
    ConsentMissing,
    ConsentRules,
    Consents,
    ConsentState,
    Decision,
    NothingChosen,
    NothingToWithdraw,
    Purpose,
    TextShown,
    Way,
)
from competitions.domain.consents.voices import PersonsConsents, givers, state_of, voices
from competitions.domain.person import Person
from competitions.domain.records.publicity import PublicItem

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 26)
ME, MOTHER, FATHER = UUID(int=1), UUID(int=2), UUID(int=3)
TEXT = TextShown("2026-11", "ru", "0" * 64)
RULES = ConsentRules((Purpose.PARTICIPATION, Purpose.PERMISSION), (Purpose.PUBLICATION,))


def person(born: date | None, *guardians: UUID) -> Person:
    return Person(ME, "region-47", "Примеров", "Вымысел", birth_date=born, guardians=guardians)


def answer(purpose: Purpose, decision: Decision, *items: PublicItem) -> Answer:
    return Answer(purpose, decision, NOW, Way.LINK, TEXT, items)


GIVEN = answer(Purpose.PARTICIPATION, Decision.GIVEN)
REFUSED = answer(Purpose.PARTICIPATION, Decision.REFUSED)
WITHDRAWN = answer(Purpose.PARTICIPATION, Decision.WITHDRAWN)


@pytest.mark.parametrize(
    ("born", "guardians", "asked"),
    [
        (date(2012, 11, 27), (MOTHER,), ((MOTHER,),)),  # thirteen until tomorrow
        (date(2012, 11, 26), (MOTHER,), ((ME,), (MOTHER,))),
        (date(2008, 11, 27), (MOTHER, FATHER), ((ME,), (MOTHER, FATHER))),
        (date(2008, 11, 26), (MOTHER,), ((ME,),)),
        (date(2015, 1, 1), (), ((),)),
        (None, (), ((ME,),)),
        (None, (MOTHER,), ((ME,), (MOTHER,))),
    ],
)
def test_who_answers_goes_by_age(
    born: date | None, guardians: tuple[UUID, ...], asked: tuple[tuple[UUID, ...], ...]
) -> None:
    groups = voices(person(born, *guardians), Purpose.PARTICIPATION, TODAY)
    assert groups == tuple(frozenset(group) for group in asked)


def test_a_guardians_permission_is_asked_of_minors_alone() -> None:
    assert voices(person(date(2008, 11, 26), MOTHER), Purpose.PERMISSION, TODAY) == ()
    assert voices(person(date(2010, 1, 1), MOTHER), Purpose.PERMISSION, TODAY) == (frozenset({MOTHER}),)
    asked = givers(person(date(2010, 1, 1), MOTHER), RULES.purposes, TODAY)
    assert asked == {
        ME: (Purpose.PARTICIPATION, Purpose.PUBLICATION),
        MOTHER: (Purpose.PARTICIPATION, Purpose.PERMISSION, Purpose.PUBLICATION),
    }


@pytest.mark.parametrize(
    ("own", "mother", "father", "state"),
    [
        (GIVEN, GIVEN, None, ConsentState.GIVEN),
        (GIVEN, None, None, ConsentState.MISSING),
        (None, GIVEN, GIVEN, ConsentState.MISSING),
        (GIVEN, REFUSED, None, ConsentState.AT_ODDS),
        (GIVEN, GIVEN, REFUSED, ConsentState.AT_ODDS),
        (None, REFUSED, None, ConsentState.REFUSED),
        (WITHDRAWN, None, None, ConsentState.WITHDRAWN),
        (WITHDRAWN, GIVEN, None, ConsentState.AT_ODDS),
    ],
)
def test_one_guardian_is_enough_and_a_no_counts(
    own: Answer | None, mother: Answer | None, father: Answer | None, state: ConsentState
) -> None:
    said = {ME: own, MOTHER: mother, FATHER: father}
    teenager = person(date(2010, 1, 1), MOTHER, FATHER)
    assert state_of(teenager, Purpose.PARTICIPATION, TODAY, said.get) is state


@pytest.mark.parametrize("said", list(product((None, GIVEN, REFUSED, WITHDRAWN), repeat=3)))
def test_nothing_is_given_over_the_head_of_somebody_who_says_no(said: tuple[Answer | None, ...]) -> None:
    teenager = person(date(2010, 1, 1), MOTHER, FATHER)
    state = state_of(teenager, Purpose.PARTICIPATION, TODAY, dict(zip((ME, MOTHER, FATHER), said, strict=True)).get)
    own, *guardians = said
    expected = own is GIVEN and GIVEN in guardians and not {id(one) for one in said} & {id(REFUSED), id(WITHDRAWN)}
    assert (state is ConsentState.GIVEN) is expected


def test_a_child_without_a_guardian_lacks_what_nobody_can_give() -> None:
    with pytest.raises(ConsentMissing) as refused:
        PersonsConsents(person(date(2015, 1, 1)), TODAY).must_allow(RULES)
    assert refused.value.missing == (Purpose.PARTICIPATION, Purpose.PERMISSION)


def test_what_was_said_stays_on_record_and_the_last_word_stands() -> None:
    record = Consents(UUID(int=9), UUID(int=8), ME, MOTHER)
    said = record.answer([GIVEN]).answer([replace(GIVEN, at=NOW + timedelta(hours=1))])
    assert said.answers == (GIVEN,), "the same again is nothing new"
    ended = said.withdraw(Purpose.PARTICIPATION, NOW + timedelta(days=1), Way.LINK)
    assert [one.decision for one in ended.answers] == [Decision.GIVEN, Decision.WITHDRAWN]
    assert ended.withdraw(Purpose.PARTICIPATION, NOW + timedelta(days=2), Way.LINK) is ended
    again = ended.answer([GIVEN]).of(Purpose.PARTICIPATION)
    assert again
    assert again.decision is Decision.GIVEN
    with pytest.raises(NothingToWithdraw):
        record.withdraw(Purpose.PARTICIPATION, NOW, Way.LINK)
    with pytest.raises(NothingToWithdraw):
        record.answer([REFUSED]).withdraw(Purpose.PARTICIPATION, NOW, Way.LINK)


def test_nobody_is_asked_twice_within_a_day() -> None:
    asked, first = Consents(UUID(int=9), UUID(int=8), ME, MOTHER).ask(NOW)
    assert first
    assert first.time == 1
    assert asked.ask(NOW + timedelta(hours=23)) == (asked, None)
    _, second = asked.ask(NOW + timedelta(hours=24))
    assert second
    assert second.time == 2


def test_to_be_shown_in_public_says_what_is_shown() -> None:
    with pytest.raises(NothingChosen):
        answer(Purpose.PUBLICATION, Decision.GIVEN)
    assert answer(Purpose.PUBLICATION, Decision.REFUSED).items == ()


@pytest.mark.parametrize("purpose", Purpose)
def test_each_purpose_has_a_text_in_both_languages_that_names_who_asks(purpose: Purpose) -> None:
    template = read_all()[purpose]
    names = {
        "championship": "ЧЕМПИОНАТ",
        "organisation": "ОРГАНИЗАЦИЯ",
        "address": "https://skills.example",
        "until": "20.11.2031",
    }
    texts = {language: template.filled(language, names) for language in ("ru", "en")}
    for text in texts.values():
        assert "ЧЕМПИОНАТ" in text.wording.who_asks
        assert "ОРГАНИЗАЦИЯ" in text.wording.who_asks
    assert texts["ru"].shown.sha256 != texts["en"].shown.sha256
    other = template.filled("ru", {**names, "championship": "ДРУГОЙ"})
    assert other.shown.sha256 != texts["ru"].shown.sha256, "the proof is of the text that was shown"
