"""Shapes that resources of all services share. Every type is strict: what is not what it should be is refused, not guessed."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated, Any, Final, Generic, Literal, TypeAlias, TypeVar
from uuid import UUID

from fastapi import Query
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StrictBool,
    StrictInt,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from shared import text
from shared.printing.field import Printable
from shared.text import Text, UnreadableCharacter

T = TypeVar("T")
D = TypeVar("D", bound=date)
DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2200
MOMENT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}.*", re.DOTALL)


def from_people(clean: Callable[[str], str], most: int, least: int = 1) -> Any:
    """Text as it is kept, with `least` to `most` characters, counted after the cleaning."""

    def validate(raw: str) -> str:
        try:
            cleaned = clean(raw)
        except UnreadableCharacter as found:
            facts = {"code": found.code, "place": found.place}
            raise PydanticCustomError("unreadable_character", "{code} at {place}", facts) from None
        if len(cleaned) < least:
            raise PydanticCustomError("string_too_short", "too short", {"min_length": least})
        if len(cleaned) > most:
            raise PydanticCustomError("string_too_long", "too long", {"max_length": most})
        return cleaned

    # Bounded before it is cleaned, too: what is taken out costs time.
    bounded = StringConstraints(strict=True, max_length=10 * most)
    schema = WithJsonSchema({"type": "string", "minLength": least, "maxLength": most})
    return Annotated[str, bounded, AfterValidator(validate), schema]


def kept_as(form: Callable[[str], str], fault: Literal["no_phone", "no_email"]) -> AfterValidator:
    """Text in the one form in which it is kept. What `form` raises ValueError for has the `fault` of that name."""

    def validate(raw: str) -> str:
        try:
            return form(raw)
        except ValueError:
            raise PydanticCustomError(fault, "not in any of its forms") from None

    return AfterValidator(validate)


def _written(form: re.Pattern[str], fault: Literal["date_parsing", "datetime_parsing"]) -> BeforeValidator:
    """Numbers are no points in time, whatever pydantic makes of them."""

    def validate(raw: Any) -> Any:
        if isinstance(raw, date) or (isinstance(raw, str) and form.fullmatch(raw.strip())):
            return raw
        raise PydanticCustomError(fault, "not as it is written")

    return BeforeValidator(validate)


def _in_our_time(at: D) -> D:
    """Nothing is planned beyond, and arithmetic with zones and years holds."""
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise PydanticCustomError("year", "not within the years", {"first": FIRST_YEAR, "last": LAST_YEAR})
    return at


def _ticked(raw: Any) -> Any:
    return True if raw == "true" else raw


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise PydanticCustomError("datetime_parsing", "beyond the calendar") from None


if TYPE_CHECKING:
    Line: TypeAlias = str
    Short: TypeAlias = str
    Name: TypeAlias = str
    Prose: TypeAlias = str
else:
    Line = from_people(text.line, 200)
    """One line from a person, of up to 200 characters."""
    Short = from_people(text.line, 60)
    """One line of up to 60 characters."""
    Name = from_people(text.line, 300)
    """The name of an institution: a college's full name is long."""
    Prose = from_people(text.prose, 2000)
    """Text of several lines."""
ADDRESS: Final = r"^[^@\s]+@[^@\s.]+(\.[^@\s.]+)*$"


def email(longest: int) -> Any:
    """A field for an address of e-mail, of so many characters at most."""
    schema = WithJsonSchema({"type": "string", "maxLength": longest, "pattern": ADDRESS})
    return Annotated[Name, StringConstraints(max_length=longest), kept_as(_address, "no_email"), schema]


def _address(written: str) -> str:
    """Raises ValueError."""
    if not re.fullmatch(ADDRESS, written):
        raise ValueError
    return written


PrintedLine = Annotated[Line, Printable]
"""A line that certificates show: refused where no certificate could be printed with it."""
PrintedName = Annotated[Name, Printable]
Flag = StrictBool
Ticked = Annotated[StrictBool, BeforeValidator(_ticked)]
"""A checkbox of a form: `true` where it is ticked, not sent where it is not."""
Whole = StrictInt
Day = Annotated[date, _written(DAY, "date_parsing"), AfterValidator(_in_our_time)]
"""A day as `2026-11-22`, from 1900 to 2200."""
Moment = Annotated[
    AwareDatetime, _written(MOMENT, "datetime_parsing"), AfterValidator(_in_utc), AfterValidator(_in_our_time)
]
"""A point in time with its zone, as `2026-11-22T14:05:00Z`; in UTC, from 1900 to 2200."""
Limit = Annotated[int, Query(ge=1, le=200, description="How many at most")]
Cursor = Annotated[UUID | None, Query(description="`next` of the page before")]


class In(BaseModel):
    """What is sent. A field that is not known is refused: it may be a misspelt one."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Out(BaseModel):
    """What is answered, read from a domain's object by the names of its fields."""

    model_config = ConfigDict(from_attributes=True, frozen=True)


class TextIn(In):
    """What people read, in both languages, on certificates too."""

    ru: PrintedName
    en: PrintedName

    def text(self) -> Text:
        return Text(self.ru, self.en)


class TextOut(Out):
    """What people read, in both languages."""

    ru: str
    en: str


class Page(Out, Generic[T]):
    """A part of a list."""

    items: list[T]
    next: UUID | None = None
    """The cursor of the next page; null at the end."""
