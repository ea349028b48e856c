"""What the answers come to: what a championship may show of a person."""

from datetime import UTC, date, datetime, timedelta
from itertools import product
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from competitions.domain.consents.records import Answer, ConsentRules, Consents, Decision, Purpose, TextShown, Way
from competitions.domain.consents.voices import PersonsConsents
from competitions.domain.person import Person
from competitions.domain.records.publicity import PublicItem, Publicity

ZONE = ZoneInfo("Europe/Moscow")
NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
HELD = UUID(int=8)
ME, MOTHER, FATHER = UUID(int=1), UUID(int=2), UUID(int=3)
TEXT = TextShown("2026-11", "ru", "0" * 64)
NAME, MEMBER, PLACE, SCORE, _PHOTO = PublicItem
UNASKED = (MEMBER, PLACE)
CHILD, TEENAGER, ADULT = date(2015, 1, 1), date(2010, 1, 1), date(2000, 1, 1)


def said(*items: PublicItem, at: datetime = NOW, decision: Decision | None = None, until: date | None = None) -> Answer:
    given = decision or (Decision.GIVEN if items else Decision.REFUSED)
    return Answer(Purpose.PUBLICATION, given, at, Way.LINK, TEXT, items, until)


def come_to(born: date | None, answers: dict[UUID, list[Answer]], guardians: tuple[UUID, ...] = ()) -> Publicity | None:
    person = Person(ME, "region-47", "Примеров", "Вымысел", birth_date=born, guardians=guardians)
    records = {giver: Consents(UUID(int=9), HELD, ME, giver, answers=tuple(all_)) for giver, all_ in answers.items()}
    return PersonsConsents(person, NOW.date(), records).publicity(HELD, UNASKED, ZONE)


def shown(born: date | None, answers: dict[UUID, list[Answer]], *guardians: UUID) -> set[PublicItem] | None:
    found = come_to(born, answers, guardians)
    return None if found is None else set(found.items)


def test_who_was_never_asked_leaves_it_to_the_ruleset() -> None:
    assert shown(ADULT, {}) is None
    assert shown(CHILD, {}, MOTHER) is None
    assert shown(CHILD, {FATHER: [said(NAME)]}, MOTHER) is None, "who has no say has said nothing"


@pytest.mark.parametrize("items", [set(PublicItem), {NAME}, {NAME, PLACE}, {SCORE}])
def test_an_adult_alone_says_what_is_shown(items: set[PublicItem]) -> None:
    assert shown(ADULT, {ME: [said(*items)]}) == items
    assert shown(ADULT, {ME: [said(*items), said()]}) == set()
    assert shown(ADULT, {ME: [said(), said(*items)]}) == items


def test_what_is_taken_back_is_shown_no_more() -> None:
    assert shown(ADULT, {ME: [said(NAME), said(NAME, decision=Decision.WITHDRAWN)]}) == set()


def test_both_of_a_teenager_and_a_guardian_agree_to_each_item() -> None:
    both = {ME: [said(NAME, PLACE, SCORE)], MOTHER: [said(NAME, SCORE)]}
    assert shown(TEENAGER, both, MOTHER, FATHER) == {NAME, SCORE}
    assert shown(TEENAGER, {**both, FATHER: [said(SCORE)]}, MOTHER, FATHER) == {SCORE}, "any no is a no"
    assert shown(TEENAGER, {**both, FATHER: [said()]}, MOTHER, FATHER) == set()


def test_while_one_of_them_is_silent_no_more_stands_than_unasked_and_no_item_that_was_refused() -> None:
    assert shown(TEENAGER, {ME: [said(NAME, MEMBER, PLACE)]}, MOTHER) == {MEMBER, PLACE}
    assert shown(TEENAGER, {ME: [said(NAME, PLACE)]}, MOTHER) == {PLACE}


@pytest.mark.parametrize("answers", list(product((None, (), (NAME,), (NAME, SCORE)), repeat=3)))
def test_no_item_is_shown_over_the_head_of_somebody_who_says_no(
    answers: tuple[tuple[PublicItem, ...] | None, ...],
) -> None:
    told = {giver: [said(*one)] for giver, one in zip((ME, MOTHER, FATHER), answers, strict=True) if one is not None}
    found = shown(TEENAGER, told, MOTHER, FATHER) or set()
    own, *parents = answers
    for item in (NAME, SCORE):
        everybody = own is not None and any(one is not None for one in parents)
        assert (item in found) is (everybody and all(item in one for one in answers if one is not None))


def test_a_birthday_takes_no_name_from_a_page_and_the_person_of_age_can() -> None:
    as_a_child = said(NAME, at=datetime(2026, 12, 30, tzinfo=UTC))
    assert shown(date(2013, 1, 1), {MOTHER: [as_a_child]}, MOTHER) == {NAME}
    at_eighteen = datetime(2031, 6, 1, tzinfo=UTC)
    no = {MOTHER: [as_a_child], ME: [said(at=at_eighteen)]}
    assert shown(date(2013, 1, 1), no, MOTHER) == set()
    again = {MOTHER: [said()], ME: [said(NAME, at=at_eighteen)]}
    assert shown(date(2013, 1, 1), again, MOTHER) == {NAME}, "from 18 the person alone"


def test_who_is_no_guardian_any_more_keeps_nothing_public() -> None:
    assert shown(CHILD, {MOTHER: [said(NAME)], FATHER: [said(NAME)]}, FATHER) == {NAME}
    assert shown(TEENAGER, {ME: [said(NAME)], MOTHER: [said(NAME)]}, FATHER) == set()


def test_the_day_of_the_last_answer_is_that_of_the_calendar() -> None:
    late = datetime(2026, 11, 25, 21, 30, tzinfo=UTC)  # half past midnight of the 26th in Moscow, when the person is 18
    assert shown(date(2008, 11, 26), {ME: [said(NAME, at=late)]}, MOTHER) == {NAME}
    assert shown(date(2008, 11, 26), {ME: [said(NAME, at=late - timedelta(hours=1))]}, MOTHER) == set()


def test_the_earliest_last_day_counts_and_the_day_after_it_nothing_is_allowed() -> None:
    until = date(2031, 11, 22)
    both = {ME: [said(NAME, until=until)], MOTHER: [said(NAME, until=until + timedelta(days=9))]}
    found = come_to(TEENAGER, both, (MOTHER,))
    assert found == Publicity(HELD, (NAME,), until)
    person = Person(ME, "region-47", "Примеров", "Вымысел", publicity=(found,))
    assert person.public_in(HELD, until) == frozenset({NAME})
    assert person.public_in(HELD, until + timedelta(days=1)) == frozenset()
    assert person.public_in(UUID(int=7), until) is None


def test_the_last_day_of_a_leap_day_is_there_in_every_year() -> None:
    rules = ConsentRules(publication_years=5)
    assert rules.last_public_day(date(2026, 11, 22)) == date(2031, 11, 22)
    assert rules.last_public_day(date(2028, 2, 29)) == date(2033, 3, 1)
    assert ConsentRules(publication_years=4).last_public_day(date(2028, 2, 29)) == date(2032, 2, 29)


def test_what_is_hidden_beforehand_never_brings_anything_along() -> None:
    was = Person(ME, "r", "П", "В", publicity=(Publicity(HELD, (NAME, PLACE)), Publicity(UUID(int=7), (NAME,))))
    fewer = was.showing_no_more_than([Publicity(HELD, (PLACE, SCORE))])
    assert [one.items for one in fewer.publicity] == [(PLACE,), ()]
