from dataclasses import dataclass
from hashlib import sha256
from typing import Final
from uuid import UUID

from certificates import events
from certificates.documents.trial import check_drawn
from certificates.domain.issuer import (
    About,
    Issuer,
    IssuerExists,
    Key,
    Picture,
    PictureKept,
    PictureKind,
    checked_organisation,
)
from certificates.domain.register import checked_prefix
from certificates.formats.pictures import cleaned
from certificates.wiring import App
from shared.errors import Outdated
from shared.ids import derive
from shared.mongo.retry import retry_on_conflict
from shared.text import Text

NOTHING_SAID: Final = About()


@dataclass(frozen=True, slots=True)
class NewIssuer:
    organisation: str
    name: Text
    prefix: str
    about: About = NOTHING_SAID


async def open_issuer(app: App, new: NewIssuer, change_id: UUID) -> Issuer:
    """An organisation gets a key and a register. The same `change_id` again gets the issuer that it opened.

    Raises BadOrganisation, BadPrefix, BadSite, BadColour, IssuerExists, PrefixTaken.
    """
    organisation, prefix = checked_organisation(new.organisation), checked_prefix(new.prefix)
    at = app.now()
    id_ = derive("issuer", organisation)
    if already := await app.issuers.find(id_):
        return _opened_by(already, change_id)
    key = await _fresh_key(app, organisation, change_id)

    async def under_next_code() -> Issuer:
        code = await app.issuers.next_code()
        issuer = Issuer(id_, organisation, code, prefix, new.name, at, (key,)).saying(new.about)
        return _opened_by(await app.issuers.add(issuer, events.opened(issuer)), change_id)

    return await retry_on_conflict(under_next_code)


async def rotate_key(app: App, organisation: str, change_id: UUID) -> Issuer:
    """Signs with a fresh key from now on; the same `change_id` again makes no other one. Raises UnknownIssuer."""
    issuer = await app.issuers.of(organisation)
    if any(key.change_id == change_id for key in issuer.keys):
        return issuer
    return await app.issuers.save(issuer.rotate(await _fresh_key(app, organisation, change_id)))


async def describe(app: App, organisation: str, about: About, seen: int) -> Issuer:
    """What it says of itself from now on. Raises UnknownIssuer, BadSite, BadColour; Outdated and Stale where somebody else changed it."""
    issuer = await app.issuers.of(organisation)
    if issuer.version != seen:
        raise Outdated
    return await app.issuers.save(issuer.saying(about))


async def show_picture(app: App, organisation: str, of: Picture, data: bytes) -> Issuer:
    """A picture of the issuer, cleaned. Raises UnknownIssuer, BadPicture, PrintingBusy, Stale."""
    issuer = await app.issuers.of(organisation)
    kind, clean = cleaned(data)
    if kind is PictureKind.SVG:
        await check_drawn(app.rendering.sandbox, clean)
    kept = PictureKept(of, derive("picture", issuer.id, of, sha256(clean).hexdigest()), kind)
    await app.pictures.keep(kept.id, clean)
    return await app.issuers.save(issuer.showing(of, kept))


async def drop_picture(app: App, organisation: str, of: Picture) -> Issuer:
    """Without it from now on. Raises UnknownIssuer, Stale."""
    issuer = await app.issuers.of(organisation)
    return issuer if issuer.picture(of) is None else await app.issuers.save(issuer.showing(of, None))


def _opened_by(issuer: Issuer, change_id: UUID) -> Issuer:
    """Raises IssuerExists where another request opened it."""
    if issuer.keys[0].change_id != change_id:
        raise IssuerExists(issuer.organisation)
    return issuer


async def _fresh_key(app: App, organisation: str, change_id: UUID) -> Key:
    """Proofs tell their time in whole seconds, so a key's term begins at one."""
    key_id, public, sealed = await app.vault.sealed(organisation)
    return Key(key_id, public, sealed, since=app.now().replace(microsecond=0), change_id=change_id)
