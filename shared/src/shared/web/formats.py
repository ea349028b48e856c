"""Dates and numbers as each language writes them. All are filters of templates: `{{ sheet.at | moment }}`, `{{ total | mark }}`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from decimal import Decimal
from typing import Any

from babel.dates import format_date, format_datetime, format_time, get_timezone_location
from babel.numbers import format_decimal
from markupsafe import Markup

from shared.web.i18n import Language

NARROW = "\u202f"
"""Narrow no-break space: groups thousands, and keeps a number with its unit."""
_LOCALES = {"ru": "ru_RU", "en": "en_GB"}


@dataclass(frozen=True, slots=True)
class Formats:
    """Formats of one language; days and times are those of `zone`, which is told beside a time."""

    language: Language
    zone: tzinfo

    @property
    def locale(self) -> str:
        return _LOCALES[self.language]

    def number(self, value: float | Decimal) -> str:
        """1234.5 → «1 234,5» and "1,234.5"; grouping by narrow no-break spaces in Russian."""
        return self._narrow(format_decimal(value, locale=self.locale))

    def plain(self, value: Decimal) -> str:
        """A number as people are to type it, without groups: 2000.5 → «2000,5» and "2000.5"."""
        return format_decimal(value, locale=self.locale, group_separator=False, decimal_quantization=False)

    def mark(self, value: Decimal | str) -> str:
        """A mark always with its two decimals, so that a column of marks lines up: «87,50»."""
        return self._narrow(format_decimal(Decimal(value), format="#,##0.00", locale=self.locale))

    def percent(self, share: float | Decimal) -> str:
        """0.25 → «25 %» with a narrow no-break space in Russian, "25%" in English."""
        whole = format_decimal(round(share * 100), locale=self.locale)
        return f"{whole}{NARROW}%" if self.language == "ru" else f"{whole}%"

    def day(self, value: date | datetime) -> str:
        """«22 ноября 2026», "22 November 2026"."""
        return format_date(self._local(value), "d MMMM y", locale=self.locale)

    def time(self, value: datetime) -> str:
        """Hours and minutes in the zone, which is named by its distance: "14:05 (UTC+3)"."""
        return f"{format_time(self._local(value), 'HH:mm', locale=self.locale)} ({self.offset(value)})"

    def clock(self, value: datetime) -> str:
        """Hours and minutes in the zone, where that is told once for all: "14:05"."""
        return format_time(self._local(value), "HH:mm", locale=self.locale)

    def weekday(self, value: date) -> str:
        """«вторник, 24 ноября 2026», "Tuesday, 24 November 2026"."""
        return format_date(value, "EEEE, d MMMM y", locale=self.locale)

    def moment(self, value: datetime) -> str:
        """«22 ноября 2026, 14:05 (UTC+3)»."""
        return f"{format_datetime(self._local(value), 'd MMMM y, HH:mm', locale=self.locale)} ({self.offset(value)})"

    def offset(self, value: datetime) -> str:
        """How far the zone is from UTC at that moment: "UTC+3", "UTC+5:45", "UTC"."""
        minutes = int((value.astimezone(self.zone).utcoffset() or timedelta()).total_seconds() // 60)
        if not minutes:
            return "UTC"
        hours, rest = divmod(abs(minutes), 60)
        return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02}" if rest else "")

    def named_zone(self, name: str, at: datetime) -> str:
        """A zone by its city and how far it is from UTC then: «Екатеринбург (UTC+5)»."""
        city = get_timezone_location(name, locale=self.locale, return_city=True)
        return f"{city} ({self.offset(at)})"

    def span(self, start: date, end: date) -> str:
        """First and last day, without what they share: «20–22 ноября 2026», «30 ноября – 2 декабря 2026»."""
        if start == end:
            return self.day(start)
        if (start.year, start.month) == (end.year, end.month):
            return f"{start.day}–{self.day(end)}"
        first = format_date(start, "d MMMM" if start.year == end.year else "d MMMM y", locale=self.locale)
        return f"{first} – {self.day(end)}"

    def filters(self) -> dict[str, Callable[..., Any]]:
        """What templates call them."""
        return {
            "number": self.number,
            "plain": self.plain,
            "mark": self.mark,
            "percent": self.percent,
            "date": self.day,
            "time": self.time,
            "moment": self.moment,
            "machine": machine,
        }

    def _local(self, value: Any) -> Any:
        return value.astimezone(self.zone) if isinstance(value, datetime) else value

    def _narrow(self, text: str) -> str:
        return text.replace("\xa0", NARROW)


def machine(value: date | datetime) -> Markup:
    """The `datetime` attribute of a `<time>` element."""
    return Markup("{0}").format(value.isoformat())
