"""The catalogue that verifies offline: what every issuer publishes for verifiers, signed by the issuer."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from typing import Any

from certificates.domain.codes import Coded
from certificates.domain.issuer import Issuer, Key
from certificates.domain.standing import Standing
from certificates.formats.data_integrity import timestamp
from certificates.formats.published import Published
from certificates.queries.status_lists import OUT_OF_FORCE
from certificates.wiring import App
from shared.text import Text


async def catalogue(app: App) -> Published:
    """Every issuer's part, signed by the issuer: keys, names behind the numbers of a QR, newest status. JSON.

    `payload` is JSON text; `signature` is bare Ed25519 over its UTF-8 bytes, base64url, by the issuer's key `kid`.
    Keys and names are those of now. The status is as of `at`: at most a minute ago, newer where this process changed it.
    """
    issuers, names = await app.issuers.all(), await app.codes.count()
    of = (names, *((issuer.id, issuer.version) for issuer in issuers))
    return await app.catalogue.get((), of, lambda: _catalogue(app, issuers))


async def _catalogue(app: App, issuers: Sequence[Issuer]) -> Published:
    names = await _names(app)
    parts = [await _part(app, issuer, names) for issuer in issuers]
    return Published.of({"issuers": parts})


async def _part(app: App, issuer: Issuer, names: Mapping[str, Any]) -> dict[str, str]:
    payload = {
        "at": timestamp(app.now()),
        "origin": app.origin,
        "code": issuer.code,
        "organisation": issuer.organisation,
        "prefix": issuer.prefix,
        "name": _both(issuer.name),
        "keys": [_key(key) for key in issuer.keys],
        **names,
        "status": {
            str(number): await _status(app, issuer, number)
            for number in await app.certificates.lists(issuer.organisation)
        },
    }
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
    return {
        "payload": text,
        "kid": issuer.key.id,
        "signature": _base64url(await app.signing.raw(issuer, text.encode())),
    }


async def _names(app: App) -> dict[str, Any]:
    entries = await app.codes.shown()
    return {
        "awards": {str(entry.code): _both(entry.name) for entry in entries if entry.of is Coded.AWARD},
        "skills": {str(entry.code): _both(entry.name) for entry in entries if entry.of is Coded.SKILL},
        "championships": {str(entry.code): _both(entry.name) for entry in entries if entry.of is Coded.CHAMPIONSHIP},
    }


Entries = list[tuple[int, str, str, str | None]]
"""StatusEntry, state, since when, and why where that is public."""


async def _status(app: App, issuer: Issuer, number: int) -> Entries:
    """The entries whose bit is set."""
    found = await app.certificates.out_of_force(issuer.organisation, number, OUT_OF_FORCE)
    return [(index, *_fields(standing)) for index, standing in found]


def _fields(standing: Standing) -> tuple[str, str, str | None]:
    return standing.state.value, timestamp(standing.since), standing.public_reason


def _key(key: Key) -> dict[str, str | None]:
    return {
        "kid": key.id,
        "public": _base64url(key.public),
        "since": timestamp(key.since),
        "until": timestamp(key.until) if key.until else None,
    }


def _both(text: Text) -> dict[str, str]:
    return {"ru": text.ru, "en": text.en}


def _base64url(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()
