"""Texts that the resources of this service and its forms take, beside those of `shared.web.schemas`."""

import re
from typing import TYPE_CHECKING, Annotated, Final, TypeAlias

from pydantic import WithJsonSchema

from shared import text
from shared.web.schemas import Short, from_people, kept_as

_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)*")
_PHONE: Final = re.compile(r"\+?[0-9][0-9 ()-]{4,30}")


def _email(written: str) -> str:
    """Raises ValueError."""
    if not _EMAIL.fullmatch(written):
        raise ValueError
    return written


def _phone(written: str) -> str:
    """Also one of several digits within a country. Raises ValueError."""
    if not _PHONE.fullmatch(written):
        raise ValueError
    return written


Email = Annotated[Short, kept_as(_email, "no_email"), WithJsonSchema({"type": "string", "maxLength": 60})]
Phone = Annotated[Short, kept_as(_phone, "no_phone"), WithJsonSchema({"type": "string", "maxLength": 60})]

if TYPE_CHECKING:
    Address: TypeAlias = str
    Colour: TypeAlias = str
    Words: TypeAlias = str
    Reason: TypeAlias = str
    Sheet: TypeAlias = str
    TypedName: TypeAlias = str
else:
    Address = from_people(text.line, 300)
    """Of a page elsewhere. What an address may be, the rule says."""
    Colour = from_people(text.line, 20)
    """What a colour may be, the rule says."""
    Words = from_people(text.line, 1000)
    """A sentence or several, in one line of up to 1,000 characters."""
    Reason = from_people(text.prose, 500, least=0)
    """Why something is done, in up to 500 characters. Where one is needed, the rule says so."""
    Sheet = from_people(text.line, 20)
    """Series or number of a blank."""
    TypedName = from_people(text.line, 300, least=0)
    """A person's name as a verifier types it."""
