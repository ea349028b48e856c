"""Shapes that several resources share."""

from typing import TYPE_CHECKING, TypeAlias

from shared import text
from shared.web.schemas import from_people

if TYPE_CHECKING:
    Member: TypeAlias = str
    Reason: TypeAlias = str
else:
    Member = from_people(text.line, 120)
    """A region, or an organisation: a college's full name is long."""
    Reason = from_people(text.prose, 500)
    """Why somebody decides against a rule."""
