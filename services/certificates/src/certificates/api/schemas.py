"""Texts that the resources of this service and its forms take, beside those of `shared.web.schemas`."""

from typing import TYPE_CHECKING, TypeAlias

from shared import text
from shared.web.schemas import from_people

if TYPE_CHECKING:
    Reason: TypeAlias = str
    TypedName: TypeAlias = str
else:
    Reason = from_people(text.prose, 500, least=0)
    """Why something is done, in up to 500 characters. Where one is needed, the rule says so."""
    TypedName = from_people(text.line, 300, least=0)
    """A person's name as a verifier types it."""
