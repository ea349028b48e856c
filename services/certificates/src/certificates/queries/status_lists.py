"""The status lists of issuers (Bitstring Status List 1.0), signed."""

from datetime import datetime, timedelta
from typing import Final

from certificates.domain.issuer import Issuer
from certificates.domain.register import LISTS_A_YEAR, UnknownStatusList
from certificates.domain.standing import State
from certificates.formats import did, status_list
from certificates.formats.openbadge import PURPOSE, status_list_address
from certificates.formats.published import Published
from certificates.wiring import App

OUT_OF_FORCE: Final = (State.REVOKED, State.SUPERSEDED, State.SUSPENDED)
"""What sets a bit; the end of a suspension clears it (decision 0019)."""


async def status_list_of(app: App, organisation: str, purpose: str, number: int) -> Published:
    """The signed status list, JSON: as of at most a minute ago, newer where this process changed a status in it.

    Raises UnknownIssuer, UnknownStatusList.
    """
    issuer = await app.issuers.of(organisation)
    if purpose != PURPOSE or not _has_been(app, number, issuer):
        raise UnknownStatusList
    return await app.status_lists.get((organisation, number), issuer.version, lambda: _published(app, issuer, number))


async def _published(app: App, issuer: Issuer, number: int) -> Published:
    indexes = await app.certificates.indexes(issuer.organisation, number, OUT_OF_FORCE)
    address = status_list_address(app.origin, issuer.organisation, number)
    at = _floor(app.now(), status_list.FRESH)
    unsigned = status_list.credential(address, did.did_of(app.origin, issuer.organisation), indexes, at)
    signed = await app.signing.document(issuer, unsigned, max(at, issuer.key.since))
    return Published.of(signed)


def _has_been(app: App, number: int, issuer: Issuer) -> bool:
    """Whether the list can have certificates: of a year in which the issuer existed."""
    return app.day(issuer.created_at).year <= number // LISTS_A_YEAR <= app.day(app.now()).year


def _floor(moment: datetime, step: timedelta) -> datetime:
    return moment - (moment - datetime.min.replace(tzinfo=moment.tzinfo)) % step
