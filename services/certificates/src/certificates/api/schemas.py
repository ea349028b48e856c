"""Texts that the resources of this service and its forms take, beside those of `shared.web.schemas`."""

from typing import TYPE_CHECKING, TypeAlias

from shared import text
from shared.web.schemas import from_people

if TYPE_CHECKING:
    Address: TypeAlias = str
    Words: TypeAlias = str
    Reason: TypeAlias = str
    TypedName: TypeAlias = str
else:
    Address = from_people(text.line, 300)
    """Of a page elsewhere. What an address may be, the rule says."""
    Words = from_people(text.line, 1000)
    """A sentence or several, in one line of up to 1,000 characters."""
    Reason = from_people(text.prose, 500, least=0)
    """Why something is done, in up to 500 characters. Where one is needed, the rule says so."""
    TypedName = from_people(text.line, 300, least=0)
    """A person's name as a verifier types it."""
