"""No query of a store reads a whole collection."""

from uuid import uuid4

from tests.plans import Plans, listening

from certificates.domain.holders.team import Team
from certificates.domain.register import RegistrationNumber
from certificates.settings import Settings
from certificates.wiring import assemble
from shared.text import Text

AGREED: dict[str, str] = {}
"""Store and method that may read the whole collection, with the reason."""


async def test_every_query_of_every_store_uses_an_index(settings: Settings, database_name: str) -> None:
    client, database, sent = await listening(settings.mongo_url, database_name)
    async with client:
        app = assemble(settings, database)
        await app.ensure_indexes()
        samples = {
            RegistrationNumber: RegistrationNumber("47", 2026, 1),
            Text: Text("а", "a"),
            Team: Team("а", (uuid4(),)),
        }
        plans = Plans(database, sent, samples)
        stores = (app.issuers, app.certificates, app.holders, app.codes, app.name_checks)
        scans = {
            f"{type(store).__name__}.{method}": queries
            for store in stores
            for method, queries in (await plans.whole_collections_read_by(store)).items()
        }
    assert {name: queries for name, queries in scans.items() if name not in AGREED} == {}
    assert scans.keys() >= AGREED.keys(), "an exception that nobody needs any more"
