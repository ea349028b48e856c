"""What a text that somebody typed or pasted names, in each of the ways in which a certificate can be named."""

import json
import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from certificates.domain.copied import plain
from certificates.domain.register import BadRegistrationNumber, RegistrationNumber
from certificates.domain.short_id import BadShortId, read_short_id
from certificates.domain.verifying.verdict import Presented
from certificates.verification.presented import kind_of, kind_of_typed

_ADDRESS = re.compile(r"(https?://[^/\s]+)/certificates/([0-9a-f-]{36})", re.IGNORECASE)


def short_id_in(text: str) -> str | None:
    """The id beside the QR."""
    try:
        return read_short_id(text)
    except BadShortId:
        return None


def number_in(text: str) -> RegistrationNumber | None:
    """A registration number as it is printed. Spaces stand for the hyphens where there are none."""
    try:
        return RegistrationNumber.parse(text)
    except BadRegistrationNumber:
        return None


def certificate_in(text: str, origin: str) -> UUID | None:
    """The id in the address of a certificate's page here."""
    found = _ADDRESS.search(plain(text))
    try:
        return UUID(found[2]) if found and found[1].lower() == origin else None
    except ValueError:
        return None


def is_a_guess(text: str) -> bool:
    """Whether others of its kind could be tried one after another: a number or an id, right or mistyped."""
    if kind_of(text) is Presented.JSON:
        return False
    is_named = number_in(text) is not None or short_id_in(text) is not None
    return is_named or kind_of_typed(text) is Presented.MISTYPED


def credential_in(text: str) -> Mapping[str, Any] | None:
    """Signed data: a JSON object, whatever is in it."""
    try:
        credential = json.loads(plain(text))
    except (ValueError, RecursionError):
        return None
    return credential if isinstance(credential, Mapping) else None
