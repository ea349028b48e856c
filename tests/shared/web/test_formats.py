"""Dates and numbers as people of each language write them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from shared.web.formats import Formats

MOSCOW = ZoneInfo("Europe/Moscow")
RU = Formats("ru", MOSCOW)
EN = Formats("en", MOSCOW)


def test_a_date_is_written_with_the_month_in_words() -> None:
    assert RU.day(date(2026, 11, 22)) == "22 ноября 2026"
    assert EN.day(date(2026, 11, 22)) == "22 November 2026"


def test_a_moment_is_shown_in_its_zone_which_is_told() -> None:
    late = datetime(2026, 11, 21, 22, 5, tzinfo=UTC)
    assert RU.moment(late) == "22 ноября 2026, 01:05 (UTC+3)"
    assert EN.moment(late) == "22 November 2026, 01:05 (UTC+3)"
    assert RU.day(late) == "22 ноября 2026"
    assert RU.time(late) == "01:05 (UTC+3)"


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("Asia/Kamchatka", "22 ноября 2026, 10:05 (UTC+12)"),
        ("Asia/Kathmandu", "22 ноября 2026, 03:50 (UTC+5:45)"),
        ("America/St_Johns", "21 ноября 2026, 18:35 (UTC−3:30)"),
        ("UTC", "21 ноября 2026, 22:05 (UTC)"),
    ],
)
def test_every_zone_says_how_far_it_is(zone: str, expected: str) -> None:
    assert Formats("ru", ZoneInfo(zone)).moment(datetime(2026, 11, 21, 22, 5, tzinfo=UTC)) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2026, 11, 20), date(2026, 11, 20), "20 ноября 2026"),
        (date(2026, 11, 20), date(2026, 11, 22), "20–22 ноября 2026"),
        (date(2026, 11, 30), date(2026, 12, 2), "30 ноября – 2 декабря 2026"),
        (date(2026, 12, 30), date(2027, 1, 2), "30 декабря 2026 – 2 января 2027"),
    ],
)
def test_a_span_leaves_out_what_both_days_share(start: date, end: date, expected: str) -> None:
    assert RU.span(start, end) == expected


@pytest.mark.parametrize(
    ("value", "russian", "english"),
    [
        ("87.5", "87,50", "87.50"),
        ("0", "0,00", "0.00"),
        ("100.00", "100,00", "100.00"),
        ("1234.5", "1\u202f234,50", "1,234.50"),
    ],
)
def test_a_mark_always_has_two_decimals(value: str, russian: str, english: str) -> None:
    assert RU.mark(Decimal(value)) == RU.mark(value) == russian
    assert EN.mark(value) == english


def test_thousands_and_percents_are_held_together_by_narrow_spaces() -> None:
    assert RU.number(1234567) == "1\u202f234\u202f567"
    assert RU.percent(0.25) == "25\u202f%"
    assert EN.percent(0.25) == "25%"


@pytest.mark.parametrize(
    ("value", "ru", "en"),
    [("2000", "2000", "2000"), ("12345.678901", "12345,678901", "12345.678901"), ("-0.50", "-0,5", "-0.5")],
)
def test_a_number_to_be_typed_has_no_groups_and_all_its_digits(value: str, ru: str, en: str) -> None:
    assert RU.plain(Decimal(value)) == ru
    assert EN.plain(Decimal(value)) == en
