"""What is known of an organisation beyond its short name."""

from competitions.domain.records.organisation import Organisation
from competitions.queries.keeping.texts import keeper_of
from competitions.wiring import App
from shared.identity.principal import Principal


async def own_organisation(app: App, by: Principal) -> Organisation | None:
    """Of an organiser. None while nothing is said of it. Raises Forbidden."""
    return await app.organisations.of(keeper_of(by))
