"""Shapes that several resources share."""

from typing import TYPE_CHECKING, Annotated, TypeAlias

from pydantic import StringConstraints, WithJsonSchema

from competitions.domain.entering.phones import phone
from shared import text
from shared.printing.field import Printable
from shared.text import Text
from shared.web.schemas import In, Prose, Short, email, from_people, kept_as

Phone = Annotated[
    Short, kept_as(phone, "no_phone"), WithJsonSchema({"type": "string", "examples": ["+7 912 345-67-89"]})
]


LinkToken = Annotated[str, StringConstraints(max_length=100, pattern=r"^[A-Za-z0-9_-]+$")]
"""The end of a link that a letter brought."""
TextHash = Annotated[str, StringConstraints(strict=True, pattern="^[0-9a-f]{64}$")]
"""Of the text that was read: where another is shown now, the answer is refused."""


class ProseIn(In):
    """Several lines that people read, in both languages."""

    ru: Prose
    en: Prose

    def text(self) -> Text:
        return Text(self.ru, self.en)


if TYPE_CHECKING:
    Email: TypeAlias = str
    OwnEmail: TypeAlias = str
    OwnName: TypeAlias = str
    Member: TypeAlias = str
    Course: TypeAlias = str
    Reason: TypeAlias = str
else:
    Email = email(254)
    OwnEmail = email(120)
    """As `OwnName`."""
    OwnName = Annotated[from_people(text.line, 100), Printable]
    """Of somebody who enters themselves: what is typed travels in a cookie until it is sent, and that has little room."""
    Member = from_people(text.line, 120)
    """A region, or an organisation: a college's full name is long."""
    Course = from_people(text.line, 40)
    """The class of a school, or the course and speciality of a college."""
    Reason = from_people(text.prose, 500)
    """Why somebody decides against a rule."""
