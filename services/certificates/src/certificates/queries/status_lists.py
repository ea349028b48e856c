"""The status lists of issuers (Bitstring Status List 1.0), signed."""

from datetime import datetime, timedelta
from typing import Any

from certificates.domain.issuer import Issuer
from certificates.domain.register import LISTS_A_YEAR, UnknownStatusList
from certificates.domain.standing import State
from certificates.formats import did, status_list
from certificates.formats.openbadge import PURPOSES, status_list_address
from certificates.wiring import App

STATES = {"revocation": (State.REVOKED, State.SUPERSEDED), "suspension": (State.SUSPENDED,)}
"""What sets a bit. The standard knows no purpose for a certificate that was replaced; it is out of force for good."""


async def status_list_of(app: App, organisation: str, purpose: str, number: int) -> dict[str, Any]:
    """The signed status list as of the running five minutes: the same bytes from every process. Raises UnknownIssuer, UnknownStatusList."""
    issuer = await app.issuers.of(organisation)
    if purpose not in PURPOSES or not _has_been(number, app.day(app.now()).year, issuer):
        raise UnknownStatusList
    indexes = await app.certificates.indexes(organisation, number, STATES[purpose])
    address = status_list_address(app.origin, organisation, purpose, number)
    at = _floor(app.now(), status_list.FRESH)
    unsigned = status_list.credential(address, did.did_of(app.origin, organisation), purpose, indexes, at)
    return await app.signing.document(issuer, unsigned, max(at, issuer.key.since))


def _has_been(number: int, year: int, issuer: Issuer) -> bool:
    """Whether the list can have certificates: of a year in which the issuer existed."""
    return issuer.created_at.year - 1 <= number // LISTS_A_YEAR <= year


def _floor(moment: datetime, step: timedelta) -> datetime:
    return moment - (moment - datetime.min.replace(tzinfo=moment.tzinfo)) % step
