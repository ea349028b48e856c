"""For whom a skill is, by age on the first day, and who takes part all the same."""

from datetime import date
from uuid import UUID

import pytest

from competitions.domain.entering.ages import AgeUnexplained, WrongAge, must_fit, needed_reason
from competitions.domain.person import Person
from competitions.domain.skill import Skill
from shared.text import Text

FIRST_DAY = date(2026, 11, 20)
SKILL = Skill(UUID(int=1), UUID(int=2), "01", Text("Ремесло", "Craft"))
JUNIORS = Skill(UUID(int=1), UUID(int=2), "01", Text("Ремесло", "Craft"), youngest=14, oldest=16)


def born(birth_date: date | None) -> Person:
    return Person(UUID(int=3), "region-47", "Альфин", "Вымысел", birth_date=birth_date)


@pytest.mark.parametrize(
    ("birth_date", "age"),
    [
        (date(2012, 11, 20), 14),
        (date(2012, 11, 21), 13),
        (date(2009, 11, 21), 16),
        (date(2009, 11, 20), 17),
        (None, None),
    ],
)
def test_full_years_on_the_first_day_decide(birth_date: date | None, age: int | None) -> None:
    must_fit(SKILL, born(birth_date), FIRST_DAY)
    if age in {14, 16}:
        assert needed_reason(JUNIORS, born(birth_date), FIRST_DAY, "Не нужна") is None
        return
    with pytest.raises(WrongAge) as refused:
        must_fit(JUNIORS, born(birth_date), FIRST_DAY)
    assert refused.value.age == age
    for silence in (None, " "):
        with pytest.raises(AgeUnexplained):
            needed_reason(JUNIORS, born(birth_date), FIRST_DAY, silence)
    assert needed_reason(JUNIORS, born(birth_date), FIRST_DAY, "Победил в отборе") == "Победил в отборе"
