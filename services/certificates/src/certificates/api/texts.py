"""Shapes that several resources share."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from certificates.domain.text import Text
from shared.printing.field import Printable

PrintedLine = Annotated[
    str, StringConstraints(min_length=1, max_length=300, pattern=r"^[^\x00-\x1f\x7f-\x9f]+$"), Printable
]
"""What certificates show: refused where no certificate could be printed with it."""


class TextOut(BaseModel):
    """What people read, in both languages."""

    ru: str
    en: str

    @classmethod
    def of(cls, text: Text) -> "TextOut":
        return cls(ru=text.ru, en=text.en)

    @classmethod
    def maybe(cls, text: Text | None) -> "TextOut | None":
        return cls.of(text) if text else None


class TextIn(BaseModel):
    """What people read, in both languages."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    ru: PrintedLine
    en: PrintedLine

    @property
    def text(self) -> Text:
        return Text(self.ru, self.en)
