"""Who stands where: an account to the person whom messages are for, staff to the organisation whose deliveries they see."""

from notifications.domain.recipients import Reader
from notifications.domain.refusal import Refusal
from notifications.wiring import App
from shared.identity.principal import Forbidden, Principal, Role


class NobodyHere(Refusal):
    """The account belongs to nobody that messages could be for (yet)."""


async def reader_or_none(app: App, by: Principal) -> Reader | None:
    records = await app.recipients.with_account(by.account)
    return Reader(tuple(records)) if records else None


async def reader(app: App, by: Principal) -> Reader:
    """Raises NobodyHere."""
    found = await reader_or_none(app, by)
    if found is None:
        raise NobodyHere
    return found


def organisation_of(by: Principal, *roles: Role) -> str:
    """The organisation for which somebody with one of the roles acts. Raises Forbidden where they have none of them in one."""
    if by.organisation is None or not by.has(*roles):
        raise Forbidden
    return by.organisation
