from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from competitions.domain.person import Person

CHILD, MOTHER = UUID(int=1), UUID(int=2)
BORN = Person(CHILD, "region-47", "Юнкин", "Пример", birth_date=date(2008, 11, 22), guardians=(MOTHER,))


@pytest.mark.parametrize(
    ("on", "close"),
    [(date(2026, 11, 21), {CHILD, MOTHER}), (date(2026, 11, 22), {CHILD}), (date(2040, 1, 1), {CHILD})],
)
def test_guardians_read_until_the_day_of_full_age(on: date, close: set[UUID]) -> None:
    assert BORN.close_ones(on) == close


def test_where_the_birth_date_is_unknown_named_guardians_read() -> None:
    assert replace(BORN, birth_date=None).close_ones(date(2026, 11, 22)) == {CHILD, MOTHER}
