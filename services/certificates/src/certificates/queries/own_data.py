"""What is kept of who is signed in, and of their wards."""

from dataclasses import dataclass

from certificates.domain.certificate import Certificate
from certificates.domain.holders.holder import Holder
from certificates.queries.holdings import holders_for
from certificates.wiring import App
from shared.identity.principal import Principal


@dataclass(frozen=True, slots=True)
class OwnData:
    holders: list[Holder]
    """Persons, and the teams in which they are."""
    certificates: list[Certificate]


async def own_data(app: App, visitor: Principal) -> OwnData:
    ids = await holders_for(app, visitor)
    holders = [one for one in await app.holders.some(ids) if not one.erased]
    return OwnData(holders, await app.certificates.held_by(ids))
