from datetime import date
from uuid import UUID

import pytest

from certificates.domain.holder import Holder, full_age

CHILD, MOTHER = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize(
    ("born", "of_age"), [(date(2008, 11, 22), date(2026, 11, 22)), (date(2008, 2, 29), date(2026, 3, 1))]
)
def test_the_day_of_full_age(born: date, of_age: date) -> None:
    assert full_age(born) == of_age


def test_guardians_see_until_the_day_of_full_age() -> None:
    holder = Holder(CHILD, guardians=(MOTHER,), of_age_on=date(2026, 11, 22))
    assert holder.close_ones(date(2026, 11, 21)) == {CHILD, MOTHER}
    assert holder.close_ones(date(2026, 11, 22)) == {CHILD}
    assert Holder(CHILD, guardians=(MOTHER,)).close_ones(date(2040, 1, 1)) == {CHILD, MOTHER}
