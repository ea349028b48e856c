from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.domain.preferences import Category, Channel
from notifications.domain.unsubscribing import TokenInvalid, Unsubscription
from notifications.unsubscribe_tokens import token_of, unsubscription

SECRET = b"s" * 32
asked = st.builds(Unsubscription, st.uuids(), st.sampled_from(Category), st.sampled_from(Channel))


@given(asked)
def test_a_token_says_what_it_was_made_for(wanted: Unsubscription) -> None:
    assert unsubscription(token_of(wanted, SECRET), SECRET) == wanted


@given(asked, st.data())
def test_a_token_with_one_changed_character_is_refused(wanted: Unsubscription, data: st.DataObject) -> None:
    token = token_of(wanted, SECRET)
    place = data.draw(st.integers(0, len(token) - 1))
    other = data.draw(st.sampled_from("ABCxyz019-_").filter(lambda one: one != token[place]))
    with pytest.raises(TokenInvalid):
        unsubscription(token[:place] + other + token[place + 1 :], SECRET)


@given(st.text(max_size=80))
def test_no_text_of_others_is_a_token(text: str) -> None:
    with pytest.raises(TokenInvalid):
        unsubscription(text, SECRET)


def test_a_token_of_another_secret_is_refused() -> None:
    token = token_of(Unsubscription(UUID(int=1), Category.RESULTS, Channel.EMAIL), b"t" * 32)
    with pytest.raises(TokenInvalid):
        unsubscription(token, SECRET)
