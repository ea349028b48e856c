"""Answers to those who type or paste what they were shown."""

import json
import re
from collections.abc import Mapping
from uuid import UUID

from certificates.commands.credentials import verify_credential
from certificates.commands.qr import verify_qr
from certificates.domain.presented import seen, typed
from certificates.domain.register import BadRegistrationNumber, RegistrationNumber
from certificates.domain.short_id import BadShortId, read_short_id
from certificates.domain.verdict import Answer, Seen, Verdict
from certificates.queries import verdicts
from certificates.wiring import App

_ADDRESS = re.compile(r"(https?://[^/\s]+)/certificates/([0-9a-f-]{36})\S*", re.IGNORECASE)


async def verify_typed(app: App, text: str) -> Verdict:
    """The short id, the registration number, a certificate's address, the QR's text or digits, or signed data."""
    for look_up in (verify_short_id, verify_number, _verify_address):
        verdict = await look_up(app, text)
        if verdict.answer is not Answer.UNREADABLE:
            return verdict
    if seen(text) is Seen.JSON:
        return await _pasted(app, text)
    verdict = await verify_qr(app, text)
    return verdict if verdict.answer is not Answer.UNREADABLE else verdicts.unreadable(typed(text))


async def verify_number(app: App, text: str) -> Verdict:
    """A registration number as it is printed."""
    try:
        number = _number(text)
    except BadRegistrationNumber:
        return verdicts.unreadable(typed(text))
    return await verdicts.by_register(app, await app.certificates.numbered(number))


async def verify_short_id(app: App, text: str) -> Verdict:
    """The id beside the QR."""
    try:
        short = read_short_id(text)
    except BadShortId:
        return verdicts.unreadable(typed(text))
    return await verdicts.by_register(app, await app.certificates.with_short_id(short))


def _number(text: str) -> RegistrationNumber:
    """Spaces stand for the hyphens where there are none. Raises BadRegistrationNumber."""
    try:
        return RegistrationNumber.parse(text)
    except BadRegistrationNumber:
        return RegistrationNumber.parse("-".join(text.strip().removeprefix("№").split()))


async def _verify_address(app: App, text: str) -> Verdict:
    """The address of a certificate's page here."""
    found = _ADDRESS.fullmatch(text.strip())
    try:
        id_ = UUID(found[2]) if found and found[1] == app.origin else None
    except ValueError:
        id_ = None
    if id_ is None:
        return verdicts.unreadable(seen(text))
    return await verdicts.by_register(app, await app.certificates.find(id_))


async def _pasted(app: App, text: str) -> Verdict:
    try:
        credential = json.loads(text)
    except (ValueError, RecursionError):
        credential = None
    if not isinstance(credential, Mapping):
        return verdicts.unreadable(Seen.JSON)
    return await verify_credential(app, credential)
