from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from certificates.domain.holders.holder import Holder, full_age

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


def test_the_newest_version_of_a_person_wins() -> None:
    known = Holder(CHILD, version=7, person_version=2)
    assert Holder(CHILD, person_version=1).is_newer_than(None)
    assert [Holder(CHILD, person_version=version).is_newer_than(known) for version in (1, 2, 3)] == [False, False, True]
    assert Holder(CHILD, person_version=3).following(known).version == 7


def test_nothing_is_newer_than_an_erasure() -> None:
    erased = Holder(CHILD, version=7, person_version=2, family_name="Ёлкина", account="snow").erase()
    assert (erased.erased, erased.version, erased.name, erased.account) == (True, 7, "", None)
    assert not Holder(CHILD, person_version=2**62 + 1).is_newer_than(erased)
    assert not Holder(CHILD, person_version=3).is_newer_than(replace(erased, person_version=0))
