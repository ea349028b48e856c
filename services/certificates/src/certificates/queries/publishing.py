"""What an issuer publishes for verifiers: its keys, its status lists, and the catalogue that verifies offline."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from certificates.domain.achievement import CODES, TITLES
from certificates.domain.codes import Coded
from certificates.domain.issuer import Issuer, Key, UnknownIssuer
from certificates.domain.register import LISTS_A_YEAR, UnknownStatusList
from certificates.domain.standing import Standing, State
from certificates.formats import did, status_list
from certificates.formats.data_integrity import timestamp
from certificates.formats.openbadge import PURPOSES, status_list_address
from certificates.kept import Published
from certificates.wiring import App
from shared.text import Text

_STATES = {"revocation": (State.REVOKED, State.SUPERSEDED), "suspension": (State.SUSPENDED,)}
"""What sets a bit. The standard knows no purpose for a certificate that was replaced; it is out of force for good."""


async def did_document(app: App, organisation: str) -> dict[str, Any]:
    """Raises UnknownIssuer."""
    issuer = await app.issuers.of(organisation)
    return did.document(did.did_of(app.origin, organisation), issuer, app.origin)


async def root_did_document(app: App) -> dict[str, Any]:
    """The host's own `did:web`, with the keys of its first issuer. Raises UnknownIssuer where there is none yet."""
    issuers = await app.issuers.all()
    if not issuers:
        raise UnknownIssuer(app.origin)
    return did.document(did.root_did(app.origin), issuers[0], app.origin)


async def status_list_of(app: App, organisation: str, purpose: str, number: int) -> dict[str, Any]:
    """The signed status list as of the running five minutes: the same bytes from every process. Raises UnknownIssuer, UnknownStatusList."""
    issuer = await app.issuers.of(organisation)
    if purpose not in PURPOSES or not _has_been(number, app.day(app.now()).year, issuer):
        raise UnknownStatusList
    indexes = await app.certificates.indexes(organisation, number, _STATES[purpose])
    address = status_list_address(app.origin, organisation, purpose, number)
    at = _floor(app.now(), status_list.FRESH)
    unsigned = status_list.credential(address, did.did_of(app.origin, organisation), purpose, indexes, at)
    return await app.signing.document(issuer, unsigned, max(at, issuer.key.since))


async def catalogue(app: App) -> Published:
    """Every issuer's part, signed by the issuer: keys, names behind the numbers of a QR, newest status. JSON.

    `payload` is JSON text; `signature` is bare Ed25519 over its UTF-8 bytes, base64url, by the issuer's key `kid`.
    Keys and names are those of now. The status is as of `at`: at most a minute ago, newer where this process changed it.
    """
    issuers, names = await app.issuers.all(), await app.codes.count()
    of = (names, *((issuer.id, issuer.version) for issuer in issuers))
    return await app.catalogue.get(of, lambda: _catalogue(app, issuers))


async def _catalogue(app: App, issuers: Sequence[Issuer]) -> Published:
    names = await _names(app)
    parts = [await _part(app, issuer, names) for issuer in issuers]
    return Published(json.dumps({"issuers": parts}, ensure_ascii=False, separators=(",", ":")).encode())


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
    entries = await app.codes.all()
    return {
        "kinds": {str(code): _both(TITLES[kind]) for kind, code in CODES.items()},
        "skills": {str(entry.code): _both(entry.name) for entry in entries if entry.of is Coded.SKILL},
        "championships": {str(entry.code): _both(entry.name) for entry in entries if entry.of is Coded.CHAMPIONSHIP},
    }


Entries = list[tuple[int, str, str, str | None]]
"""StatusEntry, state, since when, and why where that is public."""


async def _status(app: App, issuer: Issuer, number: int) -> dict[str, Entries]:
    """For each purpose the places whose bit is set."""
    return {purpose: await _entries(app, issuer, number, states) for purpose, states in _STATES.items()}


async def _entries(app: App, issuer: Issuer, number: int, states: Sequence[State]) -> Entries:
    found = await app.certificates.out_of_force(issuer.organisation, number, states)
    return [(index, *_told(standing)) for index, standing in found]


def _told(standing: Standing) -> tuple[str, str, str | None]:
    return standing.state.value, timestamp(standing.since), standing.public_reason


def _key(key: Key) -> dict[str, str | None]:
    return {
        "kid": key.id,
        "public": _base64url(key.public),
        "since": timestamp(key.since),
        "until": timestamp(key.until) if key.until else None,
    }


def _has_been(number: int, year: int, issuer: Issuer) -> bool:
    """Whether the list can have certificates: of a year in which the issuer existed."""
    return issuer.created_at.year - 1 <= number // LISTS_A_YEAR <= year


def _floor(moment: datetime, step: timedelta) -> datetime:
    return moment - (moment - datetime.min.replace(tzinfo=moment.tzinfo)) % step


def _both(text: Text) -> dict[str, str]:
    return {"ru": text.ru, "en": text.en}


def _base64url(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()
