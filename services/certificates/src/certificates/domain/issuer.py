"""Who signs: an organisation, its register's prefix and its keys."""

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from certificates.domain.colour import checked_colour
from certificates.domain.refusal import Refusal
from certificates.domain.wording import ADDRESS
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
class BadSite(Refusal):
    """It is not the address of a site."""


@dataclass(eq=False)
class NoSuchPicture(Refusal):
    """The issuer has no picture of this."""


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


class Picture(StrEnum):
    """What an issuer may have a picture of."""

    LOGO = "logo"
    SEAL = "seal"
    FACSIMILE = "facsimile"
    """Of the signatory's signature."""


class PictureKind(StrEnum):
    """Of a picture's file."""

    SVG = "image/svg+xml"
    PNG = "image/png"


@dataclass(frozen=True, slots=True)
class PictureKept:
    """That there is one. Its file is kept apart, under `id`: a new file is a new id."""

    of: Picture
    id: UUID
    kind: PictureKind


@dataclass(frozen=True, slots=True)
class About:
    """What an issuer says of itself beside its name. What is empty is shown nowhere."""

    short_name: Text | None = None
    address: Text | None = None
    site: str | None = None
    email: str | None = None
    """For questions, as the telephone is."""
    phone: str | None = None
    licence: str | None = None
    """Number and day of the licence to teach, as it is printed."""
    signatory: Text | None = None
    """Who signs, as it is printed beside the signature."""
    post: Text | None = None
    """Of the signatory."""
    place: Text | None = None
    """Where its certificates are handed out, as it is printed: «г. Санкт-Петербург»."""
    colour: str | None = None
    """Of rules and ornaments on its certificates, `#rrggbb`."""


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
    about: About = About()
    pictures: tuple[PictureKept, ...] = ()
    version: int = 1

    def saying(self, about: About) -> "Issuer":
        """Raises BadSite, BadColour."""
        if about.site and not ADDRESS.fullmatch(about.site):
            raise BadSite
        colour = checked_colour(about.colour) if about.colour else None
        return replace(self, about=replace(about, colour=colour))

    def showing(self, of: Picture, kept: PictureKept | None) -> "Issuer":
        """With another picture of it, or with none."""
        others = tuple(one for one in self.pictures if one.of is not of)
        return replace(self, pictures=others if kept is None else (*others, kept))

    def picture(self, of: Picture) -> PictureKept | None:
        return next((one for one in self.pictures if one.of is of), None)

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
