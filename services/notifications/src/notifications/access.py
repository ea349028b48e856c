"""Who stands where: an account to the person whom messages are for, staff to the organisation whose deliveries they see."""

from notifications.domain.recipients import Recipient
from notifications.domain.refusal import Refusal
from notifications.wiring import App
from shared.identity.principal import Forbidden, Principal


class NobodyHere(Refusal):
    """The account belongs to no person that messages could be for (yet)."""


async def reader_or_none(app: App, by: Principal) -> Recipient | None:
    return await app.recipients.find_by_account(by.account)


async def reader(app: App, by: Principal) -> Recipient:
    """Raises NobodyHere."""
    found = await reader_or_none(app, by)
    if found is None:
        raise NobodyHere
    return found


def organisation_of(by: Principal) -> str:
    """The organisation that an organiser or officer acts for. Raises Forbidden where the token names none."""
    if by.organisation is None:
        raise Forbidden
    return by.organisation
