"""A link's token is taken in the one spelling that was given, and for the one use."""

import os
from string import ascii_letters, digits
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.errors import LinkInvalid
from shared.identity.links import named, token

SECRET = bytes(range(32))
SIGNS = ascii_letters + digits + "-_"


@given(st.uuids())
def test_a_token_names_what_it_was_made_for(id: UUID) -> None:
    assert named("consent", token("consent", id, SECRET), SECRET) == id
    with pytest.raises(LinkInvalid):
        named("judging", token("consent", id, SECRET), SECRET)


@given(st.uuids(), st.integers(0, 42), st.sampled_from(SIGNS))
def test_no_sign_of_it_can_be_another(id: UUID, place: int, sign: str) -> None:
    made = token("consent", id, SECRET)
    other = made[:place] + sign + made[place + 1 :]
    if other != made:
        with pytest.raises(LinkInvalid):
            named("consent", other, SECRET)


def test_the_bits_of_the_last_sign_that_say_nothing_are_not_free() -> None:
    made = next(
        made for made in iter(lambda: token("consent", UUID(bytes=os.urandom(16)), SECRET), "") if made[-1] == "A"
    )
    for last in "BCD":
        with pytest.raises(LinkInvalid):
            named("consent", made[:-1] + last, SECRET)


@pytest.mark.parametrize("more", ["=", "==", "A", "!", " ", ".", "\n"])
def test_nothing_is_skipped_around_it(more: str) -> None:
    made = token("consent", UUID(int=7), SECRET)
    for other in (made + more, more + made, made[:20] + more + made[20:]):
        with pytest.raises(LinkInvalid):
            named("consent", other, SECRET)
