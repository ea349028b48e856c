"""The service's HTTP side, with a real mongod and real tokens. It needs neither Kafka nor a mail server."""

import pytest
from tests.notifications.people import notice, person

from localstack.token_issuer import TokenIssuer
from notifications.commands.notifying import notify
from notifications.commands.people import record_people
from notifications.domain.recipients import Recipient
from notifications.wiring import App


@pytest.fixture
async def reader(app: App) -> Recipient:
    """A competitor with the account `primer`."""
    reader = person(account="primer")
    await record_people(app, [reader])
    return reader


@pytest.fixture
def primer(token_issuer: TokenIssuer) -> dict[str, str]:
    return {**token_issuer.bearer("primer", "competitor"), "Accept-Language": "en"}


async def tell(app: App, reader: Recipient, number: int) -> None:
    """`number` messages, the last one the newest."""
    for _ in range(number):
        await notify(app, notice(reader.id))
