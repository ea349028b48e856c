"""The catalogue that verifies offline: what an issuer publishes for verifiers, signed by the issuer."""

import json
from base64 import urlsafe_b64encode

from certificates.domain.codes import Coded, CodedName
from certificates.domain.issuer import Issuer, Key, UnknownIssuer
from certificates.domain.standing import OfItself, Standing
from certificates.formats.data_integrity import timestamp
from certificates.formats.published import Published
from certificates.queries.status_lists import OUT_OF_FORCE
from certificates.wiring import App
from shared.text import Text


async def catalogue(app: App, code: int) -> Published:
    """One issuer's keys, the names behind the numbers of its QRs, newest status; `code` stands for the issuer in them. JSON.

    `payload` is JSON text; `signature` is bare Ed25519 over its UTF-8 bytes, base64url, by the issuer's key `kid`.
    Keys and names are those of now. The status is as of `at`: at most a minute ago, newer where this process changed it.
    Raises UnknownIssuer.
    """
    issuer = await app.issuers.coded(code)
    if issuer is None:
        raise UnknownIssuer(str(code))
    of = (await app.codes.count(issuer.organisation), issuer.version)
    return await app.catalogue.get(code, of, lambda: _catalogue(app, issuer))


async def catalogues(app: App) -> Published:
    """Whose catalogues there are, by the numbers that stand for issuers: for who wants them before the first code is scanned."""
    return Published.of({"issuers": [issuer.code for issuer in await app.issuers.all()]})


async def _catalogue(app: App, issuer: Issuer) -> Published:
    names = await app.codes.shown(issuer.organisation)
    payload = {
        "at": timestamp(app.now()),
        "origin": app.origin,
        "code": issuer.code,
        "organisation": issuer.organisation,
        "prefix": issuer.prefix,
        "name": _both(issuer.name),
        "contact": {"site": issuer.about.site, "email": issuer.about.email, "phone": issuer.about.phone},
        "keys": [_key(key) for key in issuer.keys],
        "achievements": _coded(names, Coded.ACHIEVEMENT),
        "skills": _coded(names, Coded.SKILL),
        "contexts": _coded(names, Coded.CONTEXT),
        "status": {
            str(number): await _status(app, issuer, number)
            for number in await app.certificates.lists(issuer.organisation)
        },
    }
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
    signature = await app.signing.raw(issuer, text.encode())
    return Published.of({"payload": text, "kid": issuer.key.id, "signature": _base64url(signature)})


def _coded(names: list[CodedName], of: Coded) -> dict[str, dict[str, str]]:
    return {str(one.code): _name(one) for one in names if one.of is of}


def _name(one: CodedName) -> dict[str, str]:
    """What a context is called besides depends on its kind."""
    return {**_both(one.name), "kind": one.kind} if one.of is Coded.CONTEXT else _both(one.name)


Why = str | dict[str, str] | None
"""Where it is public: as somebody wrote it, else as what it is, for the page to word."""
Entries = list[tuple[int, str, str, Why]]
"""StatusEntry, state, since when, and why."""


async def _status(app: App, issuer: Issuer, number: int) -> Entries:
    """The entries whose bit is set."""
    found = await app.certificates.out_of_force(issuer.organisation, number, OUT_OF_FORCE)
    return [(index, *_fields(standing)) for index, standing in found]


def _fields(standing: Standing) -> tuple[str, str, Why]:
    reason = standing.public_reason
    why = {"ground": reason.ground.value} if isinstance(reason, OfItself) else reason
    return standing.state.value, timestamp(standing.since), why


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
