"""What the demo computes by itself: the expectations, and the reader of the QR."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from demo import scan
from demo.courses.learners import HEADINGS, learners, letters, table
from demo.entries import entries
from demo.expected import Outcome, _medals, _scale, audience, outcomes
from demo.people import Cast
from demo.scheme import Scheme, schemes


@pytest.mark.parametrize("scheme", schemes(), ids=lambda scheme: scheme.number)
def test_a_scheme_has_at_least_sixty_aspects_of_a_hundred_marks(scheme: Scheme) -> None:
    aspects = list(scheme.aspects)
    assert len(aspects) >= 60
    assert sum(aspect.maximum for aspect in aspects) == 100
    assert sum(section.weight for section in scheme.sections) == 100
    assert {aspect.type for aspect in aspects} == {"M", "J"}
    kinds = {aspect.calculation.type for aspect in aspects if aspect.calculation}
    assert kinds == {"PASS_FAIL", "NUMBER_COMPLETED", "CHOICE", "RANGED_SCORE"}


@pytest.mark.parametrize("scheme", schemes(), ids=lambda scheme: scheme.number)
def test_entries_are_the_same_in_every_run(scheme: Scheme) -> None:
    competitors = [one for one in Cast.load().competitors if one.skill == scheme.number]
    assert entries(scheme, competitors) == entries(scheme, competitors)


def test_the_championship_has_every_award() -> None:
    cast = Cast.load()
    earned: set[str | None] = set()
    for scheme in schemes():
        competitors = [one for one in cast.competitors if one.skill == scheme.number]
        earned |= {one.medal for one in outcomes(entries(scheme, competitors)).values()}
    assert earned == {"gold", "silver", "bronze", "medallion", None}


@pytest.mark.parametrize(
    ("scores", "medals"),
    [
        ((730, 720, 710, 700, 690, 600), "gold silver bronze medallion - -"),
        ((730, 729, 710, 709, 690, 600), "gold gold bronze bronze - -"),
        ((730, 729, 728, 727, 700, 600), "gold gold gold bronze medallion -"),
        ((730, 729, 728, 725, 700, 600), "gold gold gold medallion medallion -"),
        ((730, 720, 719, 717, 700, 600), "gold silver silver bronze medallion -"),
        ((730, 720, 719, 716, 700, 600), "gold silver silver medallion medallion -"),
        ((730, 720, 710, 700, 690), "gold silver medallion medallion -"),
        ((730, 720, 710, 690), "gold medallion medallion -"),
        ((730, 720, 710), "- - -"),
        ((700,), "-"),
    ],
)
def test_medals_within_two_points(scores: tuple[int, ...], medals: str) -> None:
    given = {str(place): score for place, score in enumerate(scores)}
    found = _medals(given)
    assert " ".join(found.get(one, "-") for one in given) == medals


def test_the_median_has_700() -> None:
    scores = _scale([Decimal(one) for one in ("50.00", "60.00", "70.00", "80.00", "90.00")])
    assert scores == [660, 680, 700, 720, 740]


def test_where_most_are_equal_the_mean_deviation_is_the_measure() -> None:
    assert _scale([Decimal(one) for one in (0, 0, 0, 80, 90)]) == [700, 700, 700, 756, 763]
    assert _scale([Decimal(50)] * 3) == [700] * 3


def test_who_hears_depends_on_age() -> None:
    cast = Cast.load()
    by_age = {one.age: audience(one) for one in cast.competitors}
    child = next(one for one in cast.competitors if one.age == 13)
    minor = next(one for one in cast.competitors if one.age == 17)
    assert audience(child) == [child.guardian]
    assert audience(minor) == [minor.account, minor.guardian]
    assert all(len(readers) == 1 for age, readers in by_age.items() if age is not None and age >= 18)


def test_an_outcome_earns_participation_and_its_medal() -> None:
    assert Outcome(Decimal(90), 730, "gold").kinds == ("participation", "gold")
    assert Outcome(Decimal(50), 690, None).kinds == ("participation",)


def test_who_takes_the_course_is_reached_by_age_and_address() -> None:
    people = learners()
    assert len(people) == len({(one.family_name, one.given_name) for one in people}) == 24
    child = next(one for one in people if one.age < 14)
    minor = next(one for one in people if 14 <= one.age < 18)
    assert child.addresses == [child.guardian_email], "never the child's own"
    assert minor.addresses == [minor.email, minor.guardian_email]
    assert [one.addresses for one in people].count([]) == 1, "one is printed"
    assert letters(people).total() == sum(len(one.addresses) for one in people)


def test_the_table_of_the_course_has_a_row_for_each() -> None:
    rows = [one.row(number, date(2026, 1, 9)) for number, one in enumerate(learners(), start=1)]
    lines = table(rows).decode("utf-8-sig").splitlines()
    assert lines[0].split(";") == list(HEADINGS)
    assert len(lines) == 1 + 24
    assert "09.01.2026" in lines[1]


@pytest.fixture
def signed() -> Callable[[Ed25519PrivateKey], str]:
    def sign(private: Ed25519PrivateKey) -> str:
        protected, payload = b"\xa1\x01\x27", b"\xa1\x20\x44\xc0\xed\xed\xe0"  # {1: -8}, {-1: "Анна" in windows-1251}
        signature = private.sign(b"\x84\x6aSignature1\x43" + protected + b"\x40\x47" + payload)
        message = b"\xd2\x84\x43" + protected + b"\xa0\x47" + payload + b"\x58\x40" + signature
        digits = int.from_bytes(b"\x01" + message, "big")
        return f"http://localhost:1/v#{digits}"

    return sign


def test_a_signed_qr_names_its_holder(signed: Callable[[Ed25519PrivateKey], str]) -> None:
    private = Ed25519PrivateKey.generate()
    claims = scan.verify(signed(private), [private.public_key().public_bytes_raw()])
    assert scan.holder(claims) == "Анна"


def test_any_changed_digit_is_refused(signed: Callable[[Ed25519PrivateKey], str]) -> None:
    private = Ed25519PrivateKey.generate()
    text, keys = signed(private), [private.public_key().public_bytes_raw()]
    for place in range(text.index("#") + 1, len(text), 7):
        changed = f"{text[:place]}{(int(text[place]) + 1) % 10}{text[place + 1 :]}"
        with pytest.raises(scan.NotGenuine):
            scan.verify(changed, keys)


def test_another_key_is_refused(signed: Callable[[Ed25519PrivateKey], str]) -> None:
    private, other = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    with pytest.raises(scan.NotGenuine):
        scan.verify(signed(private), [other.public_key().public_bytes_raw()])
