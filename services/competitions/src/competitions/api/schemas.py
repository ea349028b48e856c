"""Shapes that several resources share."""

from typing import TYPE_CHECKING, Annotated, TypeAlias

from pydantic import AfterValidator, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from competitions.domain.entering.phones import NoPhone, phone
from shared import text
from shared.text import Text
from shared.web.schemas import In, Name, Prose, Short, from_people

Email = Annotated[Name, StringConstraints(max_length=254, pattern=r"^[^@\s]+@[^@\s.]+(\.[^@\s.]+)*$")]


def _dialled(written: str) -> str:
    try:
        return phone(written)
    except NoPhone:
        raise PydanticCustomError("no_phone", "no telephone number") from None


Phone = Annotated[Short, AfterValidator(_dialled), WithJsonSchema({"type": "string", "examples": ["+7 912 345-67-89"]})]


class ProseIn(In):
    """Several lines that people read, in both languages."""

    ru: Prose
    en: Prose

    def text(self) -> Text:
        return Text(self.ru, self.en)


if TYPE_CHECKING:
    Member: TypeAlias = str
    Reason: TypeAlias = str
else:
    Member = from_people(text.line, 120)
    """A region, or an organisation: a college's full name is long."""
    Reason = from_people(text.prose, 500)
    """Why somebody decides against a rule."""
