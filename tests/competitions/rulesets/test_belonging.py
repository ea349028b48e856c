"""Whoever is entered is in a category that fits: by the age on the ruleset's day, and by what they are."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from competitions.domain.categories.belonging import (
    CategoryNotChosen,
    Entrant,
    FitsNone,
    OtherCategory,
    Said,
    belonging,
)
from competitions.domain.categories.groups import AgeDay, AgeRules, Categories, Category, Status, UnknownCategory
from competitions.domain.refusal import Refusal
from shared.text import Text

NAME = Text("Проба", "Trial")
YOUNG, OLD = Category("young", NAME, 10, 13), Category("old", NAME, 14, 17)
PUPILS = Category("pupils", NAME, 14, None, (Status.PUPIL,))
STUDENTS = Category("students", NAME, None, None, (Status.STUDENT,))
START = date(2027, 3, 1)


def put(*categories: Category, born: date | None, said: Said = Said(), on: AgeDay = AgeDay.FIRST_DAY) -> str | None:  # noqa: B008 - it is frozen
    return belonging(Categories(categories, AgeRules(on)), (), said, Entrant(born), START)


@pytest.mark.parametrize(
    ("born", "on", "category"),
    [
        (date(2017, 3, 1), AgeDay.FIRST_DAY, "young"),  # ten on the very day
        (date(2013, 3, 1), AgeDay.FIRST_DAY, "old"),
        (date(2013, 3, 2), AgeDay.FIRST_DAY, "young"),
        (date(2013, 12, 31), AgeDay.YEAR_END, "old"),
        (date(2014, 1, 1), AgeDay.YEAR_END, "young"),
        (date(2012, 9, 1), AgeDay.SEPTEMBER, "old"),
        (date(2012, 9, 2), AgeDay.SEPTEMBER, "young"),
        (date(2009, 2, 28), AgeDay.FIRST_DAY, None),
    ],
)
def test_ages_count_on_the_day_of_the_ruleset(born: date, on: AgeDay, category: str | None) -> None:
    if category:
        assert put(YOUNG, OLD, born=born, on=on) == category
    else:
        with pytest.raises(FitsNone) as refused:
            put(YOUNG, OLD, born=born, on=on)
        assert (refused.value.age, refused.value.on, refused.value.lacks) == (18, START, None)


def test_who_was_born_on_29_february_is_older_on_1_march_of_a_year_without_it() -> None:
    assert put(YOUNG, OLD, born=date(2013, 2, 28)) == put(YOUNG, OLD, born=date(2012, 2, 29)) == "old"
    eve = Categories((YOUNG, OLD))
    assert belonging(eve, (), Said(), Entrant(date(2012, 2, 29)), date(2026, 2, 28)) == "young"
    assert belonging(eve, (), Said(), Entrant(date(2012, 2, 29)), date(2026, 3, 1)) == "old"


def test_september_is_the_one_before_the_championship() -> None:
    assert AgeDay.SEPTEMBER.of(date(2027, 8, 31)) == date(2026, 9, 1)
    assert AgeDay.SEPTEMBER.of(date(2027, 9, 1)) == date(2027, 9, 1)


def test_age_and_status_are_two_conditions() -> None:
    child, teenager = date(2014, 1, 1), date(2012, 1, 1)
    assert put(PUPILS, STUDENTS, born=teenager, said=Said(Status.PUPIL)) == "pupils"
    assert put(PUPILS, STUDENTS, born=child, said=Said(Status.STUDENT)) == "students"
    for born, status, lacks in (
        (child, Status.PUPIL, None),
        (teenager, None, "status"),
        (None, Status.PUPIL, "birth_date"),
    ):
        with pytest.raises(FitsNone) as refused:
            put(PUPILS, STUDENTS, born=born, said=Said(status))
        assert refused.value.lacks == lacks
    assert put(PUPILS, STUDENTS, born=teenager, said=Said(category="pupils")) == "pupils", "which says what they are"
    with pytest.raises(FitsNone):
        put(PUPILS, STUDENTS, born=teenager, said=Said(Status.STUDENT, "pupils"))


def test_where_several_fit_the_entrant_chooses_once() -> None:
    wide = Category("wide", NAME, 12, 20)
    both = Categories((OLD, wide), AgeRules(overlap=True))
    born = date(2012, 1, 1)
    with pytest.raises(CategoryNotChosen) as refused:
        belonging(both, (), Said(), Entrant(born), START)
    assert refused.value.fitting == (OLD, wide)
    assert belonging(both, (), Said(category="wide"), Entrant(born), START) == "wide"
    assert belonging(both, (), Said(), Entrant(born, "wide"), START) == "wide", "in the next skill it stands"
    assert belonging(both, ("old",), Said(), Entrant(born), START) == "old", "a skill may take one of them alone"
    with pytest.raises(OtherCategory):
        belonging(both, (), Said(category="old"), Entrant(born, "wide"), START)
    with pytest.raises(FitsNone):
        belonging(both, ("old",), Said(), Entrant(born, "wide"), START)


def test_what_the_rules_do_not_have_is_told() -> None:
    with pytest.raises(UnknownCategory) as refused:
        put(YOUNG, born=date(2015, 1, 1), said=Said(category="old"))
    assert refused.value.known == ("young",)
    with pytest.raises(UnknownCategory):
        put(born=date(2015, 1, 1), said=Said(category="old"))
    assert put(born=None) is None
    gone = belonging(Categories((YOUNG,)), ("of another ruleset",), Said(), Entrant(date(2015, 1, 1), "gone"), START)
    assert gone == "young", "codes of other rules bind nobody"


AGES = st.none() | st.integers(0, 30)
CATEGORIES = st.lists(
    st.builds(
        lambda code, youngest, oldest, statuses: Category(code, NAME, youngest, oldest, tuple(sorted(statuses))),
        st.sampled_from("abcdef"),
        AGES,
        AGES,
        st.sets(st.sampled_from(Status), max_size=2),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda one: one.code,
)
DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))


@settings(deadline=None)
@given(
    CATEGORIES,
    st.sampled_from(AgeDay),
    st.none() | DAYS,
    DAYS,
    st.none() | st.sampled_from(Status),
    st.none() | st.sampled_from("abcdef"),
    st.sets(st.sampled_from("abcdef"), max_size=2),
)
def test_no_date_of_birth_gets_anybody_into_a_wrong_group(
    categories: list[Category],
    on: AgeDay,
    born: date | None,
    starts_on: date,
    status: Status | None,
    chosen: str | None,
    open_to: set[str],
) -> None:
    groups = Categories(tuple(categories), AgeRules(on))
    try:
        code = belonging(groups, open_to, Said(status, chosen), Entrant(born), starts_on)
    except Refusal:
        return
    found = groups.named(code)
    assert found is not None
    assert chosen in {None, code}
    assert found in groups.open_to(open_to)
    if found.statuses and status:
        assert status in found.statuses
    elif found.statuses:
        assert chosen == code
    reckoned = on.of(starts_on)
    if found.youngest is not None or found.oldest is not None:
        assert born is not None
        birthdays = sum(
            _is_birthday(born, reckoned.replace(day=1, month=1, year=year), reckoned)
            for year in range(born.year + 1, reckoned.year + 1)
        )
        assert (found.youngest or 0) <= birthdays <= (200 if found.oldest is None else found.oldest)


def _is_birthday(born: date, in_year: date, until: date) -> bool:
    """Whether the birthday of that year has come: counted day by day, as no rule of the product does it."""
    day = in_year
    while day <= until and day.year == in_year.year:
        if (day.month, day.day) >= (born.month, born.day):
            return True
        day += timedelta(days=1)
    return False
