"""Who signs: an organisation, its register's prefix and its keys."""

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from certificates.domain.refusal import Refusal
from shared.text import Text


@dataclass(eq=False)
class UnknownIssuer(Refusal):
    organisation: str


@dataclass(eq=False)
class IssuerExists(Refusal):
    organisation: str


@dataclass(eq=False)
class PrefixTaken(Refusal):
    """Another issuer's registration numbers begin with it."""

    prefix: str


@dataclass(eq=False)
class BadOrganisation(Refusal):
    """It cannot name an issuer in addresses."""

    organisation: str


@dataclass(eq=False)
class KeyChangeUnconfirmed(Refusal):
    """A key is not changed by a press too many."""


TOLERANCE = timedelta(minutes=10)
"""How far the clocks of the process that rotates a key and of those that sign may be apart, with a signature on its way.

It gives nobody anything: whoever has a private key writes what time they like beside the signature.
"""
_FORM = "new"
"""Stands at `/issuers/new`."""
_ORGANISATION = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")


def checked_organisation(text: str) -> str:
    """Part of addresses and of the issuer's `did:web`: small letters, digits, hyphens. Raises BadOrganisation."""
    if not _ORGANISATION.fullmatch(text) or text == _FORM:
        raise BadOrganisation(text[:80])
    return text


@dataclass(frozen=True, slots=True)
class Key:
    """An Ed25519 key: 32 public bytes, and the private ones sealed by the deployment's passphrase.

    `id` is hex of the first 4 bytes of the public key's SHA-256. A key is never used under another id.
    """

    id: str
    public: bytes
    sealed: bytes
    since: datetime
    until: datetime | None = None
    change_id: UUID | None = None
    """What the request is known by that made it: sent again, it finds its key here."""

    def signed_at(self, moment: datetime) -> bool:
        """Whether this key was the one that signed at that moment, by a clock that is TOLERANCE off at most."""
        return self.since - TOLERANCE <= moment and (self.until is None or moment <= self.until + TOLERANCE)


@dataclass(frozen=True, slots=True)
class Issuer:
    """An organisation that hands out certificates. `code` stands for it in a QR."""

    id: UUID
    organisation: str
    code: int
    prefix: str
    name: Text
    created_at: datetime
    keys: tuple[Key, ...]
    version: int = 1

    @property
    def key(self) -> Key:
        """The key that signs now: the newest."""
        return self.keys[-1]

    def rotate(self, fresh: Key) -> "Issuer":
        """Signs with a fresh key from now on; old ones stay, for verification."""
        retired = replace(self.key, until=fresh.since)
        return replace(self, keys=(*self.keys[:-1], retired, fresh))

    def key_with(self, key_id: str) -> Key | None:
        return next((key for key in self.keys if key.id == key_id), None)
