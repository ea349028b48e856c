"""How far the certificates of a championship are."""

from dataclasses import dataclass
from uuid import UUID

from certificates.access import works_for
from certificates.queries.certificates import find_issuer
from certificates.wiring import App
from shared.identity.principal import Forbidden, Principal, Role
from shared.mongo.told_titles import NotTold


@dataclass(frozen=True, slots=True)
class Issued:
    number: int
    """Without those that another one has replaced."""
    is_issuer_open: bool


async def issued_in(app: App, championship_id: UUID, by: Principal) -> Issued:
    """Raises Forbidden, also where nobody has told of the championship yet."""
    try:
        held = await app.titles.championship(championship_id)
    except NotTold:
        raise Forbidden from None
    if not works_for(by, held.organisation) and not by.has_in(championship_id, Role.ORGANISER):
        raise Forbidden
    number = await app.certificates.issued_in(held.organisation, championship_id)
    return Issued(number, await find_issuer(app, held.organisation) is not None)
