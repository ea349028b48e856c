from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.domain.inbox import Cursor, CursorInvalid, parse_cursor

places = st.builds(
    Cursor,
    st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001
        lambda moment: moment.replace(microsecond=moment.microsecond // 1000 * 1000)
    ),
    st.uuids(),
)


@given(places)
def test_a_place_is_read_as_it_was_written(one: Cursor) -> None:
    assert parse_cursor(str(one)) == one


@given(st.text(max_size=60))
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(CursorInvalid):
        parse_cursor(text)


@pytest.mark.parametrize("text", ["", "-", "1-", "9" * 70 + "-" + "0" * 32, "1e5-" + "0" * 32])
def test_malformed_places_are_refused(text: str) -> None:
    with pytest.raises(CursorInvalid):
        parse_cursor(text)
