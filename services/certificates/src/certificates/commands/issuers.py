from dataclasses import dataclass

from certificates import events
from certificates.domain.issuer import Issuer, IssuerExists, Key, checked_organisation
from certificates.domain.register import checked_prefix
from certificates.wiring import App
from shared.ids import derive
from shared.mongo.retry import retry_on_conflict
from shared.text import Text


@dataclass(frozen=True, slots=True)
class NewIssuer:
    organisation: str
    name: Text
    prefix: str


async def open_issuer(app: App, new: NewIssuer) -> Issuer:
    """An organisation gets a key and a register. Raises BadOrganisation, BadPrefix, IssuerExists, PrefixTaken."""
    organisation, prefix = checked_organisation(new.organisation), checked_prefix(new.prefix)
    at = app.now()
    key = await _fresh_key(app, organisation)
    id_ = derive("issuer", organisation)

    async def under_next_code() -> Issuer:
        code = await app.issuers.next_code()
        issuer = Issuer(id_, organisation, code, prefix, new.name, at, (key,))
        if await app.issuers.add(issuer, events.opened(issuer)) is not issuer:
            raise IssuerExists(organisation)
        return issuer

    return await retry_on_conflict(under_next_code)


async def rotate_key(app: App, organisation: str) -> Issuer:
    """Signs with a fresh key from now on. Raises UnknownIssuer."""
    issuer = await app.issuers.of(organisation)
    return await app.issuers.save(issuer.rotate(await _fresh_key(app, organisation)))


async def _fresh_key(app: App, organisation: str) -> Key:
    """Proofs tell their time in whole seconds, so a key's term begins at one."""
    key_id, public, sealed = await app.vault.sealed(organisation)
    return Key(key_id, public, sealed, since=app.now().replace(microsecond=0))
