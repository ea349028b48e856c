"""Nothing is guessed: a value of another type is refused."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from shared.web.schemas import Day, Flag, In, Line, Moment, Whole


class Sent(In):
    line: Line = "-"
    flag: Flag = False
    whole: Whole = 0
    day: Day = date(2026, 1, 1)
    moment: Moment = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("line", 5, "string_type"),
        ("line", "", "string_too_short"),
        ("line", "\u200b \u00ad", "string_too_short"),
        ("line", "а" * 201, "string_too_long"),
        ("line", "а" * 3000, "string_too_long"),
        ("line", "\u0001", "unreadable_character"),
        ("flag", "yes", "bool_type"),
        ("flag", 0, "bool_type"),
        ("whole", "5", "int_type"),
        ("whole", 5.0, "int_type"),
        ("day", 5, "date_parsing"),
        ("day", "2026-01-01T00:00:00Z", "date_parsing"),
        ("moment", 0.5, "datetime_parsing"),
        ("moment", "1700000000", "datetime_parsing"),
        ("moment", "2026-01-01", "datetime_parsing"),
        ("moment", "2026-01-01T10:00:00", "timezone_aware"),
        ("moment", "0001-01-01T00:00:00+03:00", "datetime_parsing"),
        ("moment", "0001-01-05T00:00:00Z", "year"),
        ("moment", "9999-12-31T23:30:00Z", "year"),
        ("day", "0001-01-05", "year"),
        ("day", "2201-01-01", "year"),
        ("day", "1899-12-31", "year"),
        ("unknown", 1, "extra_forbidden"),
    ],
)
def test_what_is_not_of_the_type_is_refused(field: str, value: Any, fault: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Sent.model_validate({field: value})
    assert [one["type"] for one in refused.value.errors()] == [fault]


def test_what_is_of_the_type_is_taken() -> None:
    sent = Sent.model_validate({"line": " а\u00ad ", "day": "2026-02-28", "moment": "2026-01-01T03:00:00+03:00"})
    assert (sent.line, sent.day, sent.moment) == ("а", date(2026, 2, 28), datetime(2026, 1, 1, tzinfo=UTC))
