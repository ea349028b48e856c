"""Shapes that several resources share."""

from typing import Annotated, Generic, TypeVar
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, StringConstraints

from competitions.domain.text import Text
from shared.printing.field import Printable

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
PrintedLine = Annotated[Line, Printable]
"""What certificates show: refused where no certificate could be printed with it."""
Short = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Member = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
"""A region, or an organisation: a college's full name is long."""
Limit = Annotated[int, Query(ge=1, le=200, description="How many at most")]
Cursor = Annotated[UUID | None, Query(description="`next` of the page before")]
T = TypeVar("T")


class In(BaseModel):
    """What is sent. A field that is not known is refused: it may be a misspelt one."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Out(BaseModel):
    model_config = ConfigDict(from_attributes=True, frozen=True)


class TextIn(In):
    """What a championship or a skill is called."""

    ru: PrintedLine
    en: PrintedLine

    def text(self) -> Text:
        return Text(self.ru, self.en)


class TextOut(Out):
    ru: str
    en: str


class Page(Out, Generic[T]):
    items: list[T]
    next: UUID | None = None
    """The cursor of the next page; null at the end."""
