"""Domains as protocols carry them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.idn import DomainInvalid, a_labels, with_a_labels

CYRILLIC = st.text("абвгдежзийклмнопрстуфхцчшщъыьэюяё", min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("domain", "travels"),
    [
        ("пример.рф", "xn--e1afmkfd.xn--p1ai"),
        ("Пример.РФ", "xn--e1afmkfd.xn--p1ai"),
        ("XN--E1AFMKFD.xn--p1ai", "xn--e1afmkfd.xn--p1ai"),
        ("Skills.Example", "skills.example"),
        # IDNA 2003 made «fass.example» of it, which belongs to somebody else.
        ("faß.example", "xn--fa-hia.example"),
        ("localhost", "localhost"),
    ],
)
def test_a_domain_travels_by_its_a_labels(domain: str, travels: str) -> None:
    assert a_labels(domain) == travels


NO_DOMAINS = """
. a..b -a.example a-.example a_b.example 🏅.example xn--.example xn--zzzzzz.example а@б.рф a/b.example
"""
LONG = ["a" * 64, "ы" * 64 + ".рф", "a." * 127 + "aa"]
INVISIBLE = ["", "a b.example", "пример\u202e.рф", "\u200dа.рф"]


@pytest.mark.parametrize("domain", [*NO_DOMAINS.split(), *LONG, *INVISIBLE])
def test_what_no_domain_can_be_called_is_refused(domain: str) -> None:
    with pytest.raises(DomainInvalid):
        a_labels(domain)


@given(st.lists(CYRILLIC, min_size=1, max_size=4).map(".".join))
def test_every_cyrillic_domain_can_be_read_back(domain: str) -> None:
    """By the standard library's older codec, which agrees for Cyrillic; and what was translated stays as it is."""
    travels = a_labels(domain)
    assert travels.encode().decode("idna") == domain
    assert a_labels(travels) == travels


@given(st.text(max_size=300))
def test_whatever_is_given_is_a_name_in_ascii_or_refused(text: str) -> None:
    try:
        travels = a_labels(text)
    except DomainInvalid:
        return
    assert travels.isascii()
    assert 1 <= len(travels) <= 253
    assert a_labels(travels) == travels


@pytest.mark.parametrize(
    ("url", "travels"),
    [
        ("https://навыки.рф", "https://xn--80aeshm0g.xn--p1ai"),
        ("http://навыки.рф:8080/a", "http://xn--80aeshm0g.xn--p1ai:8080/a"),
        ("http://[::1]:8080", "http://[::1]:8080"),
    ],
)
def test_of_an_address_the_host_is_translated(url: str, travels: str) -> None:
    assert with_a_labels(url) == travels


@pytest.mark.parametrize("url", ["https://навыки.рф/путь", "https://я@навыки.рф", "https://🏅.рф"])
def test_an_address_that_stays_outside_ascii_is_refused(url: str) -> None:
    with pytest.raises(DomainInvalid):
        with_a_labels(url)
