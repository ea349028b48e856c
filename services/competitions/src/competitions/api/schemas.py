"""Shapes that several resources share."""

from typing import Annotated

from pydantic import StringConstraints

from shared.text import Text
from shared.web.schemas import In, Line, Name, Prose

Member = Annotated[Line, StringConstraints(max_length=120)]
"""A region, or an organisation: a college's full name is long."""
Email = Annotated[Name, StringConstraints(max_length=254, pattern=r"^[^@\s]+@[^@\s.]+(\.[^@\s.]+)*$")]


class ProseIn(In):
    """Several lines that people read, in both languages."""

    ru: Prose
    en: Prose

    def text(self) -> Text:
        return Text(self.ru, self.en)
