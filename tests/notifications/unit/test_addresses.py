"""What people write as an e-mail address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.channels.email.addresses import AddressInvalid, mailbox


@pytest.mark.parametrize(
    ("written", "travels"),
    [
        ("primer@example.org", "primer@example.org"),
        (" Primer@Example.ORG ", "Primer@example.org"),
        ("primer@Пример.РФ", "primer@xn--e1afmkfd.xn--p1ai"),
        ("primer@xn--e1afmkfd.xn--p1ai", "primer@xn--e1afmkfd.xn--p1ai"),
        ("primer@faß.example", "primer@xn--fa-hia.example"),
        ('"a b"@example.org', '"a b"@example.org'),
        ("o'brien+x=y@example.org", "o'brien+x=y@example.org"),
    ],
)
def test_an_address_travels_in_ascii(written: str, travels: str) -> None:
    assert str(mailbox(written)) == travels


NO_ADDRESSES = """
нет @ a@ @b a@b@c почта@example.org .a@example.org a..b@example.org a@b..c a@192.0.2.1 a@[192.0.2.1] a@🏅.рф
"a@example.org a@example.org>
"""
LONG = ["x@" + "a" * 70, "a" * 65 + "@example.org"]
WITH_SPACES = ["", "a b@example.org", "a@example.org\r\nBcc: b@example.org", "a\0@example.org", '"\n"@example.org']


@pytest.mark.parametrize("written", [*NO_ADDRESSES.split(), *LONG, *WITH_SPACES])
def test_what_is_no_address_is_refused(written: str) -> None:
    with pytest.raises(AddressInvalid):
        mailbox(written)


@given(st.text(max_size=80) | st.tuples(st.text(max_size=9), st.text(max_size=9)).map("@".join))
def test_no_address_breaks_out_of_its_line(written: str) -> None:
    try:
        travels = str(mailbox(written))
    except AddressInvalid:
        return
    assert travels.isascii()
    assert travels.isprintable()
    assert mailbox(travels) == mailbox(written)


def test_two_spellings_are_one_mailbox() -> None:
    spellings = [" Primer@Пример.РФ", "primer@пример.рф ", "PRIMER@XN--E1AFMKFD.XN--P1AI"]
    assert len({mailbox(one).normal for one in spellings}) == 1
