"""What a text that somebody typed or pasted names, in each of the ways in which a certificate can be named."""

import json
import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from certificates.domain.register import BadRegistrationNumber, RegistrationNumber
from certificates.domain.short_id import BadShortId, read_short_id

_ADDRESS = re.compile(r"(https?://[^/\s]+)/certificates/([0-9a-f-]{36})\S*", re.IGNORECASE)


def short_id_in(text: str) -> str | None:
    """The id beside the QR."""
    try:
        return read_short_id(text)
    except BadShortId:
        return None


def number_in(text: str) -> RegistrationNumber | None:
    """A registration number as it is printed. Spaces stand for the hyphens where there are none."""
    for typed in (text, "-".join(text.strip().removeprefix("№").split())):
        try:
            return RegistrationNumber.parse(typed)
        except BadRegistrationNumber:
            continue
    return None


def certificate_in(text: str, origin: str) -> UUID | None:
    """The id in the address of a certificate's page here."""
    found = _ADDRESS.fullmatch(text.strip())
    try:
        return UUID(found[2]) if found and found[1] == origin else None
    except ValueError:
        return None


def credential_in(text: str) -> Mapping[str, Any] | None:
    """Signed data: a JSON object, whatever is in it."""
    try:
        credential = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return credential if isinstance(credential, Mapping) else None
