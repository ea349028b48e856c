"""Whatever a code's digits stand for: claims of a certificate in their bounds, or nothing."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

import cbor2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from certificates.domain.issuer import Key
from certificates.formats import cose, qr_text
from certificates.signing import sealing
from certificates.verification.qr import in_term

PRIVATE = sealing.generate()
PUBLIC = sealing.public_bytes(PRIVATE)
KEY_ID = sealing.key_id(PUBLIC)
AT = datetime(2026, 1, 1, tzinfo=UTC)
TERMS = [Key(KEY_ID, PUBLIC, b"", AT), Key(KEY_ID, PUBLIC, b"", AT, until=AT + timedelta(days=365))]
FIRST_DAY, LAST_DAY = -719_162, 2_932_896

numbers = st.integers() | st.integers(-2, 2) | st.sampled_from([2**32, 2**63, 2**64 - 1, LAST_DAY, FIRST_DAY, -(2**64)])
anything = st.recursive(
    st.none() | st.booleans() | numbers | st.floats() | st.text(max_size=5) | st.binary(max_size=8) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.integers(-9, 9), inner, max_size=3),
    max_leaves=6,
)
good: dict[int, Any] = {1: 1, 6: 20_000, 7: bytes(7), -1: b"N", -2: 1, -3: 1, -5: 1, -6: [202600, 1], -7: 1}
changes = st.dictionaries(st.sampled_from([*good, -4, -8, -9, 4]), anything | st.lists(numbers, min_size=2, max_size=2))


def presented(payload: bytes) -> str:
    """The digits of a code with this payload, signed well."""
    protected = cbor2.dumps({1: -8, 4: bytes.fromhex(KEY_ID)})
    message = cbor2.dumps(["Signature1", protected, b"", payload])
    return digits(cbor2.dumps(cbor2.CBORTag(18, [protected, {}, payload, PRIVATE.sign(message)])))


def digits(data: bytes) -> str:
    return str(int.from_bytes(b"\x01" + data, "big"))


def look_at(text: str) -> None:
    """As the command does, before it asks the database."""
    try:
        claims = qr_text.read(text).claims
    except qr_text.Unreadable:
        return
    may = [claims.skill, claims.context, claims.points]
    small = [claims.issuer, claims.achievement, claims.number, *(one for one in may if one is not None)]
    assert all(0 <= each < 2**32 for each in (*small, claims.status_entry.list, claims.status_entry.index))
    assert isinstance(claims.name, str)
    for key in TERMS:
        assert in_term(key, claims) in {True, False}


@given(changes)
@settings(deadline=None, max_examples=300)
@example({6: LAST_DAY})
@example({6: FIRST_DAY})
@example({1: 2**64 - 1})
@example({1: -1})
@example({4: 2**31})
@example({-9: -1})
def test_any_claims_are_bounded_or_unreadable(changed: dict[int, Any]) -> None:
    look_at(presented(cbor2.dumps({**good, **changed}, timezone=UTC, date_as_datetime=True)))


RATIO, DECIMAL, BIGFLOAT, EXPRESSION, MIME, ADDRESS, SET, SHARED, REFERENCE, DAYS = (
    30,
    4,
    5,
    35,
    36,
    260,
    258,
    28,
    29,
    100,
)
TAGS = [
    0,
    1,
    2,
    3,
    25,
    256,
    261,
    43000,
    1004,
    RATIO,
    DECIMAL,
    BIGFLOAT,
    EXPRESSION,
    MIME,
    ADDRESS,
    SET,
    SHARED,
    REFERENCE,
    DAYS,
]


@given(st.sampled_from(TAGS), anything, st.sampled_from([*good, None]))
@settings(deadline=None, max_examples=400)
@example(RATIO, [1, 0], 1)
@example(EXPRESSION, "(", 1)
@example(DECIMAL, [2**62, 1], 1)
@example(BIGFLOAT, [2**62, 1], 1)
@example(ADDRESS, b"1", 1)
@example(DAYS, 10**9, 1)
@example(1, 1e300, 1)
def test_tags_that_readers_turn_into_other_things_are_unreadable(tag: int, value: Any, at: int | None) -> None:
    tagged = cbor2.CBORTag(tag, value)
    said = tagged if at is None else {**good, at: tagged}
    stream = BytesIO()
    cbor2.CBOREncoder(stream, timezone=UTC, date_as_datetime=True).encode(said)
    look_at(presented(stream.getvalue()))
    look_at(digits(stream.getvalue()))


@pytest.mark.parametrize("head", ["5b", "7b", "9b", "bb", "da"])
def test_a_length_that_nobody_has_is_unreadable(head: str) -> None:
    for length in (2**63 - 1, 2**40, 2**31):
        with pytest.raises(cose.NotCose):
            cose.read(bytes.fromhex(head) + length.to_bytes(8, "big"))


def test_the_last_day_of_the_calendar_is_in_no_ended_term() -> None:
    claims = qr_text.read(presented(cbor2.dumps({**good, 6: LAST_DAY}))).claims
    assert claims.issued_on == date.max
    assert [in_term(key, claims) for key in TERMS] == [True, False]
